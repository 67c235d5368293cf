package io.dither.experiments.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.Sampling;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An even choice among d: p = 1/d, Cov(y) = diag p - p p^T = eps H under Gumbel noise, so that H^+ Cov(y) H^+ = eps^2 (d I - 1 1^T). */
class CurvatureTest {
    private static Sandwich even(int d, Noise noise, int pass, int samples) {
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(Oracles.argmax(d))
                .noise(noise)
                .samples(pass)
                .seed(4)
                .build()) {
            return Curvature.sandwich(layer, new double[d], AffineHull.directions(layer.oracle()), samples);
        }
    }

    private static double[] variances(Sandwich bread, int d) {
        DMatrixRMaj covariance = new DMatrixRMaj(d, d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                covariance.set(i, j, (i == j ? 1.0 / d : 0) - 1.0 / d / d);
            }
        }
        DMatrixRMaj result = bread.around(covariance);
        double[] variances = new double[d];
        java.util.Arrays.setAll(variances, i -> result.get(i, i));
        return variances;
    }

    @Tag("long")
    @Test
    void standardErrorsAreRightInManyDimensions() {
        int d = 120;
        Sandwich bread = even(d, Noise.gumbel(), 1000, 20_000);
        assertTrue(bread.error() <= 0.4, "error " + bread.error());
        double mean = 0;
        for (double variance : variances(bread, d)) {
            assertEquals(1, Math.sqrt(variance / (d - 1)), 0.25);
            mean += Math.sqrt(variance / (d - 1)) / d;
        }
        assertEquals(1, mean, 0.02);
    }

    @Test
    void theErrorIsThatOfTheSamplesDrawn() {
        // |H^-1/2 (J - H) H^-1/2|^2 / d is d^2 / M where y is 1 with probability 1/d and the score has variance 1
        int d = 20;
        for (int samples : new int[] {10_000, 40_000}) {
            assertEquals(
                    d / Math.sqrt(samples),
                    even(d, Noise.gumbel(), 1000, samples).error(),
                    0.15 * d / Math.sqrt(samples));
        }
    }

    @Test
    void tooFewSamplesToTellAreReported() {
        // 2,560 samples after seven doublings: the noise is as large as the least eigenvalue
        assertTrue(even(60, Noise.gumbel(), 10, 2).error() >= 1);
    }

    @Test
    void noiseWithoutAScoreTakesDifferences() {
        int d = 5;
        Sandwich scored = even(d, Noise.gaussian(), 1000, 200_000);
        try (PerturbedOptimizer paired = PerturbedOptimizer.builder(Oracles.argmax(d))
                .samples(1000)
                .sampling(Sampling.ANTITHETIC)
                .build()) {
            Sandwich differences =
                    Curvature.sandwich(paired, new double[d], AffineHull.directions(paired.oracle()), 200_000);
            assertEquals(1, Math.sqrt(variances(differences, d)[0] / variances(scored, d)[0]), 0.05);
            assertTrue(differences.error() < 0.05, "error " + differences.error());
        }
    }
}
