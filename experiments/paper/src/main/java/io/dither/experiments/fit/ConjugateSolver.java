package io.dither.experiments.fit;

import io.dither.error.Arguments;
import io.dither.error.OracleException;
import io.dither.experiments.fit.Conjugate.Status;
import io.dither.experiments.fit.ScoreObjective.Point;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.SmoothedOptimizer;
import io.dither.optim.QuasiNewton;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import java.util.Arrays;

/**
 * Finds Omega_eps(y) = sup over scores s of &lt;s, y&gt; - F_eps(s), and the theta whose y_eps is y, by L-BFGS on one
 * fixed set of samples.
 *
 * <p>With additive noise only: under multiplicative noise F_eps is homogeneous, and Omega is 0 or infinite. If the
 * oracle's domain is not everywhere, the search starts well inside it. Immutable and thread-safe; the same bits on any
 * number of threads. Berthet et al. 2020, section 4.
 *
 * @param layer the layer, estimated (two samples or more) or exact; not closed by the solver
 * @param iterations the largest number of iterations, at least 1
 * @param tolerance the search stops if the norm of the residual y - grad F_eps is below this multiple of the norm of
 * its standard errors, above 0. Exact layers stop at 1e-9 (1 + |y|); they count as converged below 1e-7 (1 + |y|) if
 * rounding allows no further descent
 */
record ConjugateSolver(SmoothedOptimizer layer, int iterations, double tolerance) {
    private static final double EXACT = 1e-9;
    /** The square root of the rounding error of F_eps: if residuals are smaller, rounding hides any descent. */
    private static final double ROUNDING = 1e-7;
    /**
     * A search that finds no descent counts as converged if the residual is below this multiple of its standard error.
     */
    private static final double WITHIN_NOISE = 0.5;
    /** The distance of the starting point from the bounds of a domain, in epsilons. */
    private static final double MARGIN = 4;

    /** Makes a solver of a layer whose noise is neither multiplicative nor clamped, and that draws all its samples. */
    ConjugateSolver {
        Arguments.atLeast("iterations", iterations, 1);
        Arguments.positive("tolerance", tolerance);
        Arguments.atLeast("dimension", layer.oracle().dimension(), 1);
    }

    /**
     * Makes a solver of at most 500 iterations, with a tolerance of 0.05.
     *
     * @param layer the layer
     * @return the solver
     */
    static ConjugateSolver of(SmoothedOptimizer layer) {
        return new ConjugateSolver(layer, 500, 0.05);
    }

    /**
     * Sets the largest number of iterations.
     *
     * @param maxIterations at least 1
     * @return a new solver
     */
    ConjugateSolver iterations(int maxIterations) {
        return new ConjugateSolver(layer, maxIterations, tolerance);
    }

    /**
     * Sets the tolerance.
     *
     * @param multiple above 0
     * @return a new solver
     */
    ConjugateSolver tolerance(double multiple) {
        return new ConjugateSolver(layer, iterations, multiple);
    }

    /**
     * Solves from the default start: 0, or the nearest point four epsilons inside a smaller domain.
     *
     * @param target y, a point of the hull, such as a mean of solutions, length d; read only
     * @return the result
     * @throws OracleException if a solve fails
     */
    Conjugate solve(double[] target) {
        return solve(target, start(), 0);
    }

    /**
     * Solves from a start of your own.
     *
     * @param target y, length d; read only
     * @param start theta to start from, in the oracle's own units, length d; read only
     * @param step the key of the noise: each step has its own set of samples
     * @return the result
     */
    Conjugate solve(double[] target, double[] start, long step) {
        LinearOracle oracle = layer.oracle();
        Arguments.finite("target", target, oracle.dimension());
        Arguments.finite("start", start, oracle.dimension());
        int sign = oracle.sense().sign();
        ScoreObjective objective = new ScoreObjective(layer, target, step);
        QuasiNewton<Point> descent = new QuasiNewton<>(objective, layer.epsilon());
        try (Hull hull = new Hull(oracle, target)) {
            double[] origin = Vectors.scaled(sign, start);
            Point first = objective.at(origin);
            Arguments.require(
                    !Double.isNaN(first.error()),
                    "the layer has no standard errors to stop by",
                    "Maybe use two samples or more");
            Point last = descent.minimise(
                    first,
                    iterations,
                    point -> isSolved(point, tolerance, EXACT, target) || hull.separates(displacement(point, origin)));
            return new Search(objective, descent, hull, origin).conclude(last, target, sign);
        }
    }

    private static double[] displacement(Point point, double[] origin) {
        return Vectors.minus(point.scores(), origin);
    }

    private static boolean isSolved(Point point, double tolerance, double floor, double[] target) {
        return point.residual() <= Math.max(tolerance * point.error(), floor * (1 + Vectors.norm(target)));
    }

    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Search(ScoreObjective objective, QuasiNewton<Point> descent, Hull hull, double[] origin) {
        Conjugate conclude(Point last, double[] target, int sign) {
            double[] displacement = displacement(last, origin);
            boolean outside = hull.separates(displacement);
            double[] certificate = outside ? displacement : hull.faceNormal(displacement);
            Status status = outside
                    ? Status.OUTSIDE_HULL
                    : !isSolved(last, WITHIN_NOISE, ROUNDING, target)
                            ? Status.NOT_CONVERGED
                            : certificate.length > 0 ? Status.ON_BOUNDARY : Status.CONVERGED;
            return Conjugate.of(status, last, sign, descent, objective, certificate);
        }
    }

    /** {@return the starting point of {@link #solve(double[])}} */
    double[] start() {
        LinearOracle oracle = layer.oracle();
        double margin = MARGIN * layer.epsilon();
        double[] start = new double[oracle.dimension()];
        Arrays.setAll(start, i -> inside(oracle.domain(), i, margin));
        return start;
    }

    private static double inside(Domain domain, int i, double margin) {
        double lower = domain.lower(i) + margin;
        double upper = domain.upper(i) - margin;
        return lower > upper ? (lower + upper) / 2 : Math.min(Math.max(0, lower), upper);
    }
}
