package io.dither.oracle;

/** What is known of an oracle's feasible set and answers beyond the contract. */
public enum Trait {
    /** Every coordinate of every vertex is 0 or 1. */
    ZERO_ONE,
    /** The sum of the coordinates is the same for every vertex, as on the simplex; noise need not be centred. */
    CONSTANT_SUM,
    /** Vertices may carry a constant h(y): the value is &lt;theta, y&gt; + h(y). */
    OFFSET,
    /**
     * Theta is what the coordinates are ranked by, the largest first, though the sense says otherwise, as of descending ranks: noise is
     * added to it as to scores.
     */
    SCORED,
    /** The answers may be suboptimal: value rules (optimality, convexity) are not promised. */
    HEURISTIC
}
