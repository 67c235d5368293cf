package io.dither.localsearch;

/** The starting points of chains. */
public enum Start {
    /**
     * At the observed decision, for losses. If decisions have the law of the model, the mean of the equation is 0 at
     * the truth after any number of steps (contrastive divergence, Hinton 2002).
     */
    OBSERVED,
    /** At the end points of the earlier chains of the same example; at first as annealed. */
    PERSISTENT,
    /** At an arbitrary point, with scores that grow from 0 to their size during the burn-in. */
    ANNEALED
}
