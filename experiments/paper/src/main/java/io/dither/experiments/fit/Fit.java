package io.dither.experiments.fit;

import io.dither.error.Arguments;
import io.dither.internal.algebra.Vectors;
import io.dither.noise.Noise;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The theta that explains observed decisions, with its uncertainty.
 *
 * <p>If the fit did not end CONVERGED (see {@link #search()}), theta is the last point of the search, and standard
 * errors and intervals are NaN: for example, a class that was never observed pushes theta to infinity. They are NaN too
 * if the curvature of F_eps at theta is unknown, see {@link #curvatureError()}.
 *
 * @param theta the estimate, in the oracle's own units: of all equivalent thetas the one that differs from the start
 *     (0, if the domain is everywhere) only along directions that data can identify
 * @param standardErrors the standard error of each coordinate of theta, from the data and the simulation
 * @param lower the lower ends of the 95 % confidence intervals
 * @param upper the upper ends
 * @param covariance d x d: H^+ (Sigma_Y / n + Sigma_noise / M) H^+, H the Jacobian of y_eps at theta
 * @param curvatureError the relative error of the estimate of H, |H^-1/2 (estimate - H) H^-1/2| in the Frobenius norm,
 *     divided by the root of the rank; 0 if the layer is exact. More samples are drawn until it is at most 0.4; then
 *     each standard error is accurate to 4 to 8 %, and their mean to 1 %. If it is 1 or more, standard errors are NaN.
 *     Infinite if the curvature is unknown
 * @param simulationShare the share of the trace of the covariance that comes from the simulation (Sigma_noise / M), from 0 to 1
 * @param unidentified a basis of the directions that no data can identify
 * @param boundaryCoordinates if the search ended ON_BOUNDARY, the coordinates that define the face on which the mean
 * observation lies; else empty
 * @param observations n, the number of observations
 * @param search the end of the search: its status, residual, gap estimate, iterations and certificate
 * @param basis rank x d: orthonormal rows that span the directions that data can identify
 * @param start the starting point of the search
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record Fit(
        double[] theta,
        double[] standardErrors,
        double[] lower,
        double[] upper,
        DMatrixRMaj covariance,
        double curvatureError,
        double simulationShare,
        List<Unidentified> unidentified,
        int[] boundaryCoordinates,
        long observations,
        Conjugate search,
        DMatrixRMaj basis,
        double[] start) {
    private static final double CONFIDENCE = 0.95;

    /** Describes a fit to observations; {@code noise} is the covariance of the simulation. */
    static Fit of(Moments data, Conjugate search, Sandwich bread, DMatrixRMaj noise, double[] start) {
        double[] theta = search.theta();
        DMatrixRMaj simulation = bread.around(noise);
        DMatrixRMaj covariance = bread.around(data.covariance(1.0 / data.weight()));
        CommonOps_DDRM.addEquals(covariance, simulation);
        double trace = CommonOps_DDRM.trace(covariance);
        double quantile = Noise.gaussian().quantile((1 + CONFIDENCE) / 2);
        double[] errors = new double[theta.length];
        Arrays.setAll(errors, i -> Math.sqrt(covariance.get(i, i)));
        boolean isOnFace = search.status() == Conjugate.Status.ON_BOUNDARY;
        return new Fit(
                theta,
                errors,
                Vectors.combined(1, theta, -quantile, errors),
                Vectors.combined(1, theta, quantile, errors),
                covariance,
                bread.error(),
                trace == 0 ? 0 : CommonOps_DDRM.trace(simulation) / trace,
                Unidentified.complementOf(bread.basis()),
                IntStream.range(0, isOnFace ? theta.length : 0)
                        .filter(i -> Math.abs(search.certificate()[i]) > 1e-9)
                        .toArray(),
                Math.round(data.weight()),
                search,
                bread.basis(),
                start);
    }

    /**
     * Moves a theta to the equivalent representative that this fit reports, so that the two compare by coordinate.
     *
     * @param other a theta, such as the true one, length d; read only
     * @return the representative, length d
     */
    public double[] representative(double[] other) {
        Arguments.length("theta", other, start.length);
        double[] result = start.clone();
        for (int k = 0; k < basis.numRows; k++) {
            double inner = 0;
            for (int i = 0; i < other.length; i++) {
                inner += basis.get(k, i) * (other[i] - start[i]);
            }
            for (int i = 0; i < other.length; i++) {
                result[i] += inner * basis.get(k, i);
            }
        }
        return result;
    }

    /**
     * Returns whether the estimate and its intervals can be used.
     *
     * @return whether the search ended CONVERGED and the curvature there is known
     */
    public boolean isUsable() {
        return search.status() == Conjugate.Status.CONVERGED && curvatureError < 1;
    }
}
