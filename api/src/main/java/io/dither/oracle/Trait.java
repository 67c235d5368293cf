package io.dither.oracle;

/** Properties of an oracle's feasible set and answers beyond the contract. */
public enum Trait {
    /** Every coordinate of every vertex is 0 or 1. */
    ZERO_ONE,
    /**
     * The sum of the coordinates is the same for every vertex, as on the simplex. So adding a number to all
     * coordinates of theta, such as the mean of noise that is not centred, changes no answer.
     */
    CONSTANT_SUM,
    /** Vertices may carry a constant h(y): the value is &lt;theta, y&gt; + h(y). */
    OFFSET,
    /**
     * Theta is a score, although it is usually a cost if the oracle minimises. For example, in descending ranks a
     * larger theta gets the lower, better rank. So noise is added to theta, as it is to scores, and not subtracted, as
     * it is from costs.
     */
    SCORED,
    /**
     * The answers may be suboptimal: another feasible point may be better, and the value as a function of theta need
     * not be convex (maximiser) or concave (minimiser).
     */
    HEURISTIC
}
