package io.dither.perturbed;

import io.dither.oracle.Vertex;

/** One Monte Carlo sample: the buffers of one worker, filled anew for each sample. */
final class Sample {
    /** The noise. */
    final double[] noise;
    /** The perturbed parameters X. */
    final double[] perturbed;
    /** The derivative of X_i in theta_i; used only where the perturbation says that it is not 1. */
    final double[] slope;
    /** grad nu at the noise; filled only where a statistic asks for it. */
    final double[] score;
    /** The solution y*(X). */
    final Vertex vertex;
    /** F(X) = &lt;X, y&gt; + h(y). */
    double value;
    /** How many coordinates of X were moved to a bound of the domain. */
    int clamped;

    Sample(int dimension) {
        noise = new double[dimension];
        perturbed = new double[dimension];
        slope = new double[dimension];
        score = new double[dimension];
        vertex = new Vertex(dimension);
    }
}
