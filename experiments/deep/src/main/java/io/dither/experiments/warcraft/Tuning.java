package io.dither.experiments.warcraft;

/**
 * The settings that differ between losses. They were chosen for each loss on maps that are used neither to train nor to test.
 *
 * @param learningRate Adam's learning rate in the first epochs, see {@link io.dither.experiments.deep.DeepPlan}
 * @param epsilon the amplitude of the noise; unused by a loss without noise
 * @param samples the number of perturbed solves per example and training step; unused by a loss without noise
 */
record Tuning(double learningRate, double epsilon, int samples) {}
