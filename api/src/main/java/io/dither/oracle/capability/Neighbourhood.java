package io.dither.oracle.capability;

/**
 * A capability: an oracle whose feasible points are connected by small moves, as in local search. With the
 * Metropolis-Hastings rule the moves make a Markov chain whose stationary law has probabilities proportional to
 * exp(&lt;scores, y&gt;) for feasible points y and any vector of scores, nearly so if a walk is not exact ({@link
 * Walk#isExact}). Models can learn from such chains, without solves (Vivier-Ardisson, Blondel and Parmentier, "Learning
 * with Local Search MCMC Layers", 2025, arXiv 2505.14240).
 */
@FunctionalInterface
public interface Neighbourhood {
    /**
     * Opens a walk for one thread. The walk has no point until the caller calls {@code begin}. The caller closes it.
     *
     * @return a new walk
     */
    Walk walk();
}
