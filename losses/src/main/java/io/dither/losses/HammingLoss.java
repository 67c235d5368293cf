package io.dither.losses;

import io.dither.error.Arguments;
import io.dither.layer.DifferentiableLayer;
import io.dither.layer.Estimated;
import io.dither.layer.Loss;
import io.dither.layer.LossValue;

/**
 * The Hamming loss: in how many coordinates a 0/1 solution differs from the observed one; on the mean of solutions that a
 * perturbed layer gives, how many that are on average. Its gradient is J^T (1 - 2y).
 *
 * <p>Linear in the output of the layer, so on an estimated layer neither the value nor the gradient has a bias; the standard
 * error of the value takes the coordinates for independent. Black-box interpolation (Vlastelica et al. 2020) is this loss on a
 * {@link BlackBoxInterpolation}. Thread-safe where the layer is.
 */
public final class HammingLoss implements Loss {
    /** The name under which reports show the value. */
    public static final String NAME = "Hamming loss";

    private final DifferentiableLayer layer;

    /**
     * Puts the loss on a layer.
     *
     * @param layer the layer, whose solutions are 0/1; not closed by the loss
     */
    public HammingLoss(DifferentiableLayer layer) {
        this.layer = layer;
    }

    /**
     * Evaluates the loss.
     *
     * @param theta the parameters, length d; read only
     * @param target the observed solution y, 0/1, length k; read only
     * @return the value and the gradient in theta
     */
    @Override
    public LossValue evaluate(double[] theta, double[] target) {
        Arguments.finite("target", target, layer.outputDimension());
        Estimated output = layer.forward(theta);
        double[] slope = new double[target.length];
        double value = 0;
        double variance = 0;
        for (int i = 0; i < target.length; i++) {
            slope[i] = 1 - 2 * target[i];
            value += target[i] + slope[i] * output.values()[i];
            double error = slope[i] * output.standardErrors()[i];
            variance += error * error;
        }
        return new LossValue(value, Math.sqrt(variance), layer.vjp(theta, slope));
    }
}
