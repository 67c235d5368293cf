package io.dither.layer;

/**
 * The transposed Jacobian of a map from k parameters to theta in R^d. It maps gradients in theta to gradients in the
 * parameters, one coordinate of theta at a time, and skips coordinates whose gradient is 0. Thread-safe.
 */
public interface Pullback {
    /**
     * Returns k.
     *
     * @return the number of parameters
     */
    int size();

    /**
     * Takes the gradient of theta_i in the parameters, times a factor, and adds it to a sum.
     *
     * @param coordinate the coordinate i of theta, from 0 to d - 1
     * @param factor the factor
     * @param sum a vector of length k, to which the product is added
     */
    void add(int coordinate, double factor, double[] sum);

    /**
     * Maps a gradient in theta to the gradient in the parameters.
     *
     * @param gradient length d; read only
     * @return the gradient, length k; the caller owns it
     */
    default double[] of(double[] gradient) {
        double[] sum = new double[size()];
        for (int i = 0; i < gradient.length; i++) {
            if (gradient[i] != 0) {
                add(i, gradient[i], sum);
            }
        }
        return sum;
    }
}
