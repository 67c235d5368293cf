package io.dither.perturbed;

/**
 * A sum over samples that an estimate is made of. One instance collects one block of samples; blocks are then merged in
 * order, so that the bits do not depend on threads.
 *
 * @param <S> the type itself
 */
interface Statistic<S extends Statistic<S>> {
    /** Adds one sample; reads it and keeps no reference. */
    void add(Sample sample);

    /** Adds the samples of a later block. */
    void merge(S later);
}
