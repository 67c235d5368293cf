package io.dither.layer;

/**
 * A map from R^d to R^k with a gradient, both known up to a standard error that is reported (0 where exact).
 *
 * <p>Implementations are thread-safe and give the same bits for the same arguments.
 */
public interface DifferentiableLayer {
    /**
     * Returns d, the length of theta.
     *
     * @return the dimension of the input
     */
    int inputDimension();

    /**
     * Returns k, the length of the output.
     *
     * @return the dimension of the output
     */
    int outputDimension();

    /**
     * Evaluates the layer.
     *
     * @param theta the input, length d; read only
     * @return the output, length k, with standard errors
     */
    Estimated forward(double[] theta);

    /**
     * Computes the vector-Jacobian product: the gradient of &lt;cotangent, forward(theta)&gt; in theta.
     *
     * @param theta the input, length d; read only
     * @param cotangent the gradient with respect to the output, length k; read only
     * @return the gradient, length d, with standard errors
     */
    Estimated vjp(double[] theta, double[] cotangent);
}
