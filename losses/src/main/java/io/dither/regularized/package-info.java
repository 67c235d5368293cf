/** Optimizers smoothed without noise: by a convex regulariser, by sorting networks; and gradients by proximal steps. */
@org.jspecify.annotations.NullMarked
package io.dither.regularized;
