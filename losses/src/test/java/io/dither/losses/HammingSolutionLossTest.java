package io.dither.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.exact.ExactOptimizer;
import io.dither.layer.Decision;
import io.dither.layer.ValueAndGradient;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracles.Oracles;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.surrogate.BlackBoxInterpolation;
import org.junit.jupiter.api.Test;

class HammingSolutionLossTest {
    private static final Decision TARGET = Decision.of(0, 1, 0);

    @Test
    void isTheHammingLossWithASlopeThatReachesTheTarget() {
        ValueAndGradient far = SolutionLoss.hamming(new BlackBoxInterpolation(Oracles.argmax(3), 0.5))
                .evaluate(new double[] {1, 0.2, 0}, TARGET);
        assertEquals(2, far.value());
        assertArrayEquals(new double[] {2, -2, 0}, far.gradient().values());
        ValueAndGradient tooFar = SolutionLoss.hamming(new BlackBoxInterpolation(Oracles.argmax(3), 0.1))
                .evaluate(new double[] {1, 0.2, 0}, TARGET);
        assertEquals(2, tooFar.value());
        assertArrayEquals(new double[3], tooFar.gradient().values());
    }

    @Test
    void aMinimiserHasTheOppositeGradient() {
        LinearOracle cheapest = Oracles.negate(Oracles.argmax(3));
        double[] theta = {-1, -0.2, 0};
        double[] cost = SolutionLoss.hamming(new BlackBoxInterpolation(cheapest, 0.5))
                .evaluate(theta, TARGET)
                .gradient()
                .values();
        assertEquals(Sense.MINIMIZE, cheapest.sense());
        assertArrayEquals(new double[] {-2, 2, 0}, cost);
    }

    @Test
    void isUnbiasedOnAPerturbedLayer() {
        double[] theta = {1, 0.2, 0};
        ValueAndGradient exact = SolutionLoss.hamming(ExactOptimizer.of(Oracles.argmax(3), Noise.gumbel(), 1))
                .evaluate(theta, TARGET);
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(Oracles.argmax(3))
                .noise(Noise.gumbel())
                .samples(20_000)
                .seed(3)
                .build()) {
            ValueAndGradient estimated = SolutionLoss.hamming(layer).evaluate(theta, TARGET);
            assertEquals(exact.value(), estimated.value(), 4 * estimated.standardError());
            for (int i = 0; i < 3; i++) {
                double error = estimated.gradient().standardErrors()[i];
                assertEquals(exact.gradient().values()[i], estimated.gradient().values()[i], 4 * error);
            }
        }
    }

    @Test
    void isZeroAtTheTarget() {
        ValueAndGradient there = SolutionLoss.hamming(new BlackBoxInterpolation(Oracles.argmax(3), 5))
                .evaluate(new double[] {0, 1, 0}, TARGET);
        assertEquals(0, there.value());
        assertTrue(java.util.Arrays.stream(there.gradient().values()).allMatch(slope -> slope == 0));
    }
}
