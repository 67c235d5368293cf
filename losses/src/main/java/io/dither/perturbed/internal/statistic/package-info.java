/** Sums over samples, from which estimates are computed. */
@org.jspecify.annotations.NullMarked
package io.dither.perturbed.internal.statistic;
