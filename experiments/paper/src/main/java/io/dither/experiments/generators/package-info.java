/** Benchmarks of predict-then-optimise: decisions whose costs are drawn from features, as others have drawn and measured them. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.generators;
