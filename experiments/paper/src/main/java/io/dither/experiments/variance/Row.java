package io.dither.experiments.variance;

/**
 * One choice for one quantity of one problem.
 *
 * @param problem the problem
 * @param quantity what is estimated
 * @param choice how
 * @param variance the variance of one estimate, the mean over coordinates
 * @param ratio the variance of the baseline over this one: above 1 this choice is better
 */
record Row(String problem, String quantity, String choice, double variance, double ratio) {}
