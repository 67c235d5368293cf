package io.dither.experiments.coverage;

/** A difference of a situation to the plain one. */
enum Factor {
    /** Features have a correlation of 0.9. */
    CORRELATED,
    /** The last weight is at least 0, and is 0.3. */
    BOUND,
    /** The last weight is at least 0, and is 0. */
    AT_BOUND,
    /** Costs are the softplus of sums of features. */
    SOFTPLUS,
    /** A part of the costs is known, so that epsilon is learnt. */
    OFFSET,
    /** The first weight is fixed, so that epsilon is learnt. */
    UNIT,
    /** The last weight is fixed, a small one, so that epsilon is learnt and all are ratios to it. */
    WEAK_UNIT,
    /** Unknown is the ratio of the first weight to the last, which is as many of its errors as the column says. */
    RATIO,
    /** Examples have weights that say how much they matter. */
    IMPORTANCE,
    /** Examples alike are one row, with their number. */
    FREQUENCY,
    /** Each cluster has weights of its own: the truth is where many clusters lead the fit. */
    DIFFER,
    /** Each cluster is a person with weights of its own, whose means and spreads are learnt. */
    TASTES,
    /** Persons agree on all weights, whose spreads are learnt nevertheless. */
    AGREE,
    /** Persons nearly agree: spreads are 0.1. */
    NEARLY_AGREE,
    /** Spreads are 0.25. */
    DIFFER_LITTLE,
    /** Alternatives are in two nests: unknown are their scales, and the ratio of the first weight to the last. */
    NESTED,
    /** The first weight of persons is lognormal, and unknown are the ratios of the others to it. */
    IN_UNIT,
    /** The two weights of persons are correlated: unknown are their means and covariance. */
    TOGETHER,
    /** The fit takes Gumbel noise for Gaussian: the truth is where many examples lead it. */
    MISFIT
}
