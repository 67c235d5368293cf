package io.dither.layer;

import java.util.List;

/**
 * An oracle smoothed by noise (by Monte Carlo or in closed form) or by a regulariser. Fenchel-Young losses need such a
 * layer. It computes a smoothed value F_eps and an output y_eps at theta. F(X) is the optimal objective at
 * parameters X, and y*(X) an optimal solution. With noise, X is the perturbed theta, F_eps(theta) = E F(X), and
 * y_eps(theta) = E y*(X). With a regulariser, F_eps is the optimum of the regularised objective, and y_eps attains it.
 * With a regulariser, or with additive noise whose X is not clamped, F_eps is convex (concave for costs), and y_eps is
 * its gradient.
 */
public interface SmoothedOptimizer extends DifferentiableLayer {
    /**
     * Returns the amplitude of the noise, or the strength of the regulariser.
     *
     * @return epsilon, in the units of theta (a factor if the noise is multiplicative)
     */
    double epsilon();

    /**
     * Evaluates F_eps and its gradient. Layers may omit a constant of F_eps that does not depend on theta.
     *
     * @param input theta, the key of the noise, and the oracle
     * @return the value and the gradient in theta; the value is a cost if the oracle minimises: its sign is not changed
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
