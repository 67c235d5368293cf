package io.dither.experiments.learn;

import io.dither.error.Arguments;

/**
 * The Adam optimiser (Kingma and Ba, 2015) with its standard constants beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8.
 *
 * <p>A step subtracts rate * m / (sqrt(v) + epsilon), where m and v are the bias-corrected running means of the gradient
 * and of its square. Not thread-safe.
 */
public final class Adam {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final double[] first;
    private final double[] second;
    private double power1 = 1;
    private double power2 = 1;

    /**
     * Creates the optimiser of a vector, with empty memory.
     *
     * @param size the number of parameters
     */
    public Adam(int size) {
        Arguments.atLeast("size", size, 1);
        first = new double[size];
        second = new double[size];
    }

    /**
     * Takes one step downhill.
     *
     * @param parameters the parameters; changed
     * @param gradient the gradient of the loss in them; read only
     * @param learningRate the rate of this step, above 0
     */
    public void step(double[] parameters, double[] gradient, double learningRate) {
        power1 *= BETA1;
        power2 *= BETA2;
        for (int i = 0; i < first.length; i++) {
            first[i] = BETA1 * first[i] + (1 - BETA1) * gradient[i];
            second[i] = BETA2 * second[i] + (1 - BETA2) * gradient[i] * gradient[i];
            double mean = first[i] / (1 - power1);
            double square = second[i] / (1 - power2);
            parameters[i] -= learningRate * mean / (Math.sqrt(square) + EPSILON);
        }
    }
}
