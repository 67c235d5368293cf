package io.dither.testing.certification;

import io.dither.error.Arguments;
import io.dither.noise.IndependentNoise;
import io.dither.random.KeyedRandom;
import java.util.Arrays;

/**
 * Checks that the density, the cdf, the quantiles and the mean of a coordinate's noise agree with one another and with
 * the sampler. A failed check throws an AssertionError that names the noise and the argument.
 */
public final class NoiseLawChecks {
    /** The nodes of the five-point Gauss-Legendre rule on [-1, 1]. */
    private static final double[] NODES = {
        -0.906179845938664, -0.5384693101056831, 0, 0.5384693101056831, 0.906179845938664
    };

    private static final double[] WEIGHTS = {
        0.23692688505618908, 0.47862867049936647, 0.5688888888888889, 0.47862867049936647, 0.23692688505618908
    };
    /** The number of panels of the quadrature between two neighbouring quantiles. */
    private static final int PANELS = 16;

    /** The tolerance of integrals of the density. */
    private static final double TOLERANCE = 1e-7;

    private NoiseLawChecks() {}

    /**
     * Requires that cdf(quantile(u)) = u, from u = 1e-9 to 1 - 1e-9, with an error of at most 1e-9 times the smaller of
     * u and 1 - u, plus 1e-15 for rounding.
     *
     * @param noise the noise under test
     */
    public static void requireQuantileInvertsCdf(IndependentNoise noise) {
        for (double u : probabilities()) {
            double back = noise.cdf(noise.quantile(u));
            requireHolds(
                    noise,
                    Math.abs(back - u) <= 1e-9 * Math.min(u, 1 - u) + 1e-15,
                    "cdf(quantile(" + u + ")) = " + back);
        }
    }

    /**
     * Requires that the density integrates to the cdf between quantiles, and to 1 over the line, by Gauss quadrature to
     * 1e-7. The check may fail if the density jumps at a point that is not a quantile of the grid.
     *
     * @param noise the noise under test
     */
    public static void requireDensityIsSlopeOfCdf(IndependentNoise noise) {
        double[] grid = probabilities();
        double total = 0;
        for (int k = 1; k < grid.length; k++) {
            double low = noise.quantile(grid[k - 1]);
            double high = noise.quantile(grid[k]);
            double mass = integral(noise, 0, low, high);
            double expected = noise.cdf(high) - noise.cdf(low);
            requireHolds(
                    noise,
                    Math.abs(mass - expected) <= TOLERANCE,
                    "the density integrates to " + mass + " from " + low + " to " + high + ", where the cdf rises by "
                            + expected);
            total += mass;
        }
        requireHolds(noise, Math.abs(total - 1) <= TOLERANCE, "the density integrates to " + total);
    }

    /**
     * Requires that the mean is the integral of z times the density, to 1e-6 of the width between the quartiles.
     *
     * @param noise the noise under test; its tails must be light, so that the parts beyond its 1e-9 quantiles are
     *     negligible
     */
    public static void requireMean(IndependentNoise noise) {
        double[] grid = probabilities();
        double mean = 0;
        for (int k = 1; k < grid.length; k++) {
            mean += integral(noise, 1, noise.quantile(grid[k - 1]), noise.quantile(grid[k]));
        }
        double width = noise.quantile(0.75) - noise.quantile(0.25);
        requireHolds(
                noise,
                Math.abs(mean - noise.mean()) <= 1e-6 * width,
                "mean() is " + noise.mean() + ", but z times the density integrates to " + mean);
    }

    /**
     * Requires that isSymmetric() is true if and only if quantile(u) = -quantile(1 - u) for u = 0.01, 0.1, 0.25 and
     * 0.5, to 1e-9 of the width between the quartiles.
     *
     * @param noise the noise under test
     */
    public static void requireSymmetryAsClaimed(IndependentNoise noise) {
        double width = noise.quantile(0.75) - noise.quantile(0.25);
        double worst = 0;
        for (double u : new double[] {0.01, 0.1, 0.25, 0.5}) {
            worst = Math.max(worst, Math.abs(noise.quantile(u) + noise.quantile(1 - u)));
        }
        boolean isSymmetric = worst <= 1e-9 * width;
        requireHolds(
                noise,
                isSymmetric == noise.isSymmetric(),
                "isSymmetric() is " + noise.isSymmetric() + ", but quantile(u) + quantile(1 - u) reaches " + worst);
    }

    /**
     * Requires that the sampler follows the cdf, by the test of Kolmogorov and Smirnov: the largest distance between
     * the cdf and the empirical distribution function is below 2.7 / sqrt(samples), which a correct sampler exceeds
     * with probability 1e-6.
     *
     * @param noise the noise under test
     * @param samples the number of coordinates drawn, at least 100
     * @param seed the seed
     */
    public static void requireSamplerFollowsCdf(IndependentNoise noise, int samples, long seed) {
        double[] z = new double[Arguments.atLeast("samples", samples, 100)];
        noise.sample(new KeyedRandom(seed), z);
        Arrays.sort(z);
        double distance = 0;
        for (int i = 0; i < samples; i++) {
            double cdf = noise.cdf(z[i]);
            distance = Math.max(distance, Math.max((i + 1.0) / samples - cdf, cdf - (double) i / samples));
        }
        requireHolds(
                noise,
                distance * Math.sqrt(samples) <= 2.7,
                "the sampler is " + distance + " away from the cdf (Kolmogorov-Smirnov, " + samples + " samples)");
    }

    /**
     * Requires all properties that the other methods of this class check.
     *
     * @param noise the noise under test
     * @param samples the number of coordinates drawn, at least 100
     * @param seed the seed
     */
    public static void require(IndependentNoise noise, int samples, long seed) {
        requireQuantileInvertsCdf(noise);
        requireDensityIsSlopeOfCdf(noise);
        requireMean(noise);
        requireSymmetryAsClaimed(noise);
        requireSamplerFollowsCdf(noise, samples, seed);
    }

    /** Integrates z^power times the density from low to high; power is 0 or 1. */
    private static double integral(IndependentNoise noise, int power, double low, double high) {
        double half = (high - low) / (2 * PANELS);
        double sum = 0;
        for (int panel = 0; panel < PANELS; panel++) {
            double middle = low + (2 * panel + 1) * half;
            for (int n = 0; n < NODES.length; n++) {
                double z = middle + half * NODES[n];
                sum += half * WEIGHTS[n] * (power == 0 ? 1 : z) * noise.density(z);
            }
        }
        return sum;
    }

    /** Returns 1e-9, 1e-8, ... 1e-2, 0.05, 0.1, ... 0.95, 1 - 1e-2, ... 1 - 1e-9. */
    private static double[] probabilities() {
        double[] grid = new double[8 + 19 + 8];
        for (int k = 0; k < 8; k++) {
            double tail = StrictMath.pow(10, k - 9);
            grid[k] = tail;
            grid[grid.length - 1 - k] = 1 - tail;
        }
        for (int k = 1; k <= 19; k++) {
            grid[7 + k] = k / 20.0;
        }
        return grid;
    }

    private static void requireHolds(IndependentNoise noise, boolean holds, String fault) {
        if (!holds) {
            throw new AssertionError(noise.name() + ": " + fault);
        }
    }
}
