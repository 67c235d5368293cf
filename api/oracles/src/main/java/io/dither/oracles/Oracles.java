package io.dither.oracles;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracles.internal.assignment.Assignment;
import io.dither.oracles.internal.combine.Constrained;
import io.dither.oracles.internal.combine.Negate;
import io.dither.oracles.internal.combine.Product;
import io.dither.oracles.internal.combine.Scaled;
import io.dither.oracles.internal.knapsack.Knapsack;
import io.dither.oracles.internal.simple.Argmax;
import io.dither.oracles.internal.simple.Hypercube;
import io.dither.oracles.internal.simple.Points;
import io.dither.oracles.internal.simple.Ranking;
import io.dither.oracles.internal.simple.Sign;
import io.dither.oracles.internal.simple.TopK;
import java.util.List;

/**
 * Oracles that need no external solver, and oracles that are made of other oracles.
 *
 * <p>All oracles are immutable and thread-safe, and allocate nothing in a solve. They are exact, except a knapsack with
 * a limit of branches. Ties are broken by the order of the coordinates (or points); {@link #assignment} and {@link
 * #knapsack(double[][], double...)} have their own rules. Oracles that are made of other oracles are exact if the other
 * oracles are, and solve several thetas at once (in {@linkplain io.dither.oracle.capability.LaneSession lanes}) if the
 * other oracles do. Arrays given to a factory are copied. A wrong argument throws an {@link
 * io.dither.error.InvalidArgumentException}.
 *
 * <p>Below, h(y) is the {@linkplain io.dither.oracle.Vertex#offset() offset} of a solution y: the part of its objective
 * that does not depend on theta. It is 0 except for some oracles that are made of other oracles, or have costs of their
 * own.
 */
public final class Oracles {
    private Oracles() {}

    /**
     * {@return the corners of the simplex: y is one-hot at the largest coordinate of theta}
     *
     * @param n the dimension, at least 1
     */
    public static LinearOracle argmax(int n) {
        return new Argmax(atLeastOne(n));
    }

    /**
     * {@return the 0/1 vectors with k ones: y marks the k largest coordinates of theta}
     *
     * @param n the dimension, at least 1
     * @param k the number of ones, from 1 to n
     */
    public static LinearOracle topK(int n, int k) {
        return new TopK(atLeastOne(n), within(k, n), Sense.MAXIMIZE);
    }

    /**
     * {@return the 0/1 vectors with k ones, for distances theta: y marks the k smallest coordinates of theta}
     *
     * @param n the dimension, at least 1
     * @param k the number of ones, from 1 to n
     */
    public static LinearOracle nearestNeighbours(int n, int k) {
        return new TopK(atLeastOne(n), within(k, n), Sense.MINIMIZE);
    }

    /**
     * {@return the corners of the permutahedron as ascending ranks: y_i is the rank of theta_i, 0 for the smallest and
     * n - 1 for the largest, which maximises &lt;theta, y&gt; over the permutations of 0, ..., n - 1}
     *
     * @param n the dimension, at least 1
     */
    public static LinearOracle ranking(int n) {
        return new Ranking(atLeastOne(n), Sense.MAXIMIZE);
    }

    /**
     * {@return the corners of the permutahedron as descending ranks: y_i is 0 for the largest theta_i and n - 1 for the
     * smallest}
     *
     * <p>Giving low ranks to large thetas <em>minimises</em> &lt;theta, y&gt; over the permutations. So this oracle
     * minimises, and losses treat theta as a cost. But noise is added to theta, as it is to scores (see {@link
     * io.dither.oracle.Trait#SCORED}).
     *
     * @param n the dimension, at least 1
     */
    public static LinearOracle descendingRanking(int n) {
        return new Ranking(atLeastOne(n), Sense.MINIMIZE);
    }

    /**
     * {@return the corners of the box {-1, 1}^n: y_i is the sign of theta_i, +1 for 0}
     *
     * @param n the dimension, at least 1
     */
    public static LinearOracle sign(int n) {
        return new Sign(atLeastOne(n));
    }

    /**
     * {@return the corners of the unit box {0, 1}^n: y_i is 1 where theta_i is above 0}
     *
     * @param n the dimension, at least 1
     */
    public static LinearOracle hypercube(int n) {
        return new Hypercube(atLeastOne(n));
    }

    /**
     * Returns the assignments of rows to columns, as 0/1 matrices row by row. Every row has a column of its own or, if
     * there are fewer columns, every column has a row. The assignments of a square are the permutation matrices, which
     * are the corners of the Birkhoff polytope. The algorithm of Jonker and Volgenant (1987) takes at most O(max(rows,
     * columns)^3) steps.
     *
     * <p>The answer is optimal up to the rounding of sums of costs. It is exactly optimal for whole numbers (up to 2^40
     * in magnitude, with up to 1000 rows and columns). Of equally good assignments it returns the one that the
     * algorithm finds first, which depends on theta only; if all coordinates are equal, it pairs row i with column i.
     *
     * @param rows the number of rows, from 1 to 46340 (the largest number whose square fits into an int)
     * @param columns the number of columns, from 1 to 46340
     * @param sense whether theta is a cost (minimise) or a score (maximise)
     * @return the oracle, of dimension rows * columns; coordinate i * columns + j pairs row i with column j
     */
    public static LinearOracle assignment(int rows, int columns, Sense sense) {
        return Assignment.of(rows, columns, requireNonNull(sense, "sense"));
    }

