package io.dither.experiments.warcraft;

/**
 * The settings chosen for each loss separately, on maps used for nothing else.
 *
 * @param learningRate Adam's rate at first
 * @param epsilon the amplitude of the noise; unused by a loss without noise
 * @param samples the number of perturbed solves per example and step; unused by a loss without noise
 */
record Tuning(double learningRate, double epsilon, int samples) {}
