package io.dither.layer;

import io.dither.oracle.LinearOracle;
import java.util.List;

/**
 * An oracle made differentiable: a map from theta in R^d to an output in R^d, with a gradient. The output and the
 * gradient have standard errors (0 if exact).
 *
 * <p>Implementations are thread-safe and give the same bits for the same input.
 */
public interface DifferentiableLayer extends AutoCloseable {
    /** {@return the oracle, whose dimension d is the length of theta and of the output} */
    LinearOracle oracle();

    /**
     * Evaluates the layer.
     *
     * @param input theta, the key of the noise, and the oracle
     * @return the pass: the output, and gradients with the same noise
     */
    Pass forward(Input input);

    /**
     * Evaluates the layer at many inputs, which may differ in dimension.
     *
     * @param inputs the inputs
     * @return one pass per input
     */
    default List<Pass> forward(List<Input> inputs) {
        return inputs.stream().map(this::forward).toList();
    }

    /**
     * Evaluates the layer on its own oracle.
     *
     * @param theta the scores or costs, length d; read only
     * @param key the key of the noise
     * @return the pass
     */
    default Pass forward(double[] theta, NoiseKey key) {
        return forward(new Input(theta, key, oracle()));
    }

    /**
     * Evaluates the layer on its own oracle with the noise of {@link NoiseKey#ZERO}.
     *
     * @param theta the scores or costs, length d; read only
     * @return the pass
     */
    default Pass forward(double[] theta) {
        return forward(theta, NoiseKey.ZERO);
    }

    /** Frees what the layer owns, such as sessions and threads. */
    @Override
    default void close() {}
}
