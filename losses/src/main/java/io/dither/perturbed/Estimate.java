package io.dither.perturbed;

import io.dither.layer.Estimated;
import io.dither.layer.Input;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.internal.engine.Tally;
import io.dither.perturbed.internal.statistic.Replicates;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;

/**
 * The estimates of one pass over M samples at one theta, each number with its standard error (NaN if it is unknown:
 * with one of the independent units of {@link Sampling}, or if all units agree). Formulas use the letters of {@link
 * Quantity}.
 *
 * <p>All values are in the oracle's own units: for a minimiser {@link #value()} is the expected optimal cost.
 * Immutable, and the caller owns every array that it returns. Reading a quantity that is not in the query throws an
 * {@link IllegalStateException} that names the quantity to add.
 */
public final class Estimate {
    private final Measurement measurement;
    private final List<Tally> replicates;

    /** Makes an estimate from the tallies of its replicates, one or more. */
    Estimate(Measurement measurement, List<Tally> replicates) {
        this.measurement = measurement;
        this.replicates = replicates;
    }

    /**
     * Reads the estimate of a quantity.
     *
     * @param quantity the object that was passed to the query
     * @param <R> the type of its estimate
     * @return the estimate
     * @throws IllegalStateException if the quantity is not in the query
     */
    public <R> R get(Quantity<R> quantity) {
        int index = measurement.quantities.indexOf(quantity);
        if (index < 0) {
            throw notInQuery(quantity.kind());
        }
        return read(quantity.kind(), index);
    }

    /** Reads the first quantity of a kind in the query. */
    private <R> R readFirst(Quantity.Kind<R> kind) {
        for (int index = 0; index < measurement.readers.length; index++) {
            if (measurement.quantities.get(index).kind().equals(kind)) {
                return read(kind, index);
            }
        }
        throw notInQuery(kind);
    }

    @SuppressWarnings({"unchecked", "UnusedVariable"}) // the quantity of this kind made its reader
    private <R> R read(Quantity.Kind<R> kind, int index) {
        return (R) measurement.readers[index].read(replicates);
    }

    private static IllegalStateException notInQuery(Quantity.Kind<?> kind) {
        return new IllegalStateException(
                "this quantity is not in the query. Maybe add " + kind.call() + " to the query before estimate()");
    }

    /** {@return the smoothed value F_eps(theta) = E F(X), estimated by the mean optimal objective of the samples} */
    public double value() {
        return smoothedValue().values()[0];
    }

    /** {@return F_eps(theta) with its standard error and intervals: one number} */
    public Estimated smoothedValue() {
        return Replicates.pool(replicates, tally -> tally.get(measurement.value).estimated());
    }

    /** {@return the standard error of the value} */
    public double valueStandardError() {
        return smoothedValue().standardErrors()[0];
    }

    /**
     * Returns the perturbed optimizer y_eps(theta) = E y*(X) with standard errors.
     *
     * @return the mean solution, length d
     */
    public Estimated solution() {
        return Replicates.pool(
                replicates, tally -> tally.get(measurement.solution).estimated());
    }

