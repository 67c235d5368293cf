package io.dither.layer;

/** What an example teaches: an observed decision, or the true costs. */
public sealed interface Target permits Decision, Costs {
    /**
     * Returns the numbers.
     *
     * @return a vector of the oracle's dimension; read only
     */
    double[] values();
}
