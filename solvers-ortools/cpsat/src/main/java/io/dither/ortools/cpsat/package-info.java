/** Constraint models as oracles, solved by CP-SAT. */
@org.jspecify.annotations.NullMarked
package io.dither.ortools.cpsat;
