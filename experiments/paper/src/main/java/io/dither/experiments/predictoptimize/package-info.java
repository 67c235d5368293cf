/** All methods of predict-then-optimise on the benchmarks of the field. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.predictoptimize;
