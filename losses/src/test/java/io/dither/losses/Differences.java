package io.dither.losses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.internal.algebra.Vectors;
import io.dither.layer.DifferentiableLayer;
import io.dither.oracle.LinearOracle;
import io.dither.random.KeyedRandom;
import java.util.Arrays;

/** Gradients against differences of the forward pass, at the points where it has no kink. */
public final class Differences {
    private static final double STEP = 1e-6;

    private Differences() {}

    public static double[] gaussian(KeyedRandom random, int length) {
        double[] vector = new double[length];
        Arrays.setAll(vector, i -> random.nextGaussian());
        return vector;
    }

    /** The same answers, from an oracle whose set has no name. */
    public static LinearOracle unnamed(LinearOracle oracle) {
        return LinearOracle.of(oracle.dimension(), oracle.sense(), oracle::solve);
    }

    public static double[] output(DifferentiableLayer layer, double[] theta) {
        return layer.forward(theta).output().values();
    }

    /** Requires that VJPs in random directions are slopes, and that few of the random thetas have a kink nearby. */
    public static void check(DifferentiableLayer layer, int seed, double scale) {
        KeyedRandom random = new KeyedRandom(seed);
        int d = layer.oracle().dimension();
        int smooth = 0;
        for (int trial = 0; trial < 40; trial++) {
            double[] theta = Vectors.scaled(scale, gaussian(random, d));
            double[] v = gaussian(random, d);
            double[] u = gaussian(random, d);
            double here = Vectors.dot(output(layer, theta), v);
            double above = Vectors.dot(output(layer, Vectors.combined(1, theta, STEP, u)), v);
            double below = Vectors.dot(output(layer, Vectors.combined(1, theta, -STEP, u)), v);
            double bend = Math.abs(above - 2 * here + below) / STEP;
            if (bend < 1e-4) {
                smooth++;
                double slope = Vectors.dot(layer.forward(theta).vjp(v).values(), u);
                assertEquals(
                        (above - below) / (2 * STEP),
                        slope,
                        1e-5 * (1 + Math.abs(slope)),
                        "at " + Arrays.toString(theta));
            }
        }
        assertTrue(smooth > 30, "only " + smooth + " of 40 points are smooth");
    }
}