    /**
     * Returns y_eps(theta).
     *
     * @return the mean solution, length d
     */
    public double[] mean() {
        // skips the standard errors, which take time
        return replicates.size() == 1
                ? replicates.get(0).get(measurement.solution).mean()
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
     * Returns the gradient of F_eps: y_eps for additive noise, E[exp(eps Z - eps^2 / 2) y*(X)] for multiplicative
     * noise; coordinates that were clamped count as constant.
     *
     * @return the gradient in theta, length d
     */
    public Estimated valueGradient() {
        return Replicates.pool(
                replicates, tally -> tally.get(measurement.valueGradient).estimated());
    }

    /**
     * Returns F_eps, its gradient and its {@link #meanGap() gap} together.
     *
     * @return the value, the gradient and the gap, in the form that losses use
     */
    public ValueAndGradient smoothed() {
        return new ValueAndGradient(value(), valueStandardError(), valueGradient(), meanGap());
    }

    /**
     * Returns the vector-Jacobian product of the query. It is not estimated at coordinates without noise (see
     * {@link Quantity#vjp}): it is 0 there, with the standard error NaN.
     *
     * @return the gradient of &lt;v, y_eps&gt; in theta, length d
     */
    public Estimated vjp() {
        return readFirst(Quantity.Kind.VJP);
    }

    /**
     * Returns the Jacobian-vector product of the query.
     *
     * @return the derivative of y_eps along u, length d
     */
    public Estimated jvp() {
        return readFirst(Quantity.Kind.JVP);
    }

    /**
     * {@return the Jacobian of the query: row i, column j is d y_eps,i / d theta_j (a new d x d matrix)} The column of
     * a coordinate without noise (see {@link Quantity#jacobian}) is not estimated: it is 0.
     */
    public DMatrixRMaj jacobian() {
        return Quantity.matrix(readFirst(Quantity.Kind.JACOBIAN).values());
    }

    /** {@return the standard errors of the Jacobian, NaN in columns that are not estimated (a new d x d matrix)} */
    public DMatrixRMaj jacobianStandardError() {
        return Quantity.matrix(jacobianEntries().standardErrors());
    }

    /**
     * Returns the Jacobian of the query, with standard errors.
     *
     * @return d x d numbers, row by row
     */
    public Estimated jacobianEntries() {
        return readFirst(Quantity.Kind.JACOBIAN);
    }

    /**
     * Returns the gradient of F_eps from values alone, for solvers that give no solutions: E[F(X) grad nu(Z)] / eps
     * if X = theta + eps Z.
     *
     * @return the gradient in theta, length d; its variance is larger than the variance of {@link #valueGradient()}
     */
    public Estimated valueOnlyGradient() {
        return readFirst(Quantity.Kind.VALUE_ONLY_GRADIENT);
    }

    /** {@return the expectation of the query's function of y*(X): one number with its standard error} */
    public Estimated pushforward() {
        return readFirst(Quantity.Kind.PUSHFORWARD);
    }

    /**
     * Returns the gradient in theta of {@link #pushforward()}.
     *
     * @return the gradient, length d
     */
    public Estimated pushforwardGradient() {
        return readFirst(Quantity.Kind.PUSHFORWARD_GRADIENT);
    }

    /**
     * Returns the distribution over the distinct solutions.
     *
     * @return the atoms, the most likely first
     */
    public Atoms atoms() {
        return readFirst(Quantity.Kind.ATOMS);
    }

    /** Returns the theta, key and oracle of the estimate. */
    Input input() {
        return measurement.input;
    }

    /** {@return the oracle that was perturbed} */
    public LinearOracle oracle() {
        return measurement.input.oracle();
    }

    /** {@return the number of samples used} */
    public long samples() {
        return replicates.stream().mapToLong(Tally::samples).sum();
    }

    /** {@return the seed that reproduces the estimate, together with the step and the example} */
    public long seed() {
        return measurement.settings.seed();
    }

    /**
     * Returns the number of samples whose answer was not proved optimal.
     *
     * @return the number; 0 under the policy FAIL, unless the oracle is a heuristic
     */
    public long inexactSamples() {
        return replicates.stream().mapToLong(Tally::inexact).sum();
    }

    /**
     * Returns how much better F_eps may be than {@link #value()}, because answers were not proved optimal.
     *
     * @return the mean gap, at least 0; infinite if no bound is known for a sample
     */
    public double meanGap() {
        return replicates.stream().mapToDouble(Tally::gaps).sum() / samples();
    }

    /**
     * {@return the share of perturbed coordinates that were moved to a bound of the domain (a number from 0 to 1; 0
     * without the policy CLAMP)}
     */
    public double clampedShare() {
        long clamped = replicates.stream().mapToLong(Tally::clamped).sum();
        return (double) clamped / ((double) samples() * oracle().dimension());
    }

    /** Returns the value with its standard error, and the calls that added quantities, such as {@code jacobian()}. */
    @Override
    public String toString() {
        String calls = measurement.quantities.stream()
                .map(quantity -> ", " + quantity.kind().call())
                .distinct()
                .collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                "value %.6g (standard error %.2g) of %d samples, d = %d%s",
                value(),
                valueStandardError(),
                samples(),
                oracle().dimension(),
                calls);
    }
}
