package io.dither.experiments.warcraft;

/**
 * The settings chosen for each loss separately, on maps used for nothing else.
 *
 * @param learningRate Adam's rate at first
 * @param epsilon the amplitude of the noise; without meaning for a loss that draws none
 * @param samples perturbed solves an example and step; without meaning as well
 */
record Tuning(double learningRate, double epsilon, int samples) {}
