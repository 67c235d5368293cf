package io.dither.perturbed;

/**
 * The scheme by which the samples of an estimate are drawn.
 *
 * <p>{@link io.dither.layer.Estimated#margins} makes intervals of standard errors, by Student's t with the number of
 * independent units less 1 as degrees of freedom: 1.96 standard errors for many samples, 2.131 for the 16 replicates of
 * {@link #SOBOL} at the level 0.95. Intervals hold the exact answer in about 95 of 100 cases once the units are close
 * to normal. They are not where almost all are equal: at rare solutions, for pairs also near the median of a step
 * function of one coordinate (such as a sign), and for a Sobol sequence with such a step function, whose replicates
 * differ by one point at most (85 to 97 of 100).
 */
public enum Sampling {
    /** Independent samples: the default, for everything. */
    INDEPENDENT(1),
    /**
     * Pairs of a sample and its mirror image (-z for a symmetric law, the quantile at 1 - u otherwise). The pair is the unit
     * of the standard errors. For F_eps, y_eps and Fenchel-Young gradients; not for gradients of y_eps.
     */
    ANTITHETIC(2),
    /**
     * Randomised quasi-Monte Carlo: 16 replicates of a Sobol sequence, each with an independent Owen scramble. The
     * replicate is the unit of the standard errors. For noise with independent coordinates, up to dimension 1000.
     */
    SOBOL(1);

    /** The number of scrambles of the Sobol sequence per estimate. */
    static final int REPLICATES = 16;

    private final int unit;

    Sampling(int unit) {
        this.unit = unit;
    }

    /** Returns the number of samples of an independent unit within a replicate. */
    int unit() {
        return unit;
    }

    int replicates() {
        return this == SOBOL ? REPLICATES : 1;
    }
}
