package io.dither.localsearch;

/** Where chains begin. */
public enum Start {
    /**
     * Each time at the observed decision, for losses. Where decisions have the law of the model, their equation is 0 at the truth after
     * any number of steps, however few (contrastive divergence, Hinton 2002).
     */
    OBSERVED,
    /** Where the chains of the same example ended before; at first as annealed. */
    PERSISTENT,
    /** At any point, and then at scores that grow from 0 to their size over the burn-in. */
    ANNEALED
}
