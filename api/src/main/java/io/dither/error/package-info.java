/** What can go wrong, in the words of the user: arguments, data, solvers. */
@org.jspecify.annotations.NullMarked
package io.dither.error;