    /**
     * Returns the 0/1 vectors y that take items. Each row is a constraint: the weights of the taken items sum to at
     * most the capacity of the row. This knapsack problem, with one or a few rows, is solved by branch and bound from
     * the linear relaxation. An item with theta_j &lt;= 0 is never taken.
     *
     * <p>The answer is exact up to rounding: its value differs from the optimum by at most 1e-12 of the sum of the
     * thetas above 0. A sum of weights may exceed a capacity by 1e-9 of the capacity, so that 0.1 + 0.2 fits into 0.3.
     * Of equally good choices it takes the one that the search finds first, which depends on theta, weights and
     * capacities only. A few rows and about 50 items take microseconds; the time grows exponentially with the number of
     * rows, and more slowly with the number of items. A single row of whole weights is solved by a table if items times
     * capacity is at most 65,536; the time then does not depend on theta.
     *
     * <p>Oracles that differ only in their capacities are a family: a session of one oracle can switch to another
     * oracle of the family.
     *
     * @param weights the weights, at least one row, all of length n; finite and at least 0
     * @param capacity one per row, at least 0
     * @return the oracle, of dimension n, maximising
     */
    public static LinearOracle knapsack(double[][] weights, double... capacity) {
        return Knapsack.of(weights, capacity, Long.MAX_VALUE);
    }

    /**
     * {@return the oracle of {@link #knapsack(double[][], double...)}, but each solve ends after a number of branches}
     * Unlike a time limit, this gives the same answer on every machine. An answer that is not proved optimal has a
     * {@linkplain io.dither.oracle.Vertex#gap() gap}.
     *
     * @param weights the rows
     * @param capacity one per row
     * @param nodes the largest number of branches (nodes of the search tree) in a solve, at least 1; a branch takes or
     *     leaves out one item
     */
    public static LinearOracle knapsack(double[][] weights, double[] capacity, long nodes) {
        return Knapsack.of(weights, capacity, nodes);
    }

    /**
     * {@return a few points: y is the point with the best &lt;theta, y&gt;, found by trying all; the first of equally
     * good points}
     *
     * @param sense whether theta is a score or a cost
     * @param points at least one, all of the same length d, finite
     */
    public static LinearOracle points(Sense sense, List<double[]> points) {
        return Points.of(sense, points);
    }

    /**
     * {@return the product of sets: theta and y consist of the thetas and ys of the blocks, one after another, and h(y)
     * is the sum over the blocks}
     *
     * @param blocks the oracles, at least one; all must have the same sense
     */
    public static LinearOracle product(List<LinearOracle> blocks) {
        return Product.of(blocks);
    }

    /**
     * {@return the same feasible set in the opposite sense: its vertex at theta is the inner oracle's vertex at -theta}
     * That vertex is optimal for &lt;theta, y&gt; - h(y), because the offset changes its sign too. A theta is allowed
     * if -theta is in the domain of the inner oracle.
     *
     * @param oracle the inner oracle
     */
    public static LinearOracle negate(LinearOracle oracle) {
        return Negate.of(oracle);
    }

    /**
     * {@return an oracle that applies a diagonal affine map to theta: if y is the inner vertex at scale * theta +
     * shift, its vertex is scale * y (products per coordinate), with the offset &lt;shift, y&gt; + h(y)}
     *
     * @param oracle the inner oracle, of dimension d
     * @param scale the diagonal, length d; a negative factor mirrors that coordinate
     * @param shift the shift, length d
     */
    public static LinearOracle affine(LinearOracle oracle, double[] scale, double[] shift) {
        return Scaled.of(oracle, scale, shift);
    }

    /**
     * {@return the feasible points that are 0 at some coordinates, such as the paths without roads that are closed}
     *
     * @param oracle a {@link io.dither.oracle.capability.Restrictable} oracle of dimension d; theta and y keep this
     *     dimension
     * @param zeros coordinates, from 0 to d - 1, fewer than d
     */
    public static LinearOracle constrained(LinearOracle oracle, int... zeros) {
        return Constrained.of(oracle, zeros, new int[0]);
    }

    /**
     * {@return the feasible points that are 0 or 1 at given coordinates, such as assignments with given pairs}
     *
     * @param oracle a {@link io.dither.oracle.capability.Fixable} oracle of dimension d; theta and y keep this
     *     dimension
     * @param zeros coordinates, from 0 to d - 1
     * @param ones other coordinates; zeros and ones together are fewer than d
     */
    public static LinearOracle constrained(LinearOracle oracle, int[] zeros, int[] ones) {
        return Constrained.of(oracle, zeros, ones);
    }

    private static int atLeastOne(int n) {
        // a vector of more than 100 million numbers takes more than 0.8 GB: n is probably a mistake
        return Arguments.between("n", n, 1, 100_000_000);
    }

    private static int within(int k, int n) {
        // k below 1 gets the message of the second check
        Arguments.require(k <= n || k < 1, "k = " + k + " is above n = " + n, "Maybe n and k are swapped");
        return Arguments.atLeast("k", k, 1);
    }
}
