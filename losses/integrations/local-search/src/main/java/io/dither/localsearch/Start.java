package io.dither.localsearch;

/** The starting points of chains. */
public enum Start {
    /**
     * At the observed decision; only for losses. If decisions have the law of the model, the expectation of the
     * estimating equation is 0 at the true weights after any number of steps (contrastive divergence, Hinton 2002).
     */
    OBSERVED,
    /**
     * At the end points of the earlier chains of the same example; in the first step of an example, as {@link
     * #ANNEALED}.
     */
    PERSISTENT,
    /** At an arbitrary point; during the burn-in, the scores grow in stages from a tenth to their full size. */
    ANNEALED
}
