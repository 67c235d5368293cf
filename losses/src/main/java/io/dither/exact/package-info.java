/** Smoothed optimizers without samples: in closed form, by quadrature on the line or by counting, for the sets that allow it. */
@org.jspecify.annotations.NullMarked
package io.dither.exact;
