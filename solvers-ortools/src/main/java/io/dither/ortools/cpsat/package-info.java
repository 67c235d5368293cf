/** CP-SAT models. */
@org.jspecify.annotations.NullMarked
package io.dither.ortools.cpsat;
