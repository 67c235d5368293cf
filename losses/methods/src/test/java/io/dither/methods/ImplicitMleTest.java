package io.dither.methods;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.internal.algebra.Vectors;
import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.layer.NoiseKey;
import io.dither.layer.ValueAndGradient;
import io.dither.losses.CheaperOfTwo;
import io.dither.losses.SolutionLoss;
import io.dither.losses.TrueCostLoss;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracles.Oracles;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.Sampling;
import io.dither.random.KeyedRandom;
import io.dither.testing.BruteForceOracle;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImplicitMleTest {
    private static final double[] THETA = {0.3, -0.4, 0.9, 0.2};
    private static final double[] G = {1, 0.5, -2, 0.25};
    private static final double EPSILON = 0.7;
    private static final Noise NOISE = Noise.sumOfGamma(2, 10);

    private static PerturbedOptimizer layer(LinearOracle oracle, int samples, int threads) {
        return layer(oracle, NOISE, samples, threads);
    }

    private static PerturbedOptimizer layer(LinearOracle oracle, Noise noise, int samples, int threads) {
        return PerturbedOptimizer.builder(oracle)
                .noise(noise)
                .epsilon(EPSILON)
                .samples(samples)
                .seed(7)
                .threads(threads)
                .build();
    }

    /** The published loop, with the noise of the layer drawn by its key. */
    private static double[] published(LinearOracle oracle, int samples, double lambda, boolean twoSided, NoiseKey key) {
        int sign = oracle.sense().sign();
        KeyedRandom random = new KeyedRandom(0);
        random.setKey(7, key.step(), key.example());
        double[] gradient = new double[4];
        double[] z = new double[4];
        for (int m = 0; m < samples; m++) {
            random.startSample(m);
            NOISE.sample(random, z);
            double[] here = new double[4];
            double[] target = new double[4];
            double[] away = new double[4];
            for (int i = 0; i < 4; i++) {
                here[i] = THETA[i] + sign * EPSILON * z[i];
                target[i] = here[i] - sign * lambda * G[i];
                away[i] = here[i] + sign * lambda * G[i];
            }
            double[] from = twoSided ? oracle.solve(away) : oracle.solve(here);
            double[] to = oracle.solve(target);
            for (int i = 0; i < 4; i++) {
                gradient[i] += sign * (from[i] - to[i]) / (twoSided ? 2 * lambda : lambda) / samples;
            }
        }
        return gradient;
    }

    @Test
    void isThePublishedLoopInBothSensesAndOnBothSides() {
        LinearOracle costs = BruteForceOracle.zeroOne(Sense.MINIMIZE, 4, y -> y[0] + y[1] + y[2] + y[3] == 2);
        NoiseKey key = new NoiseKey(3, 5);
        for (LinearOracle oracle : List.of(Oracles.topK(4, 2), costs)) {
            for (boolean twoSided : new boolean[] {false, true}) {
                try (ImplicitMle imle = ImplicitMle.of(layer(oracle, 200, 2), 0.8, twoSided)) {
                    double[] expected = published(oracle, 200, 0.8, twoSided, key);
                    var product = imle.forward(THETA, key).product(G);
                    assertArrayEquals(expected, product.gradient().values(), 1e-12);
                    assertTrue(Vectors.norm(expected) > 0.1);
                    assertEquals(
                            Vectors.dot(G, imle.forward(THETA, key).output().values()), product.value(), 1e-12);
                }
            }
        }
    }

    /** Over many keys, means of few samples spread as their standard errors say. */
    @Test
    void standardErrorsAreThoseOfTheMeans() {
        int runs = 400;
        double sum = 0;
        double squares = 0;
        double variances = 0;
        try (ImplicitMle imle = ImplicitMle.of(layer(Oracles.topK(4, 2), 25, 1), 0.8, false)) {
            for (int run = 0; run < runs; run++) {
                var gradient = imle.forward(THETA, new NoiseKey(0, run)).vjp(G);
                sum += gradient.values()[2];
                squares += gradient.values()[2] * gradient.values()[2];
                variances += Math.pow(gradient.errorOrZero(2), 2);
            }
        }
        double variance = squares / runs - sum / runs * (sum / runs);
        assertEquals(1, variances / runs / variance, 5 * Math.sqrt(2.0 / runs));
    }

    /** The output is that of the layer itself, and so are the errors of what is linear in it. */
    @Test
    void errorsOfProductsAreThoseOfTheLayer() {
        for (int samples : new int[] {25, 100}) {
            try (PerturbedOptimizer layer = layer(Oracles.topK(4, 2), Noise.gaussian(), samples, 1);
                    ImplicitMle imle =
                            ImplicitMle.of(layer(Oracles.topK(4, 2), Noise.gaussian(), samples, 1), 0.8, true)) {
                ValueAndGradient expected = layer.forward(THETA, NoiseKey.ZERO).product(G);
                ValueAndGradient found = imle.forward(THETA, NoiseKey.ZERO).product(G);
                assertEquals(expected.value(), found.value(), 1e-12);
                assertEquals(expected.standardError(), found.standardError(), 1e-12);
                assertEquals(samples - 1, found.gradient().degreesOfFreedom());
                assertEquals(samples == 100, found.gradient().calibrated());
            }
        }
        try (ImplicitMle single = ImplicitMle.of(layer(Oracles.topK(4, 2), 1, 1), 0.8, true)) {
            assertTrue(
                    Double.isNaN(single.forward(THETA, NoiseKey.ZERO).product(G).standardError()));
        }
        try (PerturbedOptimizer pairs = PerturbedOptimizer.builder(Oracles.topK(4, 2))
                        .sampling(Sampling.ANTITHETIC)
                        .samples(10)
                        .build();
                ImplicitMle dependent = ImplicitMle.of(pairs, 0.8, true)) {
            assertTrue(Double.isNaN(
                    dependent.forward(THETA, NoiseKey.ZERO).product(G).standardError()));
        }
    }

    @Test
    void theSquaredLossHasNoBiasInItsValue() {
        Decision target = Decision.of(1, 1, 0, 0);
        double exact;
        try (PerturbedOptimizer many = layer(Oracles.topK(4, 2), 20_000, 1)) {
            double[] off = Vectors.minus(many.estimate(THETA).mean(), target.values());
            exact = Vectors.dot(off, off) / 2;
        }
        double sum = 0;
        double squares = 0;
        int runs = 2_000;
        try (SolutionLoss loss = SolutionLoss.squared(ImplicitMle.of(layer(Oracles.topK(4, 2), 3, 1), 1, false))) {
            for (int run = 0; run < runs; run++) {
                double value =
                        loss.evaluate(THETA, target, new NoiseKey(1, run)).value();
                sum += value;
                squares += value * value;
            }
        }
        double mean = sum / runs;
        assertEquals(exact, mean, 4 * Math.sqrt((squares / runs - mean * mean) / runs) + 0.01);
    }

    @Test
    void costsThatWouldFallBelowTheDomainAreClamped() {
        CheaperOfTwo oracle = new CheaperOfTwo();
        PerturbedOptimizer gamma = PerturbedOptimizer.builder(oracle)
                .noise(Noise.gamma(5))
                .epsilon(0.1)
                .samples(10)
                .build();
        try (ImplicitMle imle = ImplicitMle.of(gamma, 100, true)) {
            double[] gradient = imle.forward(new double[] {1, 1.2})
                    .vjp(new double[] {1, -1})
                    .values();
            assertTrue(gradient[0] < 0 && gradient[1] > 0, java.util.Arrays.toString(gradient));
        }
    }

    @Test
    void aGradientOfZeroAsksForNoSolve() {
        int[] solves = {0};
        LinearOracle counted = LinearOracle.of(4, theta -> {
            solves[0]++;
            return Oracles.argmax(4).solve(theta);
        });
        try (TrueCostLoss loss = new TrueCostLoss(ImplicitMle.of(layer(counted, 5, 1), 1, false))) {
            ValueAndGradient result = loss.evaluate(THETA, Costs.of(0, 0, 0, 0));
            assertEquals(6, solves[0]); // five samples, and the best of the true costs
            assertArrayEquals(new double[4], result.gradient().values());
        }
    }
}
