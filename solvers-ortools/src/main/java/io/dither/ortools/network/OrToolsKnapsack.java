package io.dither.ortools.network;

import io.dither.error.Arguments;
import io.dither.oracle.Described;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Trait;
import io.dither.ortools.internal.Natives;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The 0/1 knapsack with whole weights as an oracle, solved by OR-Tools' KnapsackSolver: by its special solver for one
 * row with up to 64 items, otherwise by its branch and bound for several rows. The oracle {@code knapsack} of {@code
 * dither-oracles} also takes real weights, and is much faster with several rows. This one is for single rows of
 * hundreds of items, and for comparisons.
 *
 * <p>Items with scores of at most 0 are never taken. Other scores are scaled by a power of two s, such that the largest
 * times the number of items n is at most 2^50, and rounded. Whole scores up to 2^50 / n are solved exactly. Otherwise
 * the value of the answer is within n / s of the optimum, where 1 / s is at most n 2^-49 max theta. Ties are always
 * broken in the same way. A session can be used for another oracle with the same weights.
 */
public final class OrToolsKnapsack implements LinearOracle, Described {
    private static final long LARGEST = 1L << 53;

    private final int items;
    private final long[][] weights;
    private final long[] capacity;

    private OrToolsKnapsack(int items, long[][] weights, long[] capacity) {
        this.items = items;
        this.weights = weights;
        this.capacity = capacity;
    }

    /**
     * Makes an oracle.
     *
     * @param weights the weights, at least one row, all of length n; each at least 0, with a sum of at most 2^53 per
     * row; copied
     * @param capacity one per row, from 0 to 2^53; copied
     * @return the oracle, of dimension n, maximising
     */
    public static LinearOracle oracle(long[][] weights, long... capacity) {
        Arguments.atLeast("number of rows of weights", weights.length, 1);
        int items = Arguments.atLeast("number of items", weights[0].length, 1);
        Arguments.require(
                capacity.length == weights.length,
                "capacity has length " + capacity.length + ", but weights has " + weights.length + " rows",
                "Maybe give one capacity per row");
        long[][] copy = new long[weights.length][];
        for (int r = 0; r < weights.length; r++) {
            Arguments.require(
                    weights[r].length == items,
                    "weights[" + r + "] has length " + weights[r].length + ", not " + items,
                    "Maybe a weight is missing");
            long sum = 0;
            for (int j = 0; j < items; j++) {
                requireWithin("weights[" + r + "][" + j + "]", weights[r][j], LARGEST - sum);
                sum += weights[r][j];
            }
            requireWithin("capacity[" + r + "]", capacity[r], LARGEST);
            copy[r] = weights[r].clone();
        }
        return new OrToolsKnapsack(items, copy, capacity.clone());
    }

    private static void requireWithin(String name, long value, long largest) {
        Arguments.require(
                value >= 0 && value <= largest,
                name + " = " + value + (value < 0 ? " is below 0" : " takes the sum above 2^53"),
                "Maybe count in other units");
    }

    long[][] weights() {
        return weights;
    }

    long[] capacity() {
        return capacity;
    }

    boolean hasWeightsOf(OrToolsKnapsack other) {
        return weights == other.weights || Arrays.deepEquals(weights, other.weights);
    }

    @Override
    public List<?> content() {
        return List.of(weights, capacity);
    }

    @Override
    public int dimension() {
        return items;
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.ZERO_ONE);
    }

    @Override
    public OracleSession openSession() {
        Natives.load();
        return new KnapsackSession(this);
    }
}
