package io.dither.experiments.coverage;

/** A difference between a situation and the plain situation, which has none of these. */
enum Factor {
    /** Features have a correlation of 0.9. */
    CORRELATED,
    /** The last weight is at least 0, and is 0.3. */
    BOUND,
    /** The last weight is at least 0, and is 0. */
    AT_BOUND,
    /** Costs are the softplus of sums of features. */
    SOFTPLUS,
    /** A part of the costs has no weight, so that epsilon is learnt. */
    OFFSET,
    /** The first weight is fixed, so that epsilon is learnt. */
    UNIT,
    /** The last weight is small and fixed, so that epsilon is learnt and all weights are ratios to it. */
    WEAK_UNIT,
    /**
     * The unknown is the ratio of the first weight to the last; the column says by how many of its standard errors the last weight differs
     * from 0.
     */
    RATIO,
    /** Examples have weights that say how much they matter. */
    IMPORTANCE,
    /** Identical examples are one row, whose weight is their number. */
    FREQUENCY,
    /** Each cluster has different weights; the truth is the limit of the fit for many clusters. */
    DIFFER,
    /** Each cluster is a person with different weights; the means and spreads of weights are learnt. */
    TASTES,
    /** All persons have the same weights, but spreads are learnt. */
    AGREE,
    /** Persons have nearly the same weights: spreads are 0.1. */
    NEARLY_AGREE,
    /** Spreads are 0.25. */
    DIFFER_LITTLE,
    /** Alternatives are in two nests; the unknowns are their scales, and the ratio of the first weight to the last. */
    NESTED,
    /** The first weight of persons is lognormal; the unknowns are the ratios of the other weights to it. */
    IN_UNIT,
    /** The two weights of persons are correlated; the unknowns are their means and covariance. */
    CORRELATED_TASTES,
    /** The noise is Gumbel, but the fit assumes that it is Gaussian; the truth is the limit of the fit for many examples. */
    MISFIT
}
