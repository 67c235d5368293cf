/** CP-SAT models, and the tours and vehicle routes made with them. */
@NullMarked
package io.dither.ortools.cpsat;

import org.jspecify.annotations.NullMarked;
