package io.dither.perturbed;

/** A number that a statistic makes of a sample. */
@FunctionalInterface
interface Reward {
    double of(Sample sample);
}
