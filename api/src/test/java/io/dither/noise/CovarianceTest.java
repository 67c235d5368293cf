package io.dither.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import io.dither.random.KeyedRandom;
import org.junit.jupiter.api.Test;

/** Normal laws with a covariance, number by number, on small matrices with known factors. */
class CovarianceTest {
    /** L L^T with L = ((2, 0, 0), (1, 3, 0), (-1, 0.5, 4)). */
    private static final double[][] COVARIANCE = {{4, 2, -2}, {2, 10, 0.5}, {-2, 0.5, 17.25}};

    private static double[] standard(int length) {
        double[] e = new double[length];
        Noise.gaussian().sample(new KeyedRandom(5), e);
        return e;
    }

    @Test
    void aSampleIsTheFactorTimesStandardNumbers() {
        double[] e = standard(3);
        double[] z = new double[3];
        Noise.gaussianWithCovariance(COVARIANCE).sample(new KeyedRandom(5), z);
        assertArrayEquals(new double[] {2 * e[0], e[0] + 3 * e[1], -e[0] + 0.5 * e[1] + 4 * e[2]}, z, 1e-14);
    }

    @Test
    void theScoreIsTheInverseCovarianceTimesTheSample() {
        assertInverse(COVARIANCE, Noise.gaussianWithCovariance(COVARIANCE));
    }

    private static void assertInverse(double[][] covariance, CurvedNoise noise) {
        double[] hessian = new double[9];
        noise.hessian(new double[3], hessian);
        for (int j = 0; j < 3; j++) {
            double[] column = {covariance[0][j], covariance[1][j], covariance[2][j]};
            double[] score = new double[3];
            noise.score(column, score);
            for (int i = 0; i < 3; i++) {
                double product = 0;
                for (int k = 0; k < 3; k++) {
                    product += hessian[i * 3 + k] * column[k];
                }
                assertEquals(i == j ? 1 : 0, product, 1e-13, "Hessian " + i + ", " + j);
                assertEquals(i == j ? 1 : 0, score[i], 1e-13, "score " + i + ", " + j);
            }
        }
    }

    /** Small and large units, and a variance that is left of 1e-12 of itself, are no fault. */
    @Test
    void whatIsLeftIsJudgedByTheVarianceItself() {
        assertEquals(1e10, precision(new double[][] {{1e-10, 0}, {0, 1}}), 1e-4);
        assertEquals(1e-20, precision(new double[][] {{1e20, 0}, {0, 1}}), 1e-30);
        assertEquals(1e12, precision(new double[][] {{1, 1}, {1, 1 + 1e-12}}), 1e9);
        assertRefused(new double[][] {{1, 1}, {1, 1 + 5e-15}});
        assertRefused(new double[][] {{0}});
    }

    /** Entries that mirror each other may differ by rounding of the size of the variances. */
    @Test
    void symmetryIsJudgedByTheVariances() {
        assertEquals(0.5, precision(new double[][] {{2, 1e-17}, {0, 2}}), 1e-15);
        assertEquals(2e-8 / 3, precision(new double[][] {{2e8, 1e8 + 1e-5}, {1e8, 2e8}}), 1e-14);
        assertRefused(new double[][] {{2e-8, 1e-8 + 1e-17}, {1e-8, 2e-8}});
    }

    private static double precision(double[][] covariance) {
        double[] hessian = new double[covariance.length * covariance.length];
        Noise.gaussianWithCovariance(covariance).hessian(new double[covariance.length], hessian);
        return hessian[0];
    }

    private static void assertRefused(double[][] covariance) {
        assertThrows(InvalidArgumentException.class, () -> Noise.gaussianWithCovariance(covariance));
    }
}
