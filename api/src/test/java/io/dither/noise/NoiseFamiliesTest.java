package io.dither.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.random.KeyedRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NoiseFamiliesTest {
    private static final int DRAWS = 200_000;
    private static final double[][] COVARIANCE = {{1.5, 0.5, 0}, {0.5, 2.25, -2}, {0, -2, 6}};

    static DimensionedNoise[] sized() {
        return new DimensionedNoise[] {
            (DimensionedNoise) Noise.gaussian(new double[] {0.5, 1, 3}),
            (DimensionedNoise) Noise.gaussianWithCovariance(COVARIANCE)
        };
    }

    @ParameterizedTest
    @CsvSource({"5, 10, 0.12527663, 0.30995355", "1, 1, 1, 1", "3, 2, 0.26895094, 0.41666667"})
    void sumOfGammaHasItsMeanAndVariance(int kappa, int s, double mean, double variance) {
        double[] z = new double[DRAWS];
        Noise.sumOfGamma(kappa, s).sample(new KeyedRandom(8), z);
        double first = 0;
        double second = 0;
        double fourth = 0;
        for (double x : z) {
            double square = (x - mean) * (x - mean);
            first += x - mean;
            second += square;
            fourth += square * square;
        }
        assertEquals(0, first / DRAWS, 5 * Math.sqrt(variance / DRAWS));
        double error = Math.sqrt((fourth / DRAWS - variance * variance) / DRAWS);
        assertEquals(variance, second / DRAWS, 5 * error);
    }

    /** For s = 1 a coordinate is Gamma(1 / kappa); P(G at most x) with shape 1/2 is erf(sqrt x), 0.84270079 at x = 1. */
    @Test
    void aGammaOfShapeBelowOneHasItsLaw() {
        double[] z = new double[DRAWS];
        Noise.sumOfGamma(2, 1).sample(new KeyedRandom(9), z);
        assertShare(z, 1, 0.8427007929497149);
        assertShare(z, 0.01, 0.1124629160182849);
        assertShare(z, 3, 0.9856941215645704);
    }

    private static void assertShare(double[] z, double bound, double probability) {
        int count = 0;
        for (double x : z) {
            count += x <= bound ? 1 : 0;
        }
        double error = Math.sqrt(probability * (1 - probability) / z.length);
        assertEquals(probability, (double) count / z.length, 5 * error);
    }

    @Test
    void sumOfGammaHasNoScoreAndLaplaceNoCurvature() {
        assertFalse(Noise.sumOfGamma(5, 10) instanceof ScoredNoise);
        assertFalse(Noise.laplace() instanceof CurvedNoise);
        assertInstanceOf(CurvedNoise.class, Noise.logistic());
    }

    @Test
    void logisticAndLaplaceHaveTheirDocumentedScoresAndVariances() {
        double[] score = new double[3];
        Noise.logistic().score(new double[] {0, 1, -800}, score);
        assertArrayEquals(new double[] {0, 0.46211715726000974, -1}, score, 1e-15);
        Noise.laplace().score(new double[] {0, 1, -800}, score);
        assertArrayEquals(new double[] {0, 1, -1}, score);
        assertVariance(Noise.logistic(), Math.PI * Math.PI / 3, 4.2);
        assertVariance(Noise.laplace(), 2, 6);
        assertEquals(0, Noise.logistic().density(-800));
        assertEquals(1, Noise.logistic().cdf(800));
    }

    private static void assertVariance(IndependentNoise noise, double variance, double kurtosis) {
        double[] z = new double[DRAWS];
        noise.sample(new KeyedRandom(10), z);
        double squares = 0;
        for (double x : z) {
            squares += x * x;
        }
        assertEquals(variance, squares / DRAWS, 5 * variance * Math.sqrt((kurtosis - 1) / DRAWS), noise.name());
    }

    @ParameterizedTest
    @MethodSource("sized")
    void theSamplesHaveTheCovariance(DimensionedNoise noise) {
        double[][] covariance = noise.name().equals("scaled-gaussian")
                ? new double[][] {{0.25, 0, 0}, {0, 1, 0}, {0, 0, 9}}
                : COVARIANCE;
        double[][] sums = new double[3][3];
        double[] z = new double[3];
        KeyedRandom random = new KeyedRandom(11);
        for (int m = 0; m < DRAWS; m++) {
            random.startSample(m);
            noise.sample(random, z);
            for (int k = 0; k < 9; k++) {
                sums[k / 3][k % 3] += z[k / 3] * z[k % 3];
            }
        }
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                // Isserlis: the variance of z_i z_j is s_ii s_jj + s_ij^2
                double error =
                        Math.sqrt((covariance[i][i] * covariance[j][j] + covariance[i][j] * covariance[i][j]) / DRAWS);
                assertEquals(covariance[i][j], sums[i][j] / DRAWS, 5 * error, noise.name());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sized")
    void theHessianIsTheInverseCovarianceAndTheScoreItsProduct(DimensionedNoise noise) {
        CurvedNoise curved = assertInstanceOf(CurvedNoise.class, noise);
        double[] z = {0.3, -1.2, 2};
        double[] score = new double[3];
        double[] hessian = new double[9];
        curved.score(z, score);
        curved.hessian(z, hessian);
        for (int i = 0; i < 3; i++) {
            double product = 0;
            for (int j = 0; j < 3; j++) {
                product += hessian[i * 3 + j] * z[j];
            }
            assertEquals(product, score[i], 1e-13, noise.name());
        }
        if (!noise.name().equals("scaled-gaussian")) {
            assertInverse(hessian);
        }
    }

    private static void assertInverse(double[] inverse) {
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double product = 0;
                for (int k = 0; k < 3; k++) {
                    product += COVARIANCE[i][k] * inverse[k * 3 + j];
                }
                assertEquals(i == j ? 1 : 0, product, 1e-13);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sized")
    void anotherDimensionIsRefused(DimensionedNoise noise) {
        assertEquals(3, noise.dimension());
        CurvedNoise curved = assertInstanceOf(CurvedNoise.class, noise);
        double[] z = new double[4];
        assertRefused(() -> noise.sample(new KeyedRandom(1), z), "z has length 4, but " + noise.name());
        assertRefused(() -> curved.score(z, new double[4]), "dimension 3");
        assertRefused(() -> curved.hessian(z, new double[16]), "dimension 3");
    }

    @Test
    void theArraysOfTheCallerAreCopied() {
        double[] amplitudes = {1, 2};
        ScoredNoise noise = Noise.gaussian(amplitudes);
        amplitudes[1] = 100;
        double[] score = new double[2];
        noise.score(new double[] {1, 1}, score);
        assertEquals(0.25, score[1]);
    }

    @Test
    void matricesThatAreNoCovarianceAreRefused() {
        assertRefused(() -> Noise.gaussianWithCovariance(new double[][] {{1, 2}, {2, 1}}), "not positive definite");
        assertRefused(() -> Noise.gaussianWithCovariance(new double[][] {{1, 1}, {1, 1}}), "not positive definite");
        assertRefused(() -> Noise.gaussianWithCovariance(new double[][] {{1, 0.5}, {0.4, 1}}), "not symmetric");
        assertRefused(() -> Noise.gaussianWithCovariance(new double[][] {{1, 0}}), "covariance[0] has length 2, not 1");
        assertRefused(() -> Noise.gaussianWithCovariance(new double[0][]), "the number of rows of the covariance = 0");
        assertRefused(() -> Noise.gaussian(new double[] {1, Double.NaN}), "amplitudes[1] = NaN");
        assertRefused(() -> Noise.sumOfGamma(0, 1), "kappa = 0");
    }

    private static void assertRefused(Executable call, String part) {
        String message = String.valueOf(
                assertThrows(InvalidArgumentException.class, call).getMessage());
        assertTrue(message.contains(part) && message.contains("Maybe "), message);
    }
}
