package io.dither.experiments.unsupervised;

import io.dither.experiments.unsupervised.ScoreObjective.Point;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.SmoothedOptimizer;
import io.dither.optim.QuasiNewton;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The theta that explains observed decisions y_1, .., y_n = y*(theta + eps Z), with its uncertainty: the minimiser of the Fenchel-Young loss
 * (Berthet et al. 2020, section 4.2), found by L-BFGS on one fixed set of samples. If theta are scores, the loss is F_eps(theta) -
 * &lt;theta, mean of y&gt;, see {@link ScoreObjective}.
 *
 * <p>The estimate is asymptotically normal: the sandwich covariance H^+ (Sigma_Y / n + Sigma_noise / M) H^+ counts the n observations and
 * the M fixed samples of the layer; H is the Jacobian in scores of y_eps, the expected solution.
 *
 * @param theta the estimate, in the oracle's own units: of all thetas with the same decisions, the one that is 0 along the
 *     directions that data cannot identify
 * @param standardErrors the standard error of each coordinate of theta, from the data and the simulation
 * @param simulationShare the share of the trace of the covariance that comes from the simulation, from 0 to 1
 * @param basis rank x d: orthonormal rows that span the directions that data can identify
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record Fit(double[] theta, double[] standardErrors, double simulationShare, DMatrixRMaj basis) {
    /** The largest number of iterations of the search. */
    private static final int ITERATIONS = 500;
    /** The search stops at a residual below this multiple of its standard error. */
    private static final double TOLERANCE = 0.05;
    /** With an exact layer, the search stops at a residual below this multiple of 1 + |mean of y|. */
    private static final double EXACT_TOLERANCE = 1e-9;
    /** The square root of the rounding error of F_eps: below this multiple of 1 + |mean of y|, rounding hides any descent. */
    private static final double ROUNDING = 1e-7;
    /** A search that finds no descent has converged if the residual is below this multiple of its standard error. */
    private static final double WITHIN_NOISE = 0.5;
    /** The least number of fresh samples that estimate H. */
    private static final int CURVATURE_SAMPLES = 20_000;

    /**
     * Fits theta to observations, one per row.
     *
     * @param layer a layer with additive noise, on an oracle whose domain is all of R^d
     * @return the fit; empty if the search did not converge, theta has no finite estimate, or the curvature at theta is not precise
     */
    static Optional<Fit> of(SmoothedOptimizer layer, DMatrixRMaj observations) {
        LinearOracle oracle = layer.oracle();
        Moments data = Moments.of(observations, oracle.dimension());
        double[] mean = data.mean();
        ScoreObjective objective = new ScoreObjective(layer, mean);
        // the gradient changes over distances of about epsilon
        Point last = new QuasiNewton<>(objective, layer.epsilon())
                .minimise(
                        objective.at(new double[mean.length]),
                        ITERATIONS,
                        point -> isSolved(point, TOLERANCE, EXACT_TOLERANCE, mean));
        if (!isSolved(last, WITHIN_NOISE, ROUNDING, mean) || isOnBoundary(oracle, mean)) {
            return Optional.empty();
        }
        double[] theta = Vectors.scaled(oracle.sense().sign(), last.scores());
        DMatrixRMaj basis = AffineHull.directions(oracle);
        Sandwich sandwich = Curvature.sandwich(layer, theta, basis, CURVATURE_SAMPLES);
        if (!sandwich.isPrecise()) {
            return Optional.empty();
        }
        DMatrixRMaj simulation = sandwich.around(Curvature.noiseCovariance(layer, theta, CURVATURE_SAMPLES));
        DMatrixRMaj covariance = sandwich.around(data.covariance(1.0 / data.weight()));
        CommonOps_DDRM.addEquals(covariance, simulation);
        double[] errors = new double[theta.length];
        Arrays.setAll(errors, i -> Math.sqrt(covariance.get(i, i)));
        double simulationShare = CommonOps_DDRM.trace(simulation) / CommonOps_DDRM.trace(covariance);
        return Optional.of(new Fit(theta, errors, simulationShare, basis));
    }

    private static boolean isSolved(Point point, double tolerance, double floor, double[] target) {
        return point.residual() <= Math.max(tolerance * point.error(), floor * (1 + Vectors.norm(target)));
    }

    /**
     * Returns whether a coordinate of the mean has the least or the largest value that it has in any solution; then theta has no finite
     * estimate. Coordinates that are the same in all solutions do not count.
     */
    private static boolean isOnBoundary(LinearOracle oracle, double[] mean) {
        double[] theta = new double[mean.length];
        Vertex vertex = new Vertex(mean.length);
        try (OracleSession session = OracleSession.openGuarded(oracle)) {
            for (int i = 0; i < mean.length; i++) {
                double[] ends = new double[2];
                for (int side = 0; side < 2; side++) {
                    theta[i] = 2 * side - 1;
                    session.solve(theta, vertex);
                    ends[side] = vertex.toArray()[i];
                }
                theta[i] = 0;
                // a mean this near to an end is on the boundary, up to rounding errors
                double margin = EXACT_TOLERANCE * (1 + Vectors.norm(mean));
                double nearest = Math.min(Math.abs(mean[i] - ends[0]), Math.abs(mean[i] - ends[1]));
                if (nearest <= margin && Math.abs(ends[1] - ends[0]) > margin) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Returns the part of a theta that data can identify: its projection on the span of the basis. It leads to the same decisions, and its
     * coordinates are comparable with those of this fit.
     *
     * @param other a theta, such as the true one, length d; read only
     * @return the projection, length d
     */
    double[] identifiedPart(double[] other) {
        double[] projection = new double[other.length];
        for (int k = 0; k < basis.numRows; k++) {
            double inner = 0;
            for (int i = 0; i < other.length; i++) {
                inner += basis.get(k, i) * other[i];
            }
            for (int i = 0; i < other.length; i++) {
                projection[i] += inner * basis.get(k, i);
            }
        }
        return projection;
    }
}
