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
 * A loss of Dither, or an equation that has only a gradient, as a loss of DJL: the mean over the batch, with its
 * gradient in the predictions. Predictions are thetas of shape (batch, d) or a reshaping of it, in float or double; row
 * i has the noise key (step, i).
 *
 * @param <T> the type of the target
 */
public final class OracleLoss<T extends Target> extends Loss {
    private final EstimatingEquation<T> equation;
    private final Function<double[], T> target;
    private final LongSupplier steps;

    private OracleLoss(EstimatingEquation<T> equation, Function<double[], T> target, LongSupplier steps) {
        super(equation.name());
        this.equation = equation;
        this.target = target;
        this.steps = steps;
    }

    /**
     * Learns from labels that are observed decisions.
     *
     * @param equation the loss; not closed
     * @param steps returns the step that keys the noise; called once per evaluation
     * @return the loss
     */
    public static OracleLoss<Decision> ofDecisions(EstimatingEquation<Decision> equation, LongSupplier steps) {
        return new OracleLoss<>(equation, Decision::of, steps);
    }

    /**
     * Learns from labels that are true costs.
     *
     * @param equation the loss; not closed
     * @param steps returns the step that keys the noise; called once per evaluation
     * @return the loss
     */
    public static OracleLoss<Costs> ofCosts(EstimatingEquation<Costs> equation, LongSupplier steps) {
        return new OracleLoss<>(equation, Costs::of, steps);
    }

    /**
     * Evaluates the loss; it is 0 for an equation without a value.
     *
     * @throws InvalidArgumentException if a shape does not fit, or a label is not a feasible decision
     */
    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
        NDArray theta = predictions.singletonOrThrow();
        LinearOracle oracle = equation.oracle();
        DMatrixRMaj thetas = Surrogate.matrix("predictions", theta, oracle.dimension());
        DMatrixRMaj observed = Surrogate.matrix("labels", labels.singletonOrThrow(), oracle.dimension());
        List<T> targets = IntStream.range(0, observed.numRows)
                .mapToObj(i -> target.apply(Batch.row(observed, i)))
                .toList();
        return Surrogate.mean(theta, results(Batch.examples(thetas, targets, steps.getAsLong(), oracle)));
    }

    private List<ValueAndGradient> results(List<Example<T>> examples) {
        return equation instanceof io.dither.layer.Loss<T> loss
                ? loss.evaluateBatch(examples)
                : equation.moments(examples).stream()
                        .map(moment -> new ValueAndGradient(0, 0, moment, 0))
                        .toList();
    }
}
