package io.dither.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.layer.EstimatingEquation;
import io.dither.layer.Example;
import io.dither.layer.Target;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.Batch;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * A loss of DJL that averages a loss of Dither over the batch, and has the gradient with respect to the predictions. An
 * estimating equation of Dither, which has a gradient but no value, also works. Predictions are thetas, in float or
 * double; their shape is (batch, d) or (batch, ...) with d numbers per example, where d is the dimension of the oracle.
 * Example i of the batch draws its noise from the key (step, i).
 *
 * @param <T> the type of the target
 */
public final class OracleLoss<T extends Target> extends Loss {
    private final EstimatingEquation<T> equation;
    /** Makes the target of an example from its row of the labels. */
    private final Function<double[], T> toTarget;

    private final LongSupplier steps;

    private OracleLoss(EstimatingEquation<T> equation, Function<double[], T> toTarget, LongSupplier steps) {
        super(equation.name());
        this.equation = equation;
        this.toTarget = toTarget;
        this.steps = steps;
    }

    /**
     * Learns from labels that are observed decisions.
     *
     * @param equation the loss, or the estimating equation without a value; not closed
     * @param steps returns the step that keys the noise; called once per evaluation
     * @return the loss
     */
    public static OracleLoss<Decision> ofDecisions(EstimatingEquation<Decision> equation, LongSupplier steps) {
        return new OracleLoss<>(equation, Decision::of, steps);
    }

    /**
     * Learns from labels that are true costs.
     *
     * @param equation the loss, or the estimating equation without a value; not closed
     * @param steps returns the step that keys the noise; called once per evaluation
     * @return the loss
     */
    public static OracleLoss<Costs> ofCosts(EstimatingEquation<Costs> equation, LongSupplier steps) {
        return new OracleLoss<>(equation, Costs::of, steps);
    }

    /**
     * Evaluates the loss; for an estimating equation without a value, the loss is 0 but has a gradient.
     *
     * @throws InvalidArgumentException if a shape does not fit, or an observed decision is not feasible
     */
    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
        NDArray theta = predictions.singletonOrThrow();
        LinearOracle oracle = equation.oracle();
        DMatrixRMaj thetas = Surrogate.matrix("predictions", theta, oracle.dimension());
        DMatrixRMaj labelRows = Surrogate.matrix("labels", labels.singletonOrThrow(), oracle.dimension());
        List<T> targets = IntStream.range(0, labelRows.numRows)
                .mapToObj(i -> toTarget.apply(Batch.row(labelRows, i)))
                .toList();
        return Surrogate.mean(theta, results(Batch.examples(thetas, targets, steps.getAsLong(), oracle)));
    }

    /** Returns a result per example; an estimating equation that is not a loss has only a gradient, and all other numbers are 0. */
    private List<ValueAndGradient> results(List<Example<T>> examples) {
        return equation instanceof io.dither.layer.Loss<T> loss
                ? loss.evaluateBatch(examples)
                : equation.moments(examples).stream()
                        .map(moment -> new ValueAndGradient(0, 0, moment, 0))
                        .toList();
    }
}
