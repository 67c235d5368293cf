package io.dither.experiments.portfolio;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.oracle.Described;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Thetas;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Membership;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The portfolios of n assets: shares x within bounds and a budget, with a variance x' Sigma x of at most a limit. Theta has the expected
 * returns of the assets; their sum, weighted by the shares, is maximised. The set is convex but not a polytope: answers vary smoothly along
 * its curved side. The critical-line method (Markowitz 1956) finds the best portfolio, exact up to rounding. Returns tie if they differ by
 * less than 1e-9 times the largest absolute return; the first of equal assets then counts as slightly better.
 */
public final class Portfolio implements Membership, Described {
    /** The relative rounding error of shares and of a variance. */
    private static final double ROUNDING = 1e-9;
    /** Larger returns are scaled down before they are multiplied. */
    private static final double LARGE = 1e100;

    final int size;
    /** The covariance, row by row. */
    final double[] covariance;

    final double maxVariance;
    final double budget;
    final boolean isInvested;
    final double lower;
    final double upper;

    /**
     * Makes the portfolios within limits.
     *
     * @param rows Sigma, n rows of length n, symmetric and positive definite
     * @param variance the largest variance, above 0
     * @param budget the sum of the shares, or its limit
     * @param isInvested whether the shares add up to exactly the budget, not to at most the budget
     * @param lower the smallest share
     * @param upper the largest share
     * @throws InvalidArgumentException if no portfolio is within these limits
     */
    public Portfolio(double[][] rows, double variance, double budget, boolean isInvested, double lower, double upper) {
        size = Arguments.atLeast("number of assets", rows.length, 1);
        maxVariance = Arguments.positive("variance", variance);
        this.budget = budget;
        this.isInvested = isInvested;
        this.lower = lower;
        this.upper = upper;
        Arguments.require(
                Double.isFinite(lower) && Double.isFinite(upper) && lower < upper,
                "lower = " + lower + " and upper = " + upper + " are not bounds",
                "Maybe choose 0 and 1");
        Arguments.require(
                size * lower <= budget && (!isInvested || size * upper >= budget),
                "budget = " + budget + " is not possible with " + size + " shares from " + lower + " to " + upper,
                "Maybe choose other bounds");
        covariance = new double[size * size];
        for (int i = 0; i < size; i++) {
            Arguments.finite("covariance[" + i + "]", rows[i], size);
        }
        for (int i = 0; i < size; i++) {
            double[] row = rows[i];
            for (int j = 0; j < size; j++) {
                Arguments.require(
                        Math.abs(row[j] - rows[j][i]) <= 1e-9 * Math.sqrt(Math.abs(rows[i][i] * rows[j][j])),
                        "covariance[" + i + "][" + j + "] = " + row[j] + " is not covariance[" + j + "][" + i + "] = "
                                + rows[j][i],
                        "Maybe average the two");
                covariance[i * size + j] = (row[j] + rows[j][i]) / 2;
            }
        }
        requirePossible();
    }

    private void requirePossible() {
        CriticalLine line = new CriticalLine(this);
        double smallest = line.smallestVariance();
        if (Double.isNaN(smallest)) {
            throw new InvalidArgumentException(
                    "the covariance is not positive definite", "Maybe add a little to its diagonal");
        }
        Arguments.require(
                smallest <= maxVariance,
                "variance = " + maxVariance + " is not possible: the smallest is " + smallest,
                "Maybe allow a larger variance, or a smaller budget");
    }

    @Override
    public int dimension() {
        return size;
    }

    @Override
    public Sense sense() {
        return Sense.MAXIMIZE;
    }

    @Override
    public OracleSession openSession() {
        CriticalLine line = new CriticalLine(this);
        return (theta, vertex) -> solve(line, theta, vertex);
    }

    private void solve(CriticalLine line, double[] theta, Vertex vertex) {
        Thetas.check(theta, vertex, size);
        double largest = Arrays.stream(theta).map(Math::abs).max().orElse(0);
        // scales returns so that products do not overflow; this does not change the solution
        double unit = largest > LARGE ? Math.scalb(1.0, -Math.getExponent(largest)) : 1;
        if (!line.findBest(
                unit == 1 ? theta : Arrays.stream(theta).map(x -> unit * x).toArray())) {
            throw new OracleException(
                    OracleException.Code.FAILED,
                    "rounding errors broke the critical-line method. Maybe scale the covariance");
        }
        // the answer: the array of the vertex has the share of each asset
        System.arraycopy(line.shares(), 0, vertex.dense(), 0, size);
    }

    double varianceOf(double[] x) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size && x[i] != 0; j++) {
                sum += x[i] * covariance[i * size + j] * x[j];
            }
        }
        return sum;
    }

    @Override
    public Optional<String> violation(double[] y) {
        if (y.length != dimension()) {
            return Optional.of("it has " + y.length + " coordinates, not " + dimension());
        }
        double sum = 0;
        double slack = ROUNDING * Math.max(1, Math.max(Math.abs(lower), Math.abs(upper)));
        for (int i = 0; i < size; i++) {
            if (y[i] < lower - slack || y[i] > upper + slack) {
                return Optional.of("share " + i + " is " + y[i] + ", outside " + lower + " to " + upper);
            }
            sum += y[i];
        }
        if (sum > budget + size * slack || (isInvested && sum < budget - size * slack)) {
            return Optional.of("the shares add up to " + sum + ", not to " + (isInvested ? "" : "at most ") + budget);
        }
        double risk = varianceOf(y);
        return risk > maxVariance * (1 + ROUNDING)
                ? Optional.of("the variance is " + risk + ", above " + maxVariance)
                : Optional.empty();
    }

    @Override
    public List<?> content() {
        return List.of(covariance, maxVariance, budget, isInvested, lower, upper);
    }

    @Override
    public String toString() {
        return "portfolio of " + size + " assets";
    }
}
