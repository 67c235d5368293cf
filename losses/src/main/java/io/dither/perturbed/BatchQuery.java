package io.dither.perturbed;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import io.dither.error.OracleException;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.perturbed.internal.engine.LazyList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.ejml.data.DMatrixRMaj;

/**
 * Estimates quantities at many thetas, which may differ in oracle and dimension, with all threads of the layer. Thetas
 * of similar dimension share a pass over the samples. Not thread-safe.
 */
public final class BatchQuery {
    private final Runner runner;
    private final List<Input> inputs;
    /**
     * Whether all inputs are known to be valid. If so, worker threads make the measurements during the pass (a quantity
     * such as a vjp of the wrong length then fails during the pass); otherwise all are made, and so checked, before the
     * first solve.
     */
    private final boolean areAllValid;

    private final List<IntFunction<Quantity<?>>> quantities = new ArrayList<>();

    private BatchQuery(Runner runner, List<Input> inputs, boolean areAllValid) {
        this.runner = runner;
        this.inputs = inputs;
        this.areAllValid = areAllValid;
    }

    static BatchQuery of(Runner runner, List<Input> inputs) {
        return new BatchQuery(runner, requireNonNull(inputs, "inputs"), false);
    }

    /** Makes a query with a theta per row; row i has the key (step, i). */
    static BatchQuery of(Runner runner, PerturbedOptimizer layer, DMatrixRMaj thetas, long step) {
        List<Input> rows = new LazyList<>(
                thetas.numRows, i -> new Input(Batch.row(thetas, i), new NoiseKey(step, i), layer.oracle()));
        return new BatchQuery(runner, rows, Domains.areAllValid(thetas, layer.oracle(), runner.settings()));
    }

    /**
     * Adds the same quantity at each theta.
     *
     * @param quantity the quantity to estimate
     * @return this query
     */
    public BatchQuery with(Quantity<?> quantity) {
        requireNonNull(quantity, "quantity");
        return with(i -> quantity);
    }

    /**
     * Adds a quantity that differs between thetas, such as the product with a vector per theta.
     *
     * @param quantityOf maps an index in the batch to the quantity; called by many threads
     * @return this query
     */
    public BatchQuery with(IntFunction<Quantity<?>> quantityOf) {
        quantities.add(requireNonNull(quantityOf, "quantityOf"));
        return this;
    }

    /**
     * Adds the gradient of &lt;v_i, y_eps(theta_i)&gt; in theta_i for each row i.
     *
     * @param v the cotangents, one row per example, d columns; not copied before {@code estimate()}
     * @return this query
     */
    public BatchQuery vjp(DMatrixRMaj v) {
        requireRows(v.numRows);
        return with(i -> Quantity.vjp(Batch.row(v, i)));
    }

    /**
     * Adds the gradient of &lt;v_i, y_eps(theta_i)&gt; in theta_i for each row i; this call copies v.
     *
     * @param v the cotangents, one row per theta, as long as the theta
     * @return this query
     */
    public BatchQuery vjp(double[][] v) {
        requireRows(v.length);
        List<double[]> cotangents = new ArrayList<>();
        for (int i = 0; i < v.length; i++) {
            int dimension = inputs.get(i).oracle().dimension();
            cotangents.add(Arguments.length("v[" + i + "]", v[i], dimension).clone());
        }
        return with(i -> Quantity.vjp(cotangents.get(i)));
    }

    private void requireRows(int rows) {
        Arguments.require(
                rows == inputs.size(),
                "cotangents have " + rows + " rows for " + inputs.size() + " thetas",
                "Maybe transpose them: rows are examples");
    }

    /**
     * Adds the Jacobian of y_eps at each theta: d x d numbers each.
     *
     * @return this query
     */
    public BatchQuery jacobian() {
        return with(Quantity.jacobian());
    }

    /**
     * Draws, solves and estimates.
     *
     * @return one estimate per theta
     * @throws OracleException if a theta is not finite or (unless it is clamped) outside the domain, or if a solve
     *     fails; the message of a failed solve names the example and the sample
     */
    public List<Estimate> estimate() {
        List<Measurement> measurements = new LazyList<>(inputs.size(), this::measurement);
        if (areAllValid) {
            return runner.run(measurements);
        }
        Estimate[] estimates = new Estimate[inputs.size()];
        // a pass runs inputs of similar dimension; groups() makes and so checks all measurements, so that an
        // invalid input is refused before the first solve
        for (List<Integer> group : runner.groups(inputs.size(), i -> measurements.get(i).input)) {
            List<Estimate> estimated =
                    runner.run(group.stream().map(measurements::get).toList());
            for (int k = 0; k < estimated.size(); k++) {
                estimates[group.get(k)] = estimated.get(k);
            }
        }
        return List.of(estimates);
    }

    /**
     * Draws, solves and estimates, and applies a function to each estimate on all threads. Standard errors, gradients
     * and Jacobians are computed when the function reads them, which takes time in large dimensions.
     *
     * @param reader the function, called by many threads, once per estimate, after all samples are drawn; if it throws,
     *     this method throws one of its exceptions, possibly while other estimates are still being read
     * @param <R> the type of the result, never null
     * @return the results, one per theta, in their order
     * @throws OracleException if a solve fails; its message names the example and the sample
     */
    public <R> List<R> estimate(Function<? super Estimate, ? extends R> reader) {
        requireNonNull(reader, "reader");
        List<Estimate> estimates = estimate();
        return runner.settings().workers().make(estimates.size(), i -> reader.apply(estimates.get(i)));
    }

    private Measurement measurement(int row) {
        if (quantities.isEmpty()) { // a new list for each row would slow down small problems
            return new Measurement(runner.settings(), inputs.get(row), List.of());
        }
        List<Quantity<?>> rowQuantities = new ArrayList<>(quantities.size());
        for (IntFunction<Quantity<?>> quantity : quantities) {
            rowQuantities.add(quantity.apply(row));
        }
        return new Measurement(runner.settings(), inputs.get(row), rowQuantities);
    }
}
