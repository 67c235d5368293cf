package io.dither.perturbed;

import io.dither.layer.Estimated;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.PerturbedOptimizer.Settings;
import io.dither.perturbed.Plan.Slot;
import io.dither.perturbed.SmoothedOptimizer.Smoothed;
import java.util.List;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * What one pass over M samples estimates at one theta, each number with its standard error (NaN where it is unknown: for one
 * sample, or where all agree).
 *
 * <p>All values are in the oracle's own units: for a minimiser {@link #value()} is the expected optimal cost. Immutable,
 * and every array that it returns is the caller's own. What was not asked for throws an {@link IllegalStateException}
 * that names the call to make.
 */
public final class Estimate {
    private final Wanted wanted;
    private final Settings settings;
    private final List<Tally> replicates;

    /** Makes an estimate of the tallies of its replicates, one or more. */
    Estimate(Wanted wanted, Settings settings, List<Tally> replicates) {
        this.wanted = wanted;
        this.settings = settings;
        this.replicates = replicates;
    }

    /**
     * Returns the smoothed value F_eps(theta) = E F(X), the mean of &lt;X_m, y_m&gt; + h(y_m).
     *
     * @return the value
     */
    public double value() {
        return smoothedValue().values()[0];
    }

    /**
     * Returns F_eps(theta) with all that its intervals need.
     *
     * @return one number with its standard error
     */
    public Estimated smoothedValue() {
        return scalar(wanted.value);
    }

    /**
     * Returns the standard error of the value.
     *
     * @return the standard error
     */
    public double valueStandardError() {
        return smoothedValue().standardErrors()[0];
    }

    /**
     * Returns the perturbed optimizer y_eps(theta) = E y*(X) with standard errors.
     *
     * @return the mean solution, length d
     */
    public Estimated solution() {
        return Replicates.pool(replicates, tally -> tally.get(wanted.solution).estimated());
    }

    /**
     * Returns y_eps(theta).
     *
     * @return the mean solution, length d
     */
    public double[] mean() {
        // without the standard errors, which nobody may ask for
        return replicates.size() == 1
                ? replicates.get(0).get(wanted.solution).mean()
                : solution().values();
    }

    /**
     * Returns the standard error of each coordinate of y_eps(theta).
     *
     * @return the standard errors, length d
     */
    public double[] meanStandardError() {
        return solution().standardErrors();
    }

    /**
     * Returns the gradient of F_eps: y_eps for additive noise, E[exp(eps Z - eps^2 / 2) y*(X)] for multiplicative noise;
     * coordinates that were clamped count as constant.
     *
     * @return the gradient in theta, length d
     */
    public Estimated valueGradient() {
        Slot<VectorMoments> slot = wanted.valueGradient == null ? wanted.solution : wanted.valueGradient;
        return Replicates.pool(replicates, tally -> tally.get(slot).estimated());
    }

    /**
     * Returns F_eps and its gradient, as losses take them.
     *
     * @return the value and the gradient
     */
    public Smoothed smoothed() {
        return new Smoothed(value(), valueStandardError(), valueGradient());
    }

    /**
     * Returns the vector-Jacobian product that was asked for; 0 with the standard error NaN at a zero coordinate of theta
     * under multiplicative noise, where it is not estimated.
     *
     * @return the gradient of &lt;v, y_eps&gt; in theta, length d
     */
    public Estimated vjp() {
        return scoreProduct(wanted.vjp, "vjp(v)");
    }

    /**
     * Returns the Jacobian-vector product that was asked for.
     *
     * @return the derivative of y_eps along u, length d
     */
    public Estimated jvp() {
        Slot<DirectionalSums> slot = asked(wanted.jvp, "jvp(u)");
        return Replicates.poolCovariances(replicates, tally -> tally.get(slot).estimated());
    }

    /**
     * Returns the Jacobian that was asked for: row i, column j is d y_eps,i / d theta_j. The column of a zero
     * coordinate of theta under multiplicative noise is not estimated: it is 0.
     *
     * @return a new d x d matrix
     */
    public DMatrixRMaj jacobian() {
        return matrix(jacobianEntries().values());
    }

    /**
     * Returns the standard errors of the Jacobian, NaN in columns that are not estimated.
     *
     * @return a new d x d matrix
     */
    public DMatrixRMaj jacobianStandardError() {
        return matrix(jacobianEntries().standardErrors());
    }

