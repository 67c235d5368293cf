package io.dither.perturbed;

/**
 * The scheme by which the samples of an estimate are drawn.
 *
 * <p>{@link io.dither.layer.Estimated#margins} makes intervals from standard errors, by Student's t; its degrees of
 * freedom are the number of independent units minus 1. At the level 0.95 an interval has 1.96 standard errors on each
 * side for many samples, 2.131 for the 16 replicates of {@link #SOBOL}. Intervals contain the exact value in about 95
 * of 100 cases if the units are close to normal. Units are far from normal if almost all of them are equal. This
 * happens for rare solutions. With antithetic pairs it also happens if the solution jumps where a noise coordinate
 * crosses its median, because almost every pair has one sample on each side. With a Sobol sequence the number of points
 * on each side then differs by at most one between replicates, and coverage is 85 to 97 of 100.
 */
public enum Sampling {
    /** Independent samples, for all quantities. This is the default. */
    INDEPENDENT(1),
    /**
     * Pairs of a sample and its mirror image (-z for a symmetric law, the quantile at 1 - u otherwise). The pair is the
     * independent unit of standard errors. Such pairs estimate F_eps, y_eps and Fenchel-Young gradients, but no
     * gradients of y_eps. They need noise whose coordinates are independent and have the same law.
     */
    ANTITHETIC(2),
    /**
     * Randomised quasi-Monte Carlo: 16 replicates of a Sobol sequence, each with an independent Owen scramble. The
     * replicate is the independent unit of standard errors. The sequence needs noise whose coordinates are
     * independent and have the same law, and at most 1000 dimensions. Gradients of y_eps need at least 32 samples, 2
     * per replicate.
     */
    SOBOL(1);

    /** The number of scrambles of the Sobol sequence per estimate. */
    static final int REPLICATES = 16;

    private final int samplesPerUnit;

    Sampling(int samplesPerUnit) {
        this.samplesPerUnit = samplesPerUnit;
    }

    /**
     * Returns the number of consecutive samples that count as one independent unit if there is only one replicate: 2
     * for antithetic pairs, otherwise 1. With several replicates the replicate is the unit.
     */
    int samplesPerUnit() {
        return samplesPerUnit;
    }

    int replicates() {
        return this == SOBOL ? REPLICATES : 1;
    }
}
