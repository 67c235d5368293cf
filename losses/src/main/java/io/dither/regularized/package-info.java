/** Optimizers smoothed by a regulariser instead of noise. */
@org.jspecify.annotations.NullMarked
package io.dither.regularized;
