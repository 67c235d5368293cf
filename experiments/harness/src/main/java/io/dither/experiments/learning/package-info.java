/**
 * The page of what was learnt from decisions: weights with intervals, how good the decisions are against baselines, calibration,
 * the worst-predicted examples, and which noise fits.
 */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.learning;
