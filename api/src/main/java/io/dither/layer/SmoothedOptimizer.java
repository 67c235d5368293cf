package io.dither.layer;

import java.util.List;

/**
 * An oracle smoothed by noise (by Monte Carlo or in closed form) or by a regulariser. Fenchel-Young losses and fits
 * need such a layer. F(X) is the optimal objective at parameters X, and y*(X) an optimal solution. With noise, X is the
 * perturbed theta; the layer smooths F to F_eps(theta) = E F(X), and its output is y_eps(theta) = E y*(X). The output
 * of a regulariser, or of additive noise, is the gradient of the smoothed value, which is convex (concave for costs).
 */
public interface SmoothedOptimizer extends DifferentiableLayer {
    /**
     * Returns the amplitude of the noise, or the strength of the regulariser.
     *
     * @return epsilon, in the units of theta (a factor if the noise is multiplicative)
     */
    double epsilon();

    /**
     * Evaluates F_eps = E F(X) and its gradient (y_eps for additive noise).
     *
     * @param input theta, the key of the noise, and the oracle
     * @return the value and the gradient in theta, in the oracle's own units
     */
    ValueAndGradient smoothed(Input input);

    /**
     * Evaluates F_eps and its gradient at many inputs, which may differ in dimension.
     *
     * @param inputs the inputs
     * @return one result per input
     */
    default List<ValueAndGradient> smoothed(List<Input> inputs) {
        return inputs.stream().map(this::smoothed).toList();
    }

    /**
     * Evaluates F_eps and its gradient on the layer's own oracle.
     *
     * @param theta the parameters, length d; read only
     * @param key the key of the noise
     * @return the value and the gradient
     */
    default ValueAndGradient smoothed(double[] theta, NoiseKey key) {
        return smoothed(new Input(theta, key, oracle()));
    }
}
