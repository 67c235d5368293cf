package io.dither.perturbed;

import io.dither.layer.Estimated;
import io.dither.oracle.LinearOracle;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * What one pass over M samples estimates at one theta, each number with its standard error (NaN for one sample).
 *
 * <p>All values are in the oracle's own units: for a minimiser {@link #value()} is the expected optimal cost. Immutable,
 * but the arrays are handed out as they are: the caller owns them.
 */
public final class Estimate {
    private final Problem problem;
    private final long samples;
    private final double clampedShare;
    private final ValueMoments value;
    private final Estimated solution;
    private final @Nullable Estimated valueGradient;
    private final @Nullable Estimated vjp;
    private final @Nullable JacobianSums jacobian;

    Estimate(
            Problem problem,
            long samples,
            double clampedShare,
            ValueMoments value,
            Estimated solution,
            @Nullable Estimated valueGradient,
            @Nullable Estimated vjp,
            @Nullable JacobianSums jacobian) {
        this.problem = problem;
        this.samples = samples;
        this.clampedShare = clampedShare;
        this.value = value;
        this.solution = solution;
        this.valueGradient = valueGradient;
        this.vjp = vjp;
        this.jacobian = jacobian;
    }

    /**
     * Returns the smoothed value F_eps(theta) = E F(X), the mean of &lt;X_m, y_m&gt; + h(y_m).
     *
     * @return the value
     */
    public double value() {
        return value.mean();
    }

    /**
     * Returns the standard error of the value.
     *
     * @return the standard error
     */
    public double valueStandardError() {
        return value.standardError();
    }

    /**
     * Returns the perturbed optimizer y_eps(theta) = E y*(X) with standard errors.
     *
     * @return the mean solution, length d
     */
    public Estimated solution() {
        return solution;
    }

    /**
     * Returns y_eps(theta).
     *
     * @return the mean solution, length d
     */
    public double[] mean() {
        return solution.values();
    }

    /**
     * Returns the standard error of each coordinate of y_eps(theta).
     *
     * @return the standard errors, length d
     */
    public double[] meanStandardError() {
        return solution.standardErrors();
    }

    /**
     * Returns the gradient of F_eps: y_eps for additive noise, E[exp(eps Z - eps^2 / 2) y*(X)] for multiplicative noise;
     * coordinates that were clamped count as constant.
     *
     * @return the gradient in theta, length d
     */
    public Estimated valueGradient() {
        return valueGradient == null ? solution : valueGradient;
    }

    /**
     * Returns the vector-Jacobian product that was asked for.
     *
     * @return the gradient of &lt;v, y_eps&gt; in theta, length d
     * @throws IllegalStateException where it was not asked for
     */
    public Estimated vjp() {
        return asked(vjp, "vjp(v)");
    }

    /**
     * Returns the Jacobian that was asked for: row i, column j is d y_eps,i / d theta_j.
     *
     * @return a new d x d matrix
     * @throws IllegalStateException where it was not asked for
     */
    public DMatrixRMaj jacobian() {
        return asked(jacobian, "jacobian()").jacobian(problem.perturbation());
    }

    /**
     * Returns the standard errors of the Jacobian.
     *
     * @return a new d x d matrix
     * @throws IllegalStateException where it was not asked for
     */
    public DMatrixRMaj jacobianStandardError() {
        return asked(jacobian, "jacobian()").standardErrors(problem.perturbation());
    }

    /**
     * Returns the oracle that was perturbed.
     *
     * @return the oracle
     */
    public LinearOracle oracle() {
        return problem.workspaces().oracle();
    }

    /**
     * Returns the number of samples used.
     *
     * @return M
     */
    public long samples() {
        return samples;
    }

    /**
     * Returns the seed that reproduces the estimate, together with the step and the example.
     *
     * @return the seed
     */
    public long seed() {
        return problem.seed();
    }

    /**
     * Returns the share of perturbed coordinates that were moved to a bound of the domain.
     *
     * @return a number from 0 to 1; 0 without the policy CLAMP
     */
    public double clampedShare() {
        return clampedShare;
    }

    private static <T> T asked(@Nullable T result, String call) {
        if (result == null) {
            throw new IllegalStateException("not asked for: call " + call + " on the query before estimate()");
        }
        return result;
    }
}
