/** CP-SAT models, and the tours and vehicle routes made with them. */
@org.jspecify.annotations.NullMarked
package io.dither.ortools.cpsat;
