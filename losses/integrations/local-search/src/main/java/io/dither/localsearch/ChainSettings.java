package io.dither.localsearch;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;

/**
 * The settings of chains.
 *
 * @param epsilon the temperature: points have weights exp(+-&lt;theta, y&gt; / epsilon), + for scores and - for costs;
 *     above 0, in the units of theta
 * @param steps the number of proposals of each chain after the burn-in, at least 1; a rejected proposal counts the
 *     current point again
 * @param burnIn the number of proposals before the steps, at least 0
 * @param chains the number of chains per example, at least 1
 * @param start where the chains begin
 */
public record ChainSettings(double epsilon, int steps, int burnIn, int chains, Start start) {
    private static final int MAX_STEPS = 100_000_000;
    private static final int MAX_CHAINS = 10_000;
    /** The smallest number of batches over all chains, so that standard errors vary little. */
    private static final int MIN_BATCHES = 32;

    /** Checks that all components are in their ranges. */
    public ChainSettings {
        Arguments.positive("epsilon", epsilon);
        Arguments.between("steps", steps, 1, MAX_STEPS);
        Arguments.between("burnIn", burnIn, 0, MAX_STEPS);
        Arguments.between("chains", chains, 1, MAX_CHAINS);
        requireNonNull(start, "start");
    }

    /**
     * Four annealed chains of 1,000 steps, after 1,000 steps of burn-in.
     *
     * @param epsilon the temperature, above 0
     * @return the settings
     */
    public static ChainSettings annealed(double epsilon) {
        return new ChainSettings(epsilon, 1000, 1000, 4, Start.ANNEALED);
    }

    /**
     * {@return the same settings with another number of chains}
     *
     * @param newChains the number, at least 1
     */
    public ChainSettings withChains(int newChains) {
        return new ChainSettings(epsilon, steps, burnIn, newChains, start);
    }

    /**
     * Returns the number of batches of equal length per chain for standard errors: at least 32 over all chains if there
     * are enough steps.
     */
    int batches() {
        int perChain = Math.max(2, (MIN_BATCHES + chains - 1) / chains);
        // an even number, so that the halves of a chain have equally many batches; odd only if there are too few steps
        return Math.min(steps, perChain + perChain % 2);
    }
}
