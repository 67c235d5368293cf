package io.dither.perturbed;

/** How the samples of an estimate are drawn. */
public enum Sampling {
    /** Independent samples: the default, for everything. */
    INDEPENDENT(1),
    /**
     * Pairs of a sample and its mirror image (-z for a symmetric law, the quantile at 1 - u otherwise). The pair is the unit
     * of the standard errors. For F_eps, y_eps and Fenchel-Young gradients; not for gradients of y_eps.
     */
    ANTITHETIC(2),
    /**
     * Randomised quasi-Monte Carlo: 16 replicates of a Sobol sequence, each with an Owen scramble of its own. The replicate
     * is the unit of the standard errors. For noise with independent coordinates, up to dimension 1000.
     */
    SOBOL(1);

    /** How many scrambles of the Sobol sequence an estimate is made of. */
    static final int REPLICATES = 16;

    private final int unit;

    Sampling(int unit) {
        this.unit = unit;
    }

    /** Returns how many samples form one independent unit within a replicate. */
    int unit() {
        return unit;
    }

    int replicates() {
        return this == SOBOL ? REPLICATES : 1;
    }
}
