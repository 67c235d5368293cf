package io.dither.perturbed.internal.engine;

import io.dither.oracle.Vertex;

/**
 * A Monte Carlo sample: buffers of a worker, which are filled anew for each sample. Samples in lanes share their
 * arrays: coordinate i is at {@code first + i * step}.
 */
public final class Sample {
    /** The noise. */
    public final double[] noise;
    /** The perturbed parameters X. */
    public final double[] perturbed;
    /** The derivative of X_i in theta_i; used only if {@link Perturbation#hasSlope}. */
    public final double[] slope;
    /** grad nu at the noise, whose density is proportional to exp(-nu(z)); filled only if a statistic needs it. */
    public final double[] score;
    /** The solution y = y*(X). */
    public final Vertex vertex;

    final int first;
    final int step;
    /** F(X) = &lt;X, y&gt; + h(y), where h(y) is the {@linkplain Vertex#offset() offset} of the solution. */
    public double value;
    /** The number of coordinates of X that were moved to a bound of the domain. */
    int clamped;
    /** Unused: padding, so that samples of different threads rarely share a cache line. */
    @SuppressWarnings({"unused", "UnusedVariable", "MultiVariableDeclaration"})
    private long pad0, pad1, pad2, pad3, pad4, pad5, pad6, pad7;

    /** Creates a sample with its own arrays. */
    Sample(int dimension) {
        noise = new double[dimension];
        perturbed = new double[dimension];
        slope = new double[dimension];
        score = new double[dimension];
        vertex = new Vertex(dimension);
        first = 0;
        step = 1;
    }

    /** Creates the sample of a lane. */
    Sample(SampleLanes lanes, int lane) {
        noise = lanes.noise;
        perturbed = lanes.perturbed;
        slope = lanes.slope;
        score = lanes.score;
        vertex = lanes.vertices.vertex(lane);
        first = lane;
        step = lanes.lanes;
    }

    public double noise(int i) {
        return noise[first + i * step];
    }

    public double slope(int i) {
        return slope[first + i * step];
    }

    public double score(int i) {
        return score[first + i * step];
    }

    /** Returns the sum over j of w_j grad nu(z)_j. */
    public double scoreAlong(double[] weights) {
        double sum = 0;
        for (int j = 0; j < weights.length; j++) {
            sum += weights[j] * score(j);
        }
        return sum;
    }

    /** Copies grad nu at the noise. */
    public void copyScore(double[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = score(i);
        }
    }

    /** Computes F(X) from the solution, for {@link #value}. */
    double objective() {
        return vertex.dot(perturbed, first, step) + vertex.offset();
    }
}
