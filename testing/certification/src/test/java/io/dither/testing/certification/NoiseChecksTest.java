package io.dither.testing.certification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.noise.CurvedNoise;
import io.dither.noise.Noise;
import io.dither.noise.ScoredNoise;
import io.dither.random.KeyedRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class NoiseChecksTest {
    private static final int SAMPLES = 100_000;

    @TestFactory
    Stream<DynamicTest> theScoresOfTheNoisesBelongToTheirSamplers() {
        return Stream.of(Noise.gaussian(), Noise.gumbel(), Noise.centredGumbel())
                .map(noise -> DynamicTest.dynamicTest(
                        noise.name(), () -> ZScore.requireWithin(5, NoiseChecks.stein(noise, 3, SAMPLES, 1))));
    }

    @TestFactory
    Stream<DynamicTest> theCurvatureOfTheNoisesBelongsToTheirScores() {
        return Stream.<Noise>of(Noise.gaussian(), Noise.gumbel(), Noise.centredGumbel())
                .map(CurvedNoise.class::cast)
                .map(noise -> DynamicTest.dynamicTest(
                        noise.name(), () -> ZScore.requireWithin(5, NoiseChecks.curvature(noise, 3, SAMPLES, 1))));
    }

    @Test
    void anotherCurvatureIsCaught() {
        List<ZScore> scores = NoiseChecks.curvature(new Flat(), 2, SAMPLES, 1);
        assertThrows(AssertionError.class, () -> ZScore.requireWithin(5, scores));
    }

    @Test
    void theScoreOfAnotherNoiseIsCaught() {
        assertCaught(new Mixed(Noise.gaussian(), Noise.gumbel()));
        assertCaught(new Mixed(Noise.gumbel(), Noise.centredGumbel()));
        assertCaught(new Mixed(Noise.gumbel(), Noise.gaussian()));
    }

    @Test
    void dependentCoordinatesAreCaught() {
        assertCaught(new Repeating());
    }

    @Test
    void thereAreScoresForBothIdentities() {
        List<ZScore> scores = NoiseChecks.stein(Noise.gaussian(), 2, 100, 1);
        assertEquals(2 + 4, scores.size());
        assertEquals(2, scores.stream().filter(score -> score.expected() == 1).count());
    }

    private static void assertCaught(ScoredNoise noise) {
        List<ZScore> scores = NoiseChecks.stein(noise, 2, SAMPLES, 1);
        assertThrows(AssertionError.class, () -> ZScore.requireWithin(5, scores));
    }

    /** Samples from one noise, scores of another. */
    private record Mixed(ScoredNoise sampler, ScoredNoise scorer) implements ScoredNoise {
        @Override
        public String name() {
            return "mixed";
        }

        @Override
        public double mean(int coordinate) {
            return 0;
        }

        @Override
        public void sample(KeyedRandom random, double[] z) {
            sampler.sample(random, z);
        }

        @Override
        public void score(double[] z, double[] score) {
            scorer.score(z, score);
        }
    }

    /** One number for all coordinates. */
    private record Repeating() implements ScoredNoise {
        @Override
        public String name() {
            return "repeating";
        }

        @Override
        public double mean(int coordinate) {
            return 0;
        }

        @Override
        public void sample(KeyedRandom random, double[] z) {
            java.util.Arrays.fill(z, random.nextGaussian());
        }

        @Override
        public void score(double[] z, double[] score) {
            Noise.gaussian().score(z, score);
        }
    }

    /** Normal, but with a curvature of 0. */
    private record Flat() implements CurvedNoise {
        @Override
        public String name() {
            return "flat";
        }

        @Override
        public double mean(int coordinate) {
            return 0;
        }

        @Override
        public void sample(KeyedRandom random, double[] z) {
            Noise.gaussian().sample(random, z);
        }

        @Override
        public void score(double[] z, double[] score) {
            Noise.gaussian().score(z, score);
        }

        @Override
        public void hessian(double[] z, double[] hessian) {
            java.util.Arrays.fill(hessian, 0);
        }
    }
}
