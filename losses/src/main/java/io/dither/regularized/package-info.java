/** Optimizers smoothed without noise: by a convex regulariser, by sorting networks; and gradients by proximal steps. */
@NullMarked
package io.dither.regularized;

import org.jspecify.annotations.NullMarked;
