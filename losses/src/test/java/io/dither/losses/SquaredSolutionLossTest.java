package io.dither.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.exact.ExactOptimizer;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Decision;
import io.dither.layer.NoiseKey;
import io.dither.layer.ValueAndGradient;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracles.Oracles;
import io.dither.perturbed.Estimate;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.random.KeyedRandom;
import io.dither.surrogate.BlackBoxInterpolation;
import io.dither.testing.BruteForceOracle;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The squared loss through perturbed optimizers and through black-box interpolation. */
class SquaredSolutionLossTest {
    private static final double[] THETA = {0.3, -0.4, 0.9};
    private static final Decision TARGET = Decision.of(2, 0, 1);

    /** With two labels, y_eps = (p, 1 - p) for p = Phi(delta / sqrt 2): the loss is (p - 1)^2. */
    @Test
    void twoRanksHaveTheirClosedForm() {
        ExactOptimizer layer = ExactOptimizer.of(Oracles.ranking(2), Noise.gaussian(), 1);
        ValueAndGradient loss = SolutionLoss.squared(layer).evaluate(new double[] {0.6, 0}, Decision.of(1, 0));
        double p = 0.6643131; // Phi(0.6 / sqrt 2)
        double slope = Math.exp(-0.36 / 4) / Math.sqrt(4 * Math.PI);
        assertEquals((p - 1) * (p - 1), loss.value(), 1e-6);
        double expected = 2 * (p - 1) * slope;
        assertArrayEquals(new double[] {expected, -expected}, loss.gradient().values(), 1e-6);
    }

    @Test
    void theGradientIsTheDifferenceQuotientForScoresAndCosts() {
        for (LinearOracle oracle : new LinearOracle[] {Oracles.ranking(3), Oracles.descendingRanking(3)}) {
            SolutionLoss loss = SolutionLoss.squared(ExactOptimizer.of(oracle, Noise.gumbel(), 0.7));
            double[] gradient = loss.evaluate(THETA, TARGET).gradient().values();
            for (int i = 0; i < 3; i++) {
                double[] moved = THETA.clone();
                moved[i] += 1e-6;
                double forward = loss.evaluate(moved, TARGET).value();
                moved[i] -= 2e-6;
                assertEquals((forward - loss.evaluate(moved, TARGET).value()) / 2e-6, gradient[i], 1e-6);
            }
        }
    }

