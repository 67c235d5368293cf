package io.dither.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.dither.layer.Decision;
import io.dither.layer.Estimated;
import io.dither.layer.Example;
import io.dither.layer.NoiseKey;
import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Moments against the closed forms of two alternatives. */
class SimulatedMomentsTest {
    private static final IndependentNoise NORMAL = Noise.gaussian();
    private static final double EPSILON = 0.4;

    private static Example<Decision> example(LinearOracle oracle, double... theta) {
        return new Example<>(theta, Decision.of(1, 0), new NoiseKey(3, 9), oracle);
    }

    /** The first is taken where ln t_1 + eps Z_1 is below ln t_2 + eps Z_2: with probability Phi(x), x as below. */
    @Test
    void multiplicativeNoise() {
        LinearOracle oracle = new CheaperOfTwo();
        Example<Decision> at = example(oracle, 0.8, 1.1);
        double x = Math.log(1.1 / 0.8) / (EPSILON * Math.sqrt(2));
        try (SimulatedMoments moments = new SimulatedMoments(PerturbedOptimizer.builder(oracle)
                .multiplicative()
                .epsilon(EPSILON)
                .samples(200_000)
                .seed(8)
                .build())) {
            within(1 - NORMAL.cdf(x), moments.moment(at)); // for costs the moment is y - E y*
            // more noise of the same kind, by the same numbers: the difference is that of the closed form
            double wider = x * EPSILON / 0.5;
            within(1 - NORMAL.cdf(wider), moments.at(0.5).moment(at));
        }
    }

    @Test
    void additiveNoiseHasTheGradientOfTheFenchelYoungLoss() {
        LinearOracle oracle = Oracles.argmax(2);
        Example<Decision> at = example(oracle, 0.2, 0.5);
        double x = -0.3 / (EPSILON * Math.sqrt(2));
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(oracle)
                .epsilon(EPSILON)
                .samples(200_000)
                .seed(8)
                .build()) {
            SimulatedMoments moments = new SimulatedMoments(layer);
            assertArrayEquals(
                    new FenchelYoungLoss(layer).evaluate(at).gradient().values(),
                    moments.moments(List.of(at)).get(0).values());
            within(NORMAL.cdf(x) - 1, moments.moment(at));
        }
    }

    @Test
    void momentsOfTwoSamplesHaveTheirOneDegreeOfFreedom() {
        Example<Decision> at = example(Oracles.argmax(2), 0.2, 0.5);
        try (PerturbedOptimizer layer =
                PerturbedOptimizer.builder(at.oracle()).samples(2).build()) {
            SimulatedMoments moments = new SimulatedMoments(layer);
            for (Estimated one :
                    List.of(moments.moment(at), moments.moments(List.of(at)).get(0))) {
                assertEquals(1, one.degreesOfFreedom());
                assertFalse(one.calibrated());
            }
        }
    }

    private static void within(double expected, Estimated found) {
        double error = found.standardErrors()[0];
        assertEquals(expected, found.values()[0], 4 * error);
        assertEquals(0, error, 0.02);
    }
}
