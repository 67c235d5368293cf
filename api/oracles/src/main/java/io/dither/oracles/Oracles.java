package io.dither.oracles;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracle.capability.Membership;
import io.dither.oracles.internal.assignment.Assignment;
import io.dither.oracles.internal.combine.Blocks;
import io.dither.oracles.internal.combine.Constrained;
import io.dither.oracles.internal.combine.Deadline;
import io.dither.oracles.internal.combine.Negate;
import io.dither.oracles.internal.combine.Product;
import io.dither.oracles.internal.combine.Scaled;
import io.dither.oracles.internal.knapsack.Knapsack;
import io.dither.oracles.internal.portfolio.Portfolio;
import io.dither.oracles.internal.simple.Argmax;
import io.dither.oracles.internal.simple.Hypercube;
import io.dither.oracles.internal.simple.Points;
import io.dither.oracles.internal.simple.Ranking;
import io.dither.oracles.internal.simple.Sign;
import io.dither.oracles.internal.simple.TopK;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Oracles that need no solver, and combinators of oracles.
 *
 * <p>All are immutable, thread-safe and exact, break ties by the lower index (assignments and knapsacks: see there), and allocate
 * nothing in a solve. Combinators solve in lanes if what they combine does. Arrays given to a factory are copied. A bad argument throws an {@link io.dither.error.InvalidArgumentException}.
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
     * {@return the 0/1 vectors with k ones, theta being distances: y marks the k smallest coordinates of theta}
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
     * {@return the corners of the permutahedron as descending ranks: y_i is 0 for the largest theta_i and n - 1 for the smallest}
     *
     * <p>Large thetas meeting low ranks is what <em>minimises</em> &lt;theta, y&gt; over the permutations, so this oracle
     * is a minimiser: to losses and noise its theta is a cost.
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
     * Returns the assignments of rows to columns: 0/1 matrices, row by row, that give every row a column of its own or,
     * where there are fewer columns, every column a row; those of a square are the permutation matrices, corners of the
     * Birkhoff polytope. Solved by the algorithm of Jonker and Volgenant 1987 in O(max(rows, columns)^3) at worst.
     *
     * <p>It computes in doubles: the answer is optimal up to the rounding of sums of costs, and whole numbers are exact
     * (with up to 1000 rows and columns, those up to 2^40 in magnitude). Of equally good assignments it takes the one
     * that the steps of the algorithm lead to, rows in order and the lowest of equal columns first: it depends on theta
     * alone, and where all coordinates are equal it pairs i with i.
     *
     * @param rows the number of rows, from 1 to 46340
     * @param columns the number of columns, from 1 to 46340
     * @param sense whether theta is a cost (minimise) or a score (maximise)
     * @return the oracle, of dimension rows * columns; coordinate i * columns + j pairs row i with column j
     */
    public static LinearOracle assignment(int rows, int columns, Sense sense) {
        return Assignment.of(rows, columns, requireNonNull(sense, "sense"));
    }

    /**
     * {@return the portfolios of n assets: shares x from {@code lower} to {@code upper} that add up to the budget, or
     * at most to it, with a variance x' Sigma x of at most a limit; theta are the expected returns, which are
     * maximised} The set is convex and no polytope: answers vary smoothly along its curved side. By the critical-line
     * method (Markowitz 1956), exact to rounding; of returns that tie to 1e-9 of the largest, the first counts as a
     * little more.
     *
     * @param covariance Sigma, n rows of length n, symmetric and positive definite
     * @param variance the largest variance, above 0
     * @param budget the sum of the shares
     * @param invested whether all of the budget is invested, and not at most that
     * @param lower the least share
     * @param upper the largest share
     * @throws InvalidArgumentException if no portfolio keeps these limits
     */
    public static Membership portfolio(
            double[][] covariance, double variance, double budget, boolean invested, double lower, double upper) {
        return new Portfolio(covariance, variance, budget, invested, lower, upper);
    }

    /**
     * Returns the 0/1 vectors y with weights y &lt;= capacity, a row each: the knapsack problem with one or a few rows, solved by
     * branch and bound from the linear relaxation. An item of theta_j &lt;= 0 is never taken.
     *
     * <p>Exact up to rounding: the value is within 1e-12 of the sum of the thetas above 0, and sums of weights may be above a
     * capacity by 1e-9 of it, so that 0.1 + 0.2 fits into 0.3. Of equally good choices it takes the one that the search meets first,
     * which depends on theta, weights and capacities alone. A few rows and up to some 50 items take microseconds; the time grows
     * exponentially with the rows and, slowly, with the items. Whole weights in a single row are solved by a table where it has
     * 65,536 cells at most (items times capacity), in a time that does not depend on theta.
     *
     * <p>Oracles that differ in their capacities alone are a family: a session turns from one to the other.
     *
     * @param weights the rows, at least one, all of length n, finite and at least 0
     * @param capacity one per row, at least 0
     * @return the oracle, of dimension n, maximising
     */
    public static LinearOracle knapsack(double[][] weights, double... capacity) {
        return Knapsack.of(weights, capacity, Long.MAX_VALUE);
    }

    /**
     * {@return the same as {@link #knapsack(double[][], double...)} whose searches end after a number of decisions:
     * unlike a limit in seconds it gives the same answer on every machine} An answer that is not proved optimal then
     * states its {@linkplain io.dither.oracle.Vertex#gap() gap}.
     *
     * @param weights the rows
     * @param capacity one per row
     * @param nodes the largest number of decisions, at least 1
     */
    public static LinearOracle knapsack(double[][] weights, double[] capacity, long nodes) {
        return Knapsack.of(weights, capacity, nodes);
    }

    /**
     * {@return a few points: y is the one with the best &lt;theta, y&gt;, the first of equals, found by trying all}
     *
     * @param sense whether theta is a score or a cost
     * @param points at least one, all of the same length d, finite
     */
    public static LinearOracle points(Sense sense, List<double[]> points) {
        return Points.of(sense, points);
    }

    /**
     * {@return the product of sets, side by side: theta and y are the concatenation of the blocks', h(y) is their sum}
     *
     * @param blocks the oracles, at least one, all of the same sense, which is that of the product
     */
    public static LinearOracle product(List<LinearOracle> blocks) {
        return Product.of(blocks);
    }

    /**
     * {@return the same oracle with solves that end in time, also where its solver does not obey a limit: each session
     * solves on a thread of its own} A late solve is asked to end ({@link
     * io.dither.oracle.LimitedSession#interrupt()}); after half as long again it is left to its thread, which closes
     * its session when it returns, and fails with TIMEOUT, saying how many were left so. An interrupt of the waiting
     * thread ends the wait with INTERRUPTED. It costs two handovers between threads a solve. What the inner oracle can
     * say of its set it says too, and its sessions turn to others with the same seconds.
     *
     * @param oracle the inner oracle
     * @param seconds the time limit of a solve, above 0
     */
    public static LinearOracle deadline(LinearOracle oracle, double seconds) {
        Arguments.atLeast("dimension of the inner oracle", oracle.dimension(), 1);
        return new Deadline(oracle, Arguments.positive("seconds", seconds), new AtomicInteger());
    }

    /**
     * {@return the same feasible set in the opposite sense, on the mirrored domain: it answers theta with the inner
     * oracle's vertex at -theta} That vertex is optimal for &lt;theta, y&gt; - h(y): the constant changes sign too.
     *
     * @param oracle the inner oracle
     */
    public static LinearOracle negate(LinearOracle oracle) {
        return Negate.of(oracle);
    }

    /**
     * {@return an oracle composed with a diagonal affine map of theta: it answers theta with scale * y, y being the inner vertex
     * at scale * theta + shift (products by coordinate), and the constant &lt;shift, y&gt; + h(y)}
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
     * @param oracle a {@link io.dither.oracle.capability.Restrictable} oracle: theta and y keep their length d
     * @param zeros coordinates, from 0 to d - 1, fewer than d
     */
    public static LinearOracle constrained(LinearOracle oracle, int... zeros) {
        return Constrained.of(oracle, zeros, new int[0]);
    }

    /**
     * {@return the feasible points that are 0 at some coordinates and 1 at others, such as assignments with settled pairs}
     *
     * @param oracle a {@link io.dither.oracle.capability.Fixable} oracle, of dimension d: theta and y keep their length
     * @param zeros coordinates, from 0 to d - 1
     * @param ones other coordinates; fewer than d with the zeros
     */
    public static LinearOracle constrained(LinearOracle oracle, int[] zeros, int[] ones) {
        return Constrained.of(oracle, zeros, ones);
    }

    /**
     * {@return the same oracle with a {@link io.dither.oracle.capability.Neighbourhood} of blocks: some coordinates are drawn anew given the others}
     *
     * @param oracle of 0/1 points, a {@link Membership}
     * @param size coordinates of a block, at least 2; up to 12 all points of a block are tried, above it is solved, approximately
     */
    public static LinearOracle blocks(LinearOracle oracle, int size) {
        return Blocks.of(oracle, size);
    }

    private static int atLeastOne(int n) {
        return Arguments.between("n", n, 1, 100_000_000);
    }

    private static int within(int k, int n) {
        Arguments.require(k <= n || k < 1, "k = " + k + " is above n = " + n, "Maybe n and k are swapped");
        return Arguments.atLeast("k", k, 1);
    }
}
