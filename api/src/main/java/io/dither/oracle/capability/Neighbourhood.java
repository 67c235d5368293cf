package io.dither.oracle.capability;

/**
 * A capability: an oracle whose feasible points can be walked by small moves, as a local search does. Asked to accept them by the rule of
 * Metropolis and Hastings, the moves make a Markov chain on the points with any weights exp(&lt;scores, y&gt;): what is learnt through it
 * needs no solve (Vivier-Ardisson, Blondel and Parmentier, "Learning with Local Search MCMC Layers", 2025, arXiv 2505.14240).
 */
@FunctionalInterface
public interface Neighbourhood {
    /**
     * Opens a walk for one thread, which is nowhere until it begins; the caller closes it.
     *
     * @return a new walk
     */
    Walk walk();
}
