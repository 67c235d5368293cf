package io.dither.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import io.dither.exact.ExactOptimizer;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Costs;
import io.dither.layer.Example;
import io.dither.layer.NoiseKey;
import io.dither.layer.ValueAndGradient;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.random.KeyedRandom;
import io.dither.surrogate.BlackBoxInterpolation;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrueCostLossTest {
    private static final double[] THETA = {0.3, -0.4, 0.9};
    private static final Costs TRUTH = Costs.of(1, 2, -0.5);

    @Test
    void theGradientIsTheDifferenceQuotientForScoresAndCosts() {
        for (LinearOracle oracle : List.of(
                Oracles.ranking(3),
                Oracles.argmax(3),
                Oracles.negate(Oracles.argmax(3)),
                Oracles.nearestNeighbours(3, 2))) {
            TrueCostLoss loss = new TrueCostLoss(ExactOptimizer.of(oracle, Noise.gumbel(), 0.7));
            double[] gradient = loss.evaluate(THETA, TRUTH).gradient().values();
            for (int i = 0; i < 3; i++) {
                double[] moved = THETA.clone();
                moved[i] += 1e-6;
                double forward = loss.evaluate(moved, TRUTH).value();
                moved[i] -= 2e-6;
                assertEquals((forward - loss.evaluate(moved, TRUTH).value()) / 2e-6, gradient[i], 1e-6);
            }
        }
    }

    /** Of costs 1, 2 and -0.5 the last is best, the first was chosen: a regret of 1.5; of scores the second is. */
    @Test
    void isTheRegretInEitherSense() {
        double[] first = {-9, 5, 5};
        LinearOracle cheapest = Oracles.negate(Oracles.argmax(3));
        assertEquals(
                1.5,
                new TrueCostLoss(new BlackBoxInterpolation(cheapest, 1))
                        .evaluate(first, TRUTH)
                        .value());
        double[] last = {-9, -5, 5};
        assertEquals(
                2.5,
                new TrueCostLoss(new BlackBoxInterpolation(Oracles.argmax(3), 1))
                        .evaluate(last, TRUTH)
                        .value());
    }

    /** The score-function gradient as published: (regret of the sample - mean) times the score of X in theta, in a plain loop. */
    @Test
    void onPerturbedCostsItIsTheScoreFunctionGradient() {
        LinearOracle oracle = Oracles.nearestNeighbours(3, 1);
        double epsilon = 0.8;
        int samples = 40_000;
        KeyedRandom random = new KeyedRandom(11);
        double[] sum = new double[3];
        double[] squares = new double[3];
        double best = Vectors.dot(TRUTH.values(), oracle.solve(TRUTH.values()));
        double baseline = 0;
        for (int m = 0; m < samples; m++) {
            double[] x = new double[3];
            for (int i = 0; i < 3; i++) {
                x[i] = THETA[i] + epsilon * random.nextGaussian();
            }
            double regret = Vectors.dot(TRUTH.values(), oracle.solve(x)) - best;
            for (int i = 0; i < 3; i++) {
                double term = (regret - baseline) * (x[i] - THETA[i]) / (epsilon * epsilon);
                sum[i] += term;
                squares[i] += term * term;
            }
            baseline += (regret - baseline) / (m + 1);
        }
        try (TrueCostLoss loss = new TrueCostLoss(PerturbedOptimizer.builder(oracle)
                .epsilon(epsilon)
                .samples(samples)
                .seed(3)
                .build())) {
            ValueAndGradient estimate = loss.evaluate(THETA, TRUTH, NoiseKey.ZERO);
            assertEquals(baseline, estimate.value(), 5 * estimate.standardError() * Math.sqrt(2));
            for (int i = 0; i < 3; i++) {
                double mean = sum[i] / samples;
                double error = Math.sqrt((squares[i] / samples - mean * mean) / samples);
                double both = Math.hypot(error, estimate.gradient().standardErrors()[i]);
                assertEquals(mean, estimate.gradient().values()[i], 4 * both);
            }
        }
    }

    @Test
    void batchesAreTheSameBits() {
        LinearOracle oracle = Oracles.ranking(3);
        try (TrueCostLoss loss = new TrueCostLoss(
                PerturbedOptimizer.builder(oracle).samples(50).threads(2).build())) {
            var example = new Example<>(THETA, TRUTH, new NoiseKey(1, 2), oracle);
            ValueAndGradient alone = loss.evaluate(example);
            ValueAndGradient together =
                    loss.evaluateBatch(List.of(example, example)).get(1);
            assertEquals(alone.value(), together.value());
            assertArrayEquals(alone.gradient().values(), together.gradient().values());
        }
    }

    @Test
    void constantsOfSolutionsAreRefused() {
        LinearOracle shifted = Oracles.affine(Oracles.argmax(2), new double[] {1, 1}, new double[] {0, 10});
        assertThrows(InvalidArgumentException.class, () -> new TrueCostLoss(new BlackBoxInterpolation(shifted, 1)));
    }
}