    @Test
    void samplesAgreeWithTheExactLayer() {
        double exact = SolutionLoss.squared(ExactOptimizer.of(Oracles.ranking(3), Noise.gaussian(), 1))
                .evaluate(THETA, TARGET)
                .value();
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(Oracles.ranking(3))
                .samples(20_000)
                .seed(5)
                .build()) {
            ValueAndGradient loss = SolutionLoss.squared(layer).evaluate(THETA, TARGET);
            assertTrue(loss.standardError() > 0 && loss.standardError() < 0.02, loss.toString());
            assertEquals(exact, loss.value(), 5 * loss.standardError());
        }
    }

    /** The plug-in form, J^T (ybar - t) of one set of samples, is off by a share of 2 / M. */
    @Test
    void neitherValueNorGradientHasABiasAtThreeSamples() {
        ExactOptimizer closed = ExactOptimizer.of(Oracles.argmax(3), Noise.gumbel(), 1);
        Decision first = Decision.of(1, 0, 0);
        ValueAndGradient exact = SolutionLoss.squared(closed).evaluate(THETA, first);
        int runs = 20_000;
        double[] sum = new double[4];
        double[] squares = new double[4];
        try (SolutionLoss loss = SolutionLoss.squared(PerturbedOptimizer.builder(Oracles.argmax(3))
                .noise(Noise.gumbel())
                .samples(3)
                .build())) {
            for (int run = 0; run < runs; run++) {
                ValueAndGradient one = loss.evaluate(THETA, first, new NoiseKey(0, run));
                double[] numbers = Arrays.copyOf(one.gradient().values(), 4);
                numbers[3] = one.value();
                for (int i = 0; i < 4; i++) {
                    sum[i] += numbers[i];
                    squares[i] += numbers[i] * numbers[i];
                }
            }
        }
        double[] expected = Arrays.copyOf(exact.gradient().values(), 4);
        expected[3] = exact.value();
        for (int i = 0; i < 4; i++) {
            double mean = sum[i] / runs;
            double error = Math.sqrt((squares[i] / runs - mean * mean) / runs);
            assertEquals(expected[i], mean, 4 * error);
            assertTrue(error < 0.02);
        }
    }

    /** y = (p, 1 - p): both coordinates move together, so d^2 for two of them has the error 2 |d| sigma. */
    @Test
    void theErrorOfTheValueKnowsThatCoordinatesMoveTogether() {
        try (PerturbedOptimizer layer =
                PerturbedOptimizer.builder(Oracles.ranking(2)).samples(1000).build()) {
            double[] theta = {0.6, 0};
            ValueAndGradient loss = SolutionLoss.squared(layer).evaluate(theta, Decision.of(1, 0));
            Estimate estimate = layer.estimate(theta);
            double d = estimate.mean()[0] - 1;
            assertEquals(2 * Math.abs(d) * estimate.meanStandardError()[0], loss.standardError(), 1e-9);
        }
    }

    /**
     * Best of three by hand: at scores (2, 1, 0) item 0 wins, and item 1 was observed, g = (1, -1, 0). At lambda 2 theta
     * moves to (0, 3, 0), where item 1 wins, and the gradient is (1, -1, 0) / 2; at lambda 0.25 nothing changes.
     */
    @Test
    void interpolationLooksAsFarAsLambda() {
        double[] scores = {2, 1, 0};
        Decision observed = Decision.of(0, 1, 0);
        ValueAndGradient far = SolutionLoss.squared(new BlackBoxInterpolation(Oracles.argmax(3), 2))
                .evaluate(scores, observed);
        assertEquals(1, far.value());
        assertArrayEquals(new double[] {0.5, -0.5, 0}, far.gradient().values());
        ValueAndGradient near = SolutionLoss.squared(new BlackBoxInterpolation(Oracles.argmax(3), 0.25))
                .evaluate(scores, observed);
        assertArrayEquals(new double[3], near.gradient().values());
    }

    @Test
    void aStepDownhillNeverPrefersTheWorseSolution() {
        KeyedRandom random = new KeyedRandom(6);
        LinearOracle costs = BruteForceOracle.zeroOne(Sense.MINIMIZE, 4, y -> y[0] + y[1] + y[2] + y[3] == 2);
        for (LinearOracle oracle : new LinearOracle[] {Oracles.ranking(4), costs}) {
            for (int trial = 0; trial < 100; trial++) {
                double[] theta = gaussian(random);
                double[] g = gaussian(random);
                double lambda = 0.1 + random.nextExponential();
                double[] product = new BlackBoxInterpolation(oracle, lambda)
                        .forward(theta)
                        .vjp(g)
                        .values();
                // the solution moves against g, so the product is an ascent direction of <g, y>
                double[] moved = Vectors.combined(1, theta, -oracle.sense().sign() * lambda, g);
                double change = Vectors.dot(g, Vectors.minus(oracle.solve(theta), oracle.solve(moved)));
                assertTrue(change >= -1e-12, oracle + " at " + Arrays.toString(theta));
                assertEquals(
                        oracle.sense().sign() * change / lambda, Vectors.dot(product, g), 1e-9 * (1 + change / lambda));
            }
        }
    }

    @Test
    void badLambdasAndShortTargetsAreRefused() {
        String problem = assertThrows(
                        InvalidArgumentException.class, () -> new BlackBoxInterpolation(Oracles.argmax(3), 0))
                .toString();
        assertTrue(problem.contains("lambda = 0"), problem);
        SolutionLoss loss = SolutionLoss.squared(new BlackBoxInterpolation(Oracles.argmax(3), 1));
        assertThrows(InvalidArgumentException.class, () -> loss.evaluate(THETA, Decision.of(0, 1)));
    }

    private static double[] gaussian(KeyedRandom random) {
        double[] vector = new double[4];
        Arrays.setAll(vector, i -> random.nextGaussian());
        return vector;
    }
}
