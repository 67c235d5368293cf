package io.dither.layer;

import io.dither.error.Arguments;
import java.util.function.UnaryOperator;

/**
 * An evaluation of a layer at a theta: its output, and gradients with the same noise. A gradient may repeat solves or
 * simulations whose results were not stored.
 *
 * <p>Thread-safe; the caller owns all returned arrays.
 */
public interface Pass {
    /**
     * Returns the output of the layer.
     *
     * @return the output, length d, with standard errors (0 if exact)
     */
    Estimated output();

    /**
     * Returns &lt;v, output&gt; and its gradient in theta, the vector-Jacobian product of v.
     *
     * @param v the cotangent, length d; read only
     * @return the number and its gradient, with an infinite gap if a solve ended before a proof of optimality
     */
    ValueAndGradient product(double[] v);

    /**
     * Returns the gradient of &lt;v, output&gt; in theta.
     *
     * @param v the cotangent, length d; read only
     * @return the vector-Jacobian product, length d
     */
    default Estimated vjp(double[] v) {
        return product(v).gradient();
    }

    /**
     * Returns |output - target|^2 / 2 and its gradient in theta. The default method is for exact outputs. The square of
     * an estimate is biased: if the output is an estimate, implementations correct the number for this, and some also
     * its gradient.
     *
     * @param target a point, length d; read only
     * @return the number and its gradient
     */
    default ValueAndGradient halfSquaredDistance(double[] target) {
        double[] residual = output().values();
        Arguments.finite("target", target, residual.length);
        double value = 0;
        for (int i = 0; i < residual.length; i++) {
            residual[i] -= target[i];
            value += residual[i] * residual[i] / 2;
        }
        ValueAndGradient product = product(residual);
        // the product has, to first order, the standard error of the value: 0 if the output is exact
        return product.withValues(value, product.gradient().values());
    }

    /**
     * Makes the pass of a layer without noise or solves.
     *
     * @param output the output; not copied
     * @param vjp computes the vector-Jacobian product of a finite v of the right length
     * @return the pass
     */
    static Pass exact(double[] output, UnaryOperator<double[]> vjp) {
        return new ExactPass(output, 0, vjp);
    }

    /**
     * Makes the pass of a layer without noise whose output is found by solves.
     *
     * @param output the output; not copied
     * @param gap the largest possible difference between the objective of the solves and the optimal objective: 0 if
     *     the solves are optimal, infinite if unknown
     * @param vjp computes the vector-Jacobian product of a finite v of the right length
     * @return the pass
     */
    static Pass solved(double[] output, double gap, UnaryOperator<double[]> vjp) {
        return new ExactPass(output, gap, vjp);
    }
}
