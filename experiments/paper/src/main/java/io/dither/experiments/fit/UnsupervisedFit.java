package io.dither.experiments.fit;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.layer.SmoothedOptimizer;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Estimates theta from observed decisions y_1, .., y_n = y*(theta + eps Z): the minimiser of the Fenchel-Young loss, F_eps(theta)
 * - &lt;theta, mean of y&gt; for scores (Berthet et al. 2020, section 4.2).
 *
 * <p>Asymptotically normal: the sandwich covariance H^+ (Sigma_Y / n + Sigma_noise / M) H^+ counts the n observations and the
 * M fixed samples of the layer. Additive noise only, neither clamped nor stopped by a rule. If not every theta is in the
 * domain, the search stays inside it. Immutable and thread-safe; the same bits on any number of threads.
 */
public final class UnsupervisedFit {
    private static final int LARGEST_DIMENSION = 1024;

    private final ConjugateSolver solver;
    private final int curvatureSamples;

    private UnsupervisedFit(ConjugateSolver solver, int curvatureSamples) {
        this.solver = solver;
        this.curvatureSamples = curvatureSamples;
    }

    /**
     * Makes a fit with 95 % intervals.
     *
     * @param layer the layer, estimated or exact, of dimension up to 1024; not closed by the fit
     * @return the fit
     * @throws InvalidArgumentException if the noise is multiplicative or clamped, a rule may stop early, or d is too
     *     large
     */
    public static UnsupervisedFit of(SmoothedOptimizer layer) {
        return of(ConjugateSolver.of(layer));
    }

    /**
     * Makes a fit with 95 % intervals by a solver with its number of iterations and its tolerance.
     *
     * @param solver the solver
     * @return the fit
     * @throws InvalidArgumentException if d is above 1024
     */
    static UnsupervisedFit of(ConjugateSolver solver) {
        int dimension = solver.layer().oracle().dimension();
        Arguments.require(
                dimension <= LARGEST_DIMENSION,
                "a covariance of dimension " + dimension + " is larger than " + LARGEST_DIMENSION + " squared",
                "Maybe use ConjugateSolver, which fits without standard errors");
        return new UnsupervisedFit(solver, 20_000);
    }

    /**
     * Sets the least number of fresh samples that estimate H; passes have the layer's number of samples. They are
     * doubled up to seven times until {@link Fit#curvatureError()} is small: 20,000 are enough for ranks and small
     * grids, 6 d^2 for a uniform choice among d. Noise without a score needs differences of gradients: 2 d solves for
     * every fourth sample.
     *
     * @param samples at least 2. Default: 20,000
     * @return a new fit
     */
    public UnsupervisedFit curvatureSamples(int samples) {
        return new UnsupervisedFit(solver, Arguments.atLeast("curvatureSamples", samples, 2));
    }

    /**
     * Fits a list of observations.
     *
     * @param observations two or more y, each of length d; read only
     * @return the fit
     */
    public Fit fit(List<double[]> observations) {
        requireTwo(observations.size());
        for (int i = 0; i < observations.size(); i++) {
            Arguments.finite(
                    "observation " + i,
                    observations.get(i),
                    solver.layer().oracle().dimension());
        }
        return fit(new DMatrixRMaj(observations.toArray(double[][]::new)));
    }

    /**
     * Fits a matrix of observations.
     *
     * @param observations two or more rows of d columns; read only
     * @return the fit
     * @throws InvalidArgumentException if they are too few or not finite
     * @throws OracleException if a solve fails
     */
    public Fit fit(DMatrixRMaj observations) {
        requireTwo(observations.numRows);
        SmoothedOptimizer layer = solver.layer();
        Moments data = Moments.of(observations, layer.oracle().dimension());
        double[] start = solver.start();
        Conjugate search = solver.solve(data.mean(), start, 0);
        DMatrixRMaj basis = AffineHull.directions(layer.oracle());
        boolean converged = search.status() == Conjugate.Status.CONVERGED;
        Sandwich bread = converged
                ? Curvature.sandwich(layer, search.theta(), basis, curvatureSamples)
                : Sandwich.unknown(basis);
        DMatrixRMaj noise = bread.isPrecise()
                ? Curvature.noise(layer, search.theta(), curvatureSamples)
                : new DMatrixRMaj(start.length, start.length);
        return Fit.of(data, search, bread, noise, start);
    }

    private static void requireTwo(int observations) {
        Arguments.atLeast("number of observations", observations, 2);
    }
}
