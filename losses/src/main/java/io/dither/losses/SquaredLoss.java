package io.dither.losses;

import io.dither.error.Arguments;
import io.dither.layer.DifferentiableLayer;
import io.dither.layer.Estimated;
import io.dither.layer.Loss;
import io.dither.layer.LossValue;

/**
 * Half the squared distance of what a layer gives to the observed solution, |f(theta) - y|^2 / 2, with the gradient
 * J^T (f(theta) - y): the loss that Fenchel-Young losses are compared with (Berthet et al. 2020, section 5.2).
 *
 * <p>Not convex in theta. On an exact layer both are exact. On an estimated layer the same samples make f and J, and the
 * value and the gradient have a bias of the order of one over their number; the standard error of the value is that of its
 * linear part, NaN for one sample. Thread-safe where the layer is.
 */
public final class SquaredLoss implements Loss {
    private final DifferentiableLayer layer;

    /**
     * Puts the loss on a layer.
     *
     * @param layer the layer, such as an exact or an estimated perturbed optimizer or a {@link BlackBoxInterpolation}; not
     *     closed by the loss
     */
    public SquaredLoss(DifferentiableLayer layer) {
        this.layer = layer;
    }

    /**
     * Evaluates the loss.
     *
     * @param theta the parameters, length d; read only
     * @param target the observed solution y, length k; read only
     * @return the value and the gradient in theta; the standard errors of the gradient are those of J^T alone
     */
    @Override
    public LossValue evaluate(double[] theta, double[] target) {
        Arguments.finite("target", target, layer.outputDimension());
        Estimated output = layer.forward(theta);
        double[] residual = Vectors.minus(output.values(), target);
        double variance = 0;
        for (int i = 0; i < residual.length; i++) {
            double error = residual[i] * output.standardErrors()[i];
            variance += error * error;
        }
        return new LossValue(Vectors.dot(residual, residual) / 2, Math.sqrt(variance), layer.vjp(theta, residual));
    }
}
