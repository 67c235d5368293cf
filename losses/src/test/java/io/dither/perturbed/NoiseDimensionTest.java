package io.dither.perturbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import org.junit.jupiter.api.Test;

class NoiseDimensionTest {
    private static final Noise TWO = Noise.gaussianWithCovariance(new double[][] {{2, 1}, {1, 2}});

    @Test
    void noiseOfAnotherDimensionIsRefusedWhenTheLayerIsBuilt() {
        PerturbedOptimizerBuilder builder =
                PerturbedOptimizer.builder(Oracles.argmax(3)).noise(TWO);
        String message = String.valueOf(
                assertThrows(InvalidArgumentException.class, builder::build).getMessage());
        assertTrue(
                message.startsWith("noise = gaussian-covariance has dimension 2, but the oracle has 3. Maybe "),
                message);
    }

    /** On argmax of two coordinates only Z_1 - Z_0 matters, here of variance 2 + 2 - 2 = 2: P(y = e_1) = Phi(1). */
    @Test
    void correlatedNoiseGivesItsOwnLayer() {
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(Oracles.argmax(2))
                .noise(TWO)
                .samples(100_000)
                .seed(3)
                .build()) {
            Estimate estimate = layer.estimate(new double[] {0, Math.sqrt(2)});
            assertEquals(0.8413447460685429, estimate.mean()[1], 5 * estimate.meanStandardError()[1]);
        }
    }
}
