/** Perturbed optimizers without samples: in closed form or by quadrature on the line, for the sets and noises that allow it. */
@NullMarked
package io.dither.exact;

import org.jspecify.annotations.NullMarked;
