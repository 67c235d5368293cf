/**
 * Measures how good a fit is on held-out examples: {@link io.dither.learn.diagnose.Diagnosis} has the numbers, from baselines and
 * calibration to the worst examples.
 */
@org.jspecify.annotations.NullMarked
package io.dither.learn.diagnose;
