/**
 * The page about a model fitted to decisions: weights with intervals, prediction errors beside those of baselines,
 * calibration, the worst-predicted examples, and a test of the law of the noise.
 */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.learning;
