package io.dither.oracle;

/** Properties of an oracle's feasible set and answers beyond the contract. */
public enum Trait {
    /** Every coordinate of every vertex is 0 or 1. */
    ZERO_ONE,
    /**
     * The sum of the coordinates is the same for every vertex, as on the simplex, so that noise need not be centred.
     */
    CONSTANT_SUM,
    /** Vertices may carry a constant h(y): the value is &lt;theta, y&gt; + h(y). */
    OFFSET,
    /**
     * Theta is a score although the oracle minimises, as for descending ranks: a larger theta gets the lower, better
     * rank. So noise is added to theta, as it is to scores, and not subtracted, as it is from costs.
     */
    SCORED,
    /** The answers may be suboptimal: rules about values (optimality, convexity) need not hold. */
    HEURISTIC
}
