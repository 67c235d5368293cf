package io.dither.testing.certification;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The kit on the built-in noises, and on wrong ones, each caught by the check that names its fault. */
class NoiseContractTest {
    private record Contract(Noise noise, int dimension) implements NoiseContractTests {}

    @TestFactory
    Stream<DynamicNode> theBuiltInNoisesKeepTheContract() {
        double[][] covariance = {{1.5, 0.5, 0}, {0.5, 2.25, -2}, {0, -2, 6}};
        return Stream.of(
                        Noise.gaussian(),
                        Noise.gumbel(),
                        Noise.centredGumbel(),
                        Noise.logistic(),
                        Noise.laplace(),
                        Noise.sumOfGamma(5, 10),
                        Noise.gamma(5),
                        Noise.gamma(new double[] {6, 0, 5}),
                        Noise.gaussian(new double[] {0.5, 1, 3}),
                        Noise.gaussianWithCovariance(covariance))
                .flatMap(noise -> new Contract(noise, 3)
                        .noiseRules()
                        .map(rule -> DynamicTest.dynamicTest(
                                noise.name() + ": " + rule.getDisplayName(), rule.getExecutable())));
    }

    @Test
    void aMeanThatIsNotThatOfTheSamplesIsCaught() {
        Noise rising = new Noise() {
            @Override
            public String name() {
                return "rising";
            }

            @Override
            public double mean(int coordinate) {
                return coordinate;
            }

            @Override
            public void sample(KeyedRandom random, double[] z) {
                Arrays.setAll(z, i -> Math.min(i, 1) + random.nextGaussian());
            }
        };
        ZScore.requireWithin(5, NoiseChecks.means(rising, 2, 10_000, 1));
        AssertionError caught = assertThrows(
                AssertionError.class, () -> ZScore.requireWithin(5, NoiseChecks.means(rising, 3, 10_000, 1)));
        assertTrue(String.valueOf(caught.getMessage()).startsWith("rising: mean of z[2] = "), caught::toString);
    }

    /** A logistic law with one answer changed. */
    private record Faulty(String fault) implements IndependentNoise {
        private static final IndependentNoise RIGHT = Noise.logistic();

        private double when(String name, double right, UnaryOperator<Double> wrong) {
            return fault.equals(name) ? wrong.apply(right) : right;
        }

        @Override
        public String name() {
            return "faulty";
        }

        @Override
        public void fill(KeyedRandom random, double[] z, int from, int to) {
            RIGHT.fill(random, z, from, to);
            for (int i = from; i < to; i++) {
                z[i] = when("sampler", z[i], x -> 1.02 * x);
            }
            if (fault.equals("parts") && from % KeyedRandom.BLOCK != 0) {
                z[from]++;
            }
        }

        @Override
        public void sample(KeyedRandom random, double[] z) {
            if (fault.equals("blocks")) {
                fill(random, z, 0, z.length);
            } else {
                IndependentNoise.super.sample(random, z);
            }
        }

        @Override
        public void score(double[] z, double[] score) {
            RIGHT.score(z, score);
            for (int i = 0; i < z.length; i++) {
                double x = z[i];
                score[i] = when("score", score[i], s -> Math.tanh(x));
            }
        }

        @Override
        public double density(double z) {
            return when("density", RIGHT.density(z), x -> 0.999 * x);
        }

        @Override
        public double cdf(double z) {
            return RIGHT.cdf(z);
        }

        @Override
        public double quantile(double u) {
            return when("quantile", RIGHT.quantile(u), x -> 1.001 * x);
        }

        @Override
        public double mean() {
            return when("mean", 0, x -> 0.01);
        }

        @Override
        public boolean isSymmetric() {
            return !fault.equals("symmetry");
        }
    }

    @Test
    void eachFaultIsCaughtByTheCheckThatNamesIt() {
        assertCaught("quantile", NoiseLawChecks::requireQuantileInvertsCdf, "cdf(quantile(");
        assertCaught("density", NoiseLawChecks::requireDensityIsSlopeOfCdf, "the density integrates to");
        assertCaught("mean", NoiseLawChecks::requireMean, "mean() is 0.01");
        assertCaught("symmetry", NoiseLawChecks::requireSymmetryAsClaimed, "isSymmetric() is false");
        assertCaught("sampler", law -> NoiseLawChecks.requireSamplerFollowsCdf(law, 400_000, 1), "Kolmogorov");
        assertCaught("blocks", law -> NoiseChecks.requireBlocks(law, 600), "drawn alone is not that of a whole sample");
        assertCaught("parts", law -> NoiseChecks.requireBlocks(law, 600), "drawn in two parts is not that of a whole");
        assertCaught("score", law -> ZScore.requireWithin(5, NoiseChecks.stein(law, 2, 20_000, 1)), "E[z ");
    }

    private static void assertCaught(String fault, Consumer<IndependentNoise> check, String part) {
        check.accept(new Faulty("none"));
        AssertionError caught = assertThrows(AssertionError.class, () -> check.accept(new Faulty(fault)));
        assertTrue(String.valueOf(caught.getMessage()).contains(part), caught::toString);
    }
}
