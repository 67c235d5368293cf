/** Benchmarks of predict-then-optimise: decisions whose costs are drawn from features, as others have drawn and measured them. */
@NullMarked
package io.dither.experiments.generators;

import org.jspecify.annotations.NullMarked;
