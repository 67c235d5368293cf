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
     * Theta ranks the coordinates, the largest first, although the sense is to minimise, as for descending ranks: noise
     * is added to it as to scores.
     */
    SCORED,
    /** The answers may be suboptimal: rules about values (optimality, convexity) need not hold. */
    HEURISTIC
}
