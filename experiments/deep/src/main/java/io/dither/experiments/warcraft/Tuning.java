package io.dither.experiments.warcraft;

/**
 * What is chosen for each loss on its own, on maps that judge nothing.
 *
 * @param learningRate Adam's rate at first
 * @param epsilon the amplitude of the noise; without meaning for a loss that draws none
 * @param samples perturbed solves an example and step; without meaning as well
 */
record Tuning(double learningRate, double epsilon, int samples) {}
