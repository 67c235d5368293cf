package io.dither.perturbed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.exact.ExactOptimizer;
import io.dither.layer.Estimated;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import org.apache.commons.math3.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an estimate says of itself where samples are few: degrees of freedom, margins, and what it cannot know. */
class SmallSamplesTest {
    private static final double[] THETA = {0.2, -0.4, 0.9};
    private static final double[] COTANGENT = {1, -2, 0.5};

    private static Estimate estimate(LinearOracle oracle, Sampling sampling, int samples, long seed) {
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(oracle)
                .sampling(sampling)
                .samples(samples)
                .seed(seed)
                .build()) {
            Query query = layer.at(THETA);
            return (sampling.samplesPerUnit() == 1 ? query.vjp(COTANGENT) : query).estimate();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 3, 4, 5, 9, 15, 99, 1023, 1e5})
    void marginsAreStandardErrorsTimesTheQuantileOfStudentsLaw(double freedom) {
        Estimated estimated = new Estimated(new double[] {1, 1}, new double[] {2, Double.NaN}, freedom, true);
        for (double level : new double[] {0.5, 0.8, 0.9, 0.95, 0.99, 0.999}) {
            double exact = new TDistribution(freedom).inverseCumulativeProbability(0.5 + level / 2);
            assertEquals(2 * exact, estimated.margins(level)[0], 2e-5 * exact);
            assertTrue(Double.isNaN(estimated.margins(level)[1]));
        }
        assertThrows(InvalidArgumentException.class, () -> estimated.margins(95));
    }

    @Test
    void knownErrorsHaveNormalMarginsAndExactValuesNone() {
        assertEquals(1.959964, new Estimated(new double[1], new double[] {1}).margins(0.95)[0], 1e-6);
        assertArrayEquals(new double[2], Estimated.exact(new double[2]).margins(0.95));
    }

    @Test
    void degreesOfFreedomCountTheUnits() {
        LinearOracle argmax = Oracles.argmax(3);
        Estimate independent = estimate(argmax, Sampling.INDEPENDENT, 64, 1);
        assertEquals(63, independent.solution().degreesOfFreedom());
        assertEquals(63, independent.smoothedValue().degreesOfFreedom());
        assertEquals(63, independent.vjp().degreesOfFreedom());
        assertEquals(31, estimate(argmax, Sampling.ANTITHETIC, 64, 1).solution().degreesOfFreedom());
        assertEquals(15, estimate(argmax, Sampling.SOBOL, 64, 1).vjp().degreesOfFreedom());
        assertTrue(Double.isNaN(new Estimated(new double[1], new double[] {Double.NaN}, 0, false).margins(0.95)[0]));
    }

    @Test
    void tooFewSamplesAreSaidInTheResult() {
        LinearOracle argmax = Oracles.argmax(3);
        assertFalse(estimate(argmax, Sampling.INDEPENDENT, 99, 1).solution().calibrated());
        assertTrue(estimate(argmax, Sampling.INDEPENDENT, 100, 1).solution().calibrated());
        assertFalse(estimate(argmax, Sampling.INDEPENDENT, 399, 1).vjp().calibrated());
        assertTrue(estimate(argmax, Sampling.INDEPENDENT, 400, 1).vjp().calibrated());
        assertFalse(estimate(argmax, Sampling.SOBOL, 384, 1).vjp().calibrated());
        assertTrue(estimate(argmax, Sampling.SOBOL, 400, 1).vjp().calibrated());
        assertFalse(distanceGradient(384, 1).calibrated());
        assertTrue(distanceGradient(400, 1).calibrated());
    }

    /** The gradient of |y_eps - COTANGENT|^2 / 2 from 16 replicates. */
    private static Estimated distanceGradient(int samples, long seed) {
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(Oracles.argmax(3))
                .sampling(Sampling.SOBOL)
                .samples(samples)
                .seed(seed)
                .build()) {
            return layer.forward(THETA).halfSquaredDistance(COTANGENT).gradient();
        }
    }

    /** Four samples per replicate: a sum divided by n - 1 in place of n would be larger by a third. */
    @Test
    void gradientsOfDistancesHaveNoBiasBySmallReplicates() {
        double[] many = distanceGradient(1 << 17, 0).values();
        double[] mean = new double[3];
        for (int seed = 1; seed <= 200; seed++) {
            double[] few = distanceGradient(64, seed).values();
            for (int i = 0; i < mean.length; i++) {
                mean[i] += few[i] / 200;
            }
        }
        assertArrayEquals(many, mean, 0.05);
    }

    @ParameterizedTest
    @EnumSource(Sampling.class)
    void whereAllSamplesAgreeTheErrorIsUnknown(Sampling sampling) {
        // 0.1 has no binary form: sums of it are rounded
        Estimate same = estimate(LinearOracle.of(3, t -> new double[] {0.1, 0, 1e9 / 3}), sampling, 160, 1);
        for (double error : same.meanStandardError()) {
            assertTrue(Double.isNaN(error), sampling + " +- " + error);
        }
        if (sampling.samplesPerUnit() == 1) {
            for (double error : same.vjp().standardErrors()) {
                assertTrue(Double.isNaN(error), sampling + " +- " + error);
            }
        }
    }

    @Test
    void theErrorOfAProductWithTheScoreIsRightInTheMeanFromTwoSamplesOn() {
        double[] exact = ExactOptimizer.of(Oracles.argmax(3), Noise.gaussian(), 1)
                .forward(THETA)
                .vjp(COTANGENT)
                .values();
        for (int samples : new int[] {2, 5}) {
            double squares = 0;
            double claimed = 0;
            for (long seed = 0; seed < 4000; seed++) {
                Estimated vjp = estimate(Oracles.argmax(3), Sampling.INDEPENDENT, samples, seed)
                        .vjp();
                squares += Math.pow(vjp.values()[0] - exact[0], 2);
                claimed += vjp.errorOrZero(0) * vjp.errorOrZero(0);
            }
            // 0.92 for both; without (M / (M - 1))^2 it was 0.23 and 0.59
            assertEquals(1, claimed / squares, 0.2, samples + " samples");
        }
    }
}
