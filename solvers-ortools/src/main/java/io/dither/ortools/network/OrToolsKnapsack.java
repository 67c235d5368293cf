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
 * The 0/1 knapsack with whole weights as an oracle, solved by OR-Tools' KnapsackSolver: for one row with up to 64 items the solver made
 * for these, otherwise its branch and bound for several rows. The oracle {@code knapsack} of the module api takes real weights too
 * and is faster by far with several rows; this one is there for single rows of hundreds of items, and to compare.
 *
 * <p>Scores of at most 0 are never taken. The others are scaled by a power of two s so that the largest times the number of items n is
 * at most 2^50, and rounded: whole scores up to 2^50 / n are solved exactly; otherwise the value of the answer is within n / s
 * of the optimum, and 1 / s is at most n 2^-49 max theta. Ties are broken in the same way each time. Sessions turn to other
 * capacities of the same weights.
 */
public final class OrToolsKnapsack implements LinearOracle, Described {
    private static final long MOST = 1L << 53;

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
     * @param weights the rows, at least one, all of length n, each weight at least 0, each row's sum at most 2^53; copied
     * @param capacity one per row, from 0 to 2^53; copied
     * @return the oracle, of dimension n, maximising
     */
    public static LinearOracle oracle(long[][] weights, long... capacity) {
        Arguments.atLeast("number of rows of weights", weights.length, 1);
        int items = Arguments.atLeast("number of items", weights[0].length, 1);
        Arguments.require(
                capacity.length == weights.length,
                "capacity has length " + capacity.length + ", but weights has " + weights.length + " rows",
                "Maybe give one capacity a row");
        long[][] copy = new long[weights.length][];
        for (int r = 0; r < weights.length; r++) {
            Arguments.require(
                    weights[r].length == items,
                    "weights[" + r + "] has length " + weights[r].length + ", not " + items,
                    "Maybe a weight is missing");
            long sum = 0;
            for (int j = 0; j < items; j++) {
                requireWithin("weights[" + r + "][" + j + "]", weights[r][j], MOST - sum);
                sum += weights[r][j];
            }
            requireWithin("capacity[" + r + "]", capacity[r], MOST);
            copy[r] = weights[r].clone();
        }
        return new OrToolsKnapsack(items, copy, capacity.clone());
    }

    private static void requireWithin(String name, long value, long most) {
        Arguments.require(
                value >= 0 && value <= most,
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