    /**
     * Returns the Jacobian that was asked for with all that its intervals need.
     *
     * @return d x d numbers, row by row
     */
    public Estimated jacobianEntries() {
        Slot<JacobianSums> slot = asked(wanted.jacobian, "jacobian()");
        return Replicates.poolCovariances(replicates, tally -> tally.get(slot).estimated(wanted.perturbation));
    }

    /**
     * Returns the gradient of F_eps made of values alone, E[F(X) grad nu(Z)] / eps, for solvers that give no solutions.
     *
     * @return the gradient in theta, length d; its variance is above that of {@link #valueGradient()}
     */
    public Estimated valueOnlyGradient() {
        return scoreProduct(wanted.valueOnlyGradient, "valueOnlyGradient()");
    }

    /**
     * Returns the Hessian of F_eps made of values alone, E[F(X) (grad nu grad nu^T - Hess nu)] / eps^2.
     *
     * @return a new d x d matrix
     */
    public DMatrixRMaj hessian() {
        return matrix(hessianEntries().values());
    }

    /**
     * Returns the standard errors of the Hessian.
     *
     * @return a new d x d matrix
     */
    public DMatrixRMaj hessianStandardError() {
        return matrix(hessianEntries().standardErrors());
    }

    /**
     * Returns the Hessian that was asked for with all that its intervals need.
     *
     * @return d x d numbers, row by row
     */
    public Estimated hessianEntries() {
        Slot<HessianSums> slot = asked(wanted.hessian, "hessian()");
        return Replicates.poolCovariances(replicates, tally -> tally.get(slot).estimated(settings.epsilon()));
    }

    /**
     * Returns dF_eps/d eps, the mean of &lt;dX/d eps, y&gt;: E&lt;Z, y&gt; for scores, -E&lt;Z, y&gt; for costs.
     *
     * @return one number with its standard error
     */
    public Estimated epsilonDerivative() {
        return scalar(asked(wanted.epsilonDerivative, "epsilonDerivative()"));
    }

    /**
     * Returns the expectation of the function of y*(X) that was asked for.
     *
     * @return one number with its standard error
     */
    public Estimated pushforward() {
        return scalar(asked(wanted.pushforward, "pushforward(f)"));
    }

    /**
     * Returns the gradient in theta of {@link #pushforward()}.
     *
     * @return the gradient, length d
     */
    public Estimated pushforwardGradient() {
        return scoreProduct(wanted.pushforwardGradient, "pushforward(f)");
    }

    /**
     * Returns the distribution over the distinct solutions.
     *
     * @return the atoms, the most likely first
     */
    public Atoms atoms() {
        Slot<AtomCounts> slot = asked(wanted.atoms, "atoms()");
        AtomCounts all = new AtomCounts(oracle().dimension());
        replicates.forEach(tally -> all.merge(tally.get(slot)));
        return all.atoms(samples());
    }

    /**
     * Returns the oracle that was perturbed.
     *
     * @return the oracle
     */
    public LinearOracle oracle() {
        return wanted.workspaces.oracle();
    }

    /**
     * Returns the number of samples used.
     *
     * @return M
     */
    public long samples() {
        return replicates.stream().mapToLong(Tally::samples).sum();
    }

    /**
     * Returns the seed that reproduces the estimate, together with the step and the example.
     *
     * @return the seed
     */
    public long seed() {
        return settings.seed();
    }

    /**
     * Returns the share of perturbed coordinates that were moved to a bound of the domain.
     *
     * @return a number from 0 to 1; 0 without the policy CLAMP
     */
    public double clampedShare() {
        long clamped = replicates.stream().mapToLong(Tally::clamped).sum();
        return (double) clamped / ((double) samples() * oracle().dimension());
    }

    private Estimated scalar(Slot<ScalarMoments> slot) {
        return Replicates.pool(replicates, tally -> tally.get(slot).estimated());
    }

    private Estimated scoreProduct(@Nullable Slot<ScoreProduct> slot, String call) {
        Slot<ScoreProduct> present = asked(slot, call);
        Function<Tally, Estimated> read = tally -> tally.get(present).estimated(wanted.perturbation);
        return Replicates.poolCovariances(replicates, read);
    }

    private DMatrixRMaj matrix(double[] entries) {
        int dimension = oracle().dimension();
        return new DMatrixRMaj(dimension, dimension, true, entries);
    }

    private static <T> T asked(@Nullable T slot, String call) {
        if (slot == null) {
            throw new IllegalStateException("not asked for: call " + call + " on the query before estimate()");
        }
        return slot;
    }
}
