package io.dither.oracles.internal.knapsack;

import io.dither.error.Arguments;
import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.oracle.LimitedSession;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Fixable;
import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracle.capability.RetargetableSession;
import io.dither.oracle.capability.Walk;
import io.dither.oracles.internal.simple.SubsetWalk;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The 0/1 points that take items. Each row is a constraint: the weights of the taken items sum to at most the capacity
 * of the row.
 *
 * @param dimension the number of items
 * @param weights the weights, at least 0; the weight of item j in row r is at j * rows + r
 * @param capacities one per row, at least 0
 * @param nodes the largest number of branches (nodes of the search tree) in a solve; a branch takes or leaves out one
 *     item
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record Knapsack(int dimension, double[] weights, double[] capacities, long nodes)
        implements Fixable, Neighbourhood {
    /** The share of a capacity by which a sum of weights may exceed it, because decimal weights are rounded. */
    private static final double ROUNDING = 1e-9;

    public static Knapsack of(double[][] weights, double[] capacities, long nodes) {
        Arguments.atLeast("number of rows of weights", weights.length, 1);
        Arguments.finite("capacity", capacities, weights.length);
        int items = Arguments.atLeast("number of items", weights[0].length, 1);
        double[] flat = new double[items * weights.length];
        for (int r = 0; r < weights.length; r++) {
            Arguments.finite("weights[" + r + "]", weights[r], items);
            requireNonnegative("capacity[" + r + "]", capacities[r]);
            for (int j = 0; j < items; j++) {
                requireNonnegative("weights[" + r + "][" + j + "]", weights[r][j]);
                flat[j * weights.length + r] = weights[r][j];
            }
        }
        Arguments.require(nodes >= 1, "nodes = " + nodes + " is too small", "Maybe choose 1000 or more");
        return new Knapsack(items, flat, capacities.clone(), nodes);
    }

    private static void requireNonnegative(String name, double value) {
        Arguments.require(value >= 0, name + " = " + value + " is below 0", "Maybe replace y by 1 - y in the problem");
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.ZERO_ONE);
    }

    @Override
    public LinearOracle fixing(int[] ones, int... free) {
        // requires that ones and free are in ascending order and within 0 to d - 1, and that free is not empty
        Fixable.require(dimension(), ones, free);
        int rows = capacities.length;
        double[] remaining = capacities.clone();
        double[] freeWeights = new double[free.length * rows];
        for (int r = 0; r < rows; r++) {
            for (int j : ones) {
                remaining[r] -= weights[j * rows + r];
            }
            if (remaining[r] < -ROUNDING * capacities[r]) {
                throw new OracleException(
                        Code.INFEASIBLE,
                        "the items that must be taken weigh " + -remaining[r] + " more in row " + r
                                + " than its capacity " + capacities[r]);
            }
            remaining[r] = Math.max(0, remaining[r]);
            for (int k = 0; k < free.length; k++) {
                freeWeights[k * rows + r] = weights[free[k] * rows + r];
            }
        }
        return new Knapsack(free.length, freeWeights, remaining, nodes);
    }

    @Override
    public Walk walk() {
        double[] limits = Arrays.stream(capacities)
                .map(capacity -> capacity * (1 + ROUNDING))
                .toArray();
        return SubsetWalk.within(dimension, weights, limits);
    }

    @Override
    public OracleSession openSession() {
        return new Session(this);
    }

    @Override
    public Optional<String> violation(double[] y) {
        if (y.length != dimension()) {
            return Optional.of("it has " + y.length + " coordinates, not " + dimension());
        }
        int rows = capacities.length;
        double[] sums = new double[rows];
        for (int j = 0; j < y.length; j++) {
            // points that other solvers found are rounded
            if (Math.min(Math.abs(y[j]), Math.abs(y[j] - 1)) > 1e-6) {
                return Optional.of("y[" + j + "] = " + y[j] + " is neither 0 nor 1");
            }
            for (int r = 0; r < rows && y[j] > 0.5; r++) {
                sums[r] += weights[j * rows + r];
            }
        }
        for (int r = 0; r < rows; r++) {
            // twice the tolerance of solves, because a solve adds the weights in another order
            if (sums[r] > capacities[r] * (1 + 2 * ROUNDING)) {
                return Optional.of(
                        "the weight " + sums[r] + " of row " + r + " is above the capacity " + capacities[r]);
            }
        }
        return Optional.empty();
    }

    /** A session that can switch to a knapsack with the same weights and other capacities. */
    private static final class Session implements RetargetableSession, LimitedSession {
        private final KnapsackSearch search;
        /**
         * The capacities with their tolerance. Each row is divided by a power of two near its capacity, as are {@code
         * scaledWeights}.
         */
        private final double[] scaledCapacities;

        private final double[] scaledWeights;
        /** The coordinate of each item of the search. */
        private final int[] candidates;

        private Knapsack oracle;
        private @Nullable KnapsackTable table;
        /** The factor of the limit of branches, see {@link #scaleLimits}. */
        private double nodesFactor = 1;

        private boolean closed;

        Session(Knapsack oracle) {
            this.oracle = oracle;
            search = new KnapsackSearch(oracle.capacities.length, oracle.dimension);
            scaledCapacities = new double[oracle.capacities.length];
            scaledWeights = new double[oracle.weights.length];
            candidates = new int[oracle.dimension];
            scale();
        }

        /** Scales weights and capacities; makes the table if there is one row of small whole weights and no limit. */
        private void scale() {
            int rows = scaledCapacities.length;
            boolean mayUseTable = rows == 1 && oracle.nodes == Long.MAX_VALUE;
            table = mayUseTable ? KnapsackTable.of(oracle.weights, oracle.capacities[0] * (1 + ROUNDING)) : null;
            for (int r = 0; r < rows; r++) {
                double rowFactor = normalisingPower(oracle.capacities[r]);
                scaledCapacities[r] = oracle.capacities[r] * rowFactor * (1 + ROUNDING);
                for (int at = r; at < scaledWeights.length; at += rows) {
                    scaledWeights[at] = oracle.weights[at] * rowFactor;
                }
            }
        }

        /** Returns the power of two that brings a number into [1, 2), as far as doubles allow. */
        private static double normalisingPower(double x) {
            return x == 0 ? 1 : Math.scalb(1.0, Math.max(-Math.getExponent(x), Double.MIN_EXPONENT));
        }

        @Override
        public boolean retarget(LinearOracle other) {
            if (!(other instanceof Knapsack knapsack)
                    || knapsack.capacities.length != scaledCapacities.length
                    || (knapsack.weights != oracle.weights && !Arrays.equals(knapsack.weights, oracle.weights))) {
                return false;
            }
            oracle = knapsack;
            scale();
            return true;
        }

        @Override
        public void solve(double[] theta, Vertex vertex) {
            if (closed) {
                throw new OracleException(Code.CLOSED, "the session of the knapsack is closed: open another one");
            }
            Thetas.check(theta, vertex, oracle.dimension);
            double largest = 0;
            for (double score : theta) {
                largest = Math.max(largest, score);
            }
            // thetas times this power of two have finite sums
            double profitFactor = normalisingPower(largest);
            if (table != null) {
                addChosen(table.solve(theta, profitFactor), vertex);
                return;
            }
            int count = fill(theta, profitFactor);
            // at least one branch; the cast turns a number that is too large into the largest long
            long maxNodes = (long) Math.max(1, oracle.nodes * nodesFactor);
            boolean[] chosen = search.solve(count, scaledCapacities, maxNodes);
            vertex.clear();
            for (int k = 0; k < count; k++) {
                if (chosen[k]) {
                    vertex.add(candidates[k], 1);
                }
            }
            vertex.gap(search.gap() / profitFactor);
        }

        private static void addChosen(boolean[] chosen, Vertex vertex) {
            vertex.clear();
            for (int j = 0; j < chosen.length; j++) {
                if (chosen[j]) {
                    vertex.add(j, 1);
                }
            }
        }

        /** Gives the search the items that fit and have a profit above 0; returns their number. */
        private int fill(double[] theta, double profitFactor) {
            int rows = scaledCapacities.length;
            // the arrays of the search, to be filled
            double[] profits = search.profits();
            double[] weights = search.weights();
            int count = 0;
            for (int j = 0; j < theta.length; j++) {
                double profit = theta[j] * profitFactor;
                boolean isCandidate = profit > 0;
                for (int r = 0; r < rows; r++) {
                    double weight = scaledWeights[j * rows + r];
                    weights[count * rows + r] = weight; // overwritten by the next item if this is not a candidate
                    isCandidate &= weight <= scaledCapacities[r];
                }
                if (isCandidate) {
                    profits[count] = profit;
                    candidates[count++] = j;
                }
            }
            return count;
        }

        @Override
        public void scaleLimits(double newFactor) {
            nodesFactor = newFactor;
        }

        @Override
        public void interrupt() {
            search.stop();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
