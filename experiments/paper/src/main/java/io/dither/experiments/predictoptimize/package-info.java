/** All methods of predict-then-optimise on the benchmarks of the field. */
@NullMarked
package io.dither.experiments.predictoptimize;

import org.jspecify.annotations.NullMarked;
