package io.dither.noise;

/**
 * A noise whose nu = -ln density is twice differentiable. With the Hessian of nu, the Hessian of the smoothed objective
 * F_eps can be estimated from values of the optimal objective F; {@link Noise} defines F and F_eps.
 */
public interface CurvedNoise extends ScoredNoise {
    /**
     * Computes Hess nu at z.
     *
     * @param z a sample, length d; read only
     * @param hessian filled with the d x d matrix, row by row
     */
    void hessian(double[] z, double[] hessian);
}
