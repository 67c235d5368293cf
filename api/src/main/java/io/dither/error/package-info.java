/** What can go wrong, in the words of the user: arguments, data, solvers. */
@NullMarked
package io.dither.error;

import org.jspecify.annotations.NullMarked;
