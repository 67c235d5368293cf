/** Smoothed optimizers without samples: in closed form, by one-dimensional quadrature or by counting walks. */
@org.jspecify.annotations.NullMarked
package io.dither.exact;
