package io.dither.experiments.coverage;

/** A difference between a situation and the plain situation, which has none of these. */
enum Factor {
    /**
     * Features have a correlation of 0.9. If costs must be at least 0, features are the absolute values of such
     * numbers.
     */
    CORRELATED,
    /** The fit requires that the last weight is at least 0; the true value is 0.3. */
    BOUND,
    /** The fit requires that the last weight is at least 0; the true value is 0. */
    AT_BOUND,
    /** Costs are the softplus of weighted sums of features. */
    SOFTPLUS,
    /** A part of the costs has no weight, so that epsilon is learnt. */
    OFFSET,
    /** The first weight is fixed, so that epsilon is learnt. */
    UNIT,
    /** The last weight is small and fixed at its true value 0.3, so that epsilon is learnt. */
    WEAK_UNIT,
    /**
     * The unknown is the ratio of the first weight to the last. The column of the heat map, such as "2 errors", says by
     * how many of its standard errors the last weight differs from 0.
     */
    RATIO,
    /** Examples have weights that say how much they matter. */
    IMPORTANCE,
    /** Identical examples are one row, whose weight is their number. */
    FREQUENCY,
    /** Each cluster has different weights; the truth is the limit of the fit for many clusters. */
    CLUSTERS_DIFFER,
    /**
     * Each cluster is a person with different weights; the means and the spreads (standard deviations between persons)
     * of weights are learnt.
     */
    TASTES,
    /** With {@link #TASTES}: the spreads of all weights are 0, but are learnt. */
    NO_SPREADS,
    /** With {@link #TASTES}: the spreads of all weights are 0.1. */
    TINY_SPREADS,
    /** With {@link #TASTES}: the spreads of all weights are 0.25. */
    SMALL_SPREADS,
    /** Alternatives are in two nests; the unknowns are all weights, the first over the last, and all scales. */
    NESTED,
    /**
     * With {@link #TASTES}: the first weight is lognormal, and instead of the other weights their ratios to it are
     * normal. The unknowns are the means and spreads of these ratios, and of the logarithm of the first weight.
     */
    IN_UNIT,
    /**
     * With {@link #TASTES}: the two weights of persons are correlated; the unknowns are their means, variances and
     * covariance.
     */
    CORRELATED_TASTES,
    /** The noise is Gumbel, but the fit assumes that it is Gaussian; the truth is the limit of the fit for many examples. */
    MISFIT
}
