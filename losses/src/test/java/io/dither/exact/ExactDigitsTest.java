package io.dither.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.OracleException;
import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exact layers keep their digits: many coordinates, and scores of any size against epsilon. */
class ExactDigitsTest {
    private static final double RELATIVE = 1e-12;

    static List<IndependentNoise> laws() {
        return List.of(Noise.gaussian(), Noise.gumbel(), Noise.centredGumbel(), Noise.logistic(), Noise.laplace());
    }

    private static double harmonic(int n) {
        double sum = 0;
        for (int i = n; i >= 1; i--) {
            sum += 1.0 / i;
        }
        return sum;
    }

    /** Order statistics of the logistic law: E X_(j) = H_(j-1) - H_(n-j), and int f^2 is a beta integral. */
    @ParameterizedTest
    @CsvSource({"2, 1", "10, 3", "300, 1", "120, 60", "120, 113"})
    void equalLogisticScoresAgreeWithOrderStatistics(int n, int k) {
        ExactOptimizer layer = ExactOptimizer.of(Oracles.topK(n, k), Noise.logistic(), 2);
        double value = 0;
        for (int j = n - k + 1; j <= n; j++) {
            value += 2 * (harmonic(j - 1) - harmonic(n - j));
        }
        double[] theta = new double[n];
        assertEquals(value, layer.value(theta), RELATIVE * value);
        double[] mean = layer.mean(theta);
        assertEquals(k, Arrays.stream(mean).sum(), RELATIVE * k);
        assertArrayEquals(filled(n, (double) k / n), mean, RELATIVE);
        double[] unit = new double[n];
        unit[n / 2] = 1;
        double[] column = filled(n, -(double) k * (n - k) / (2.0 * (n + 1) * n * (n - 1)));
        column[n / 2] *= 1 - n;
        assertArrayEquals(column, layer.forward(theta).vjp(unit).values(), RELATIVE * column[n / 2]);
    }

    private static double[] filled(int n, double value) {
        double[] filled = new double[n];
        Arrays.fill(filled, value);
        return filled;
    }

    @ParameterizedTest
    @MethodSource("laws")
    void theMiddleOfHundredsOfEqualScoresIsHalfOfThem(IndependentNoise noise) {
        double[] mean = ExactOptimizer.of(Oracles.topK(400, 200), noise, 0.1).mean(new double[400]);
        assertArrayEquals(filled(400, 0.5), mean, RELATIVE);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void theJacobianOfManyIsTheSlopeOfTheMean(IndependentNoise noise) {
        int n = 20;
        ExactOptimizer layer = ExactOptimizer.of(Oracles.topK(n, 10), noise, 0.5);
        double[] theta = new double[n];
        for (int i = 0; i < n; i++) {
            theta[i] = Math.sin(i);
        }
        double[] products = layer.jacobian(theta).data;
        double step = 1e-5;
        double[] up = theta.clone();
        double[] down = theta.clone();
        up[7] += step;
        down[7] -= step;
        double[] above = layer.mean(up);
        double[] below = layer.mean(down);
        double[] unit = new double[n];
        unit[7] = 1;
        double[] column = layer.forward(theta).vjp(unit).values();
        for (int i = 0; i < n; i++) {
            assertEquals((above[i] - below[i]) / (2 * step), products[i * n + 7], 1e-5);
            assertEquals(products[i * n + 7], column[i], RELATIVE);
            assertEquals(products[i * n + 7], products[7 * n + i], RELATIVE);
        }
    }

    /** With Gumbel noise the k largest are drawn one after the other, each by softmax among those left (Yellott 1977). */
    @Test
    void gumbelTopTwoIsSoftmaxTwice() {
        double[] theta = {1.3, -0.2, 0.4, 2, -40};
        double[] softmax =
                ExactOptimizer.of(Oracles.argmax(5), Noise.gumbel(), 0.7).mean(theta);
        double[] both = softmax.clone();
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                both[i] += i == j ? 0 : softmax[j] * softmax[i] / (1 - softmax[j]);
            }
        }
        assertArrayEquals(
                both, ExactOptimizer.of(Oracles.topK(5, 2), Noise.gumbel(), 0.7).mean(theta), RELATIVE);
    }

    /** The law of the difference of two logistic or two Laplace variables is known. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 0.5, 3, 20, 60, 1e6})
    void pairsAgreeWithTheLawOfTheDifference(double gap) {
        double e = Math.exp(-gap);
        double[] theta = {3 + 2 * gap, 3};
        double lead = (theta[0] - theta[1]) / 2;
        double laplace = Math.exp(-lead) * (2 + lead) / 4;
        assertEquals(
                laplace,
                ExactOptimizer.of(Oracles.argmax(2), Noise.laplace(), 2).mean(theta)[1],
                RELATIVE);
        double surplus = 2 * Math.exp(-lead) * (3 + lead) / 4;
        assertEquals(
                theta[0] + surplus,
                ExactOptimizer.of(Oracles.argmax(2), Noise.laplace(), 2).value(theta),
                RELATIVE);
        if (gap > 0.1) {
            double logistic = e * (e - 1 + gap) / ((1 - e) * (1 - e));
            assertEquals(
                    logistic,
                    ExactOptimizer.of(Oracles.argmax(2), Noise.logistic(), 2).mean(theta)[1],
                    RELATIVE);
        }
    }

    @ParameterizedTest
    @MethodSource("laws")
    void aScoreFarAboveIsCertainAndTheOthersContestTheRest(IndependentNoise noise) {
        double pair = ExactOptimizer.of(Oracles.argmax(2), noise, 1).value(new double[2]);
        for (double far : new double[] {1e3, 1e11, 1e16, 1e17, 1e20, 1e300, 1.7e308}) {
            double[] theta = {0, far, 0};
            ExactOptimizer argmax = ExactOptimizer.of(Oracles.argmax(3), noise, 1);
            assertArrayEquals(new double[] {0, 1, 0}, argmax.mean(theta));
            assertEquals(far + noise.mean(), argmax.value(theta), Math.ulp(far));
            assertArrayEquals(new double[9], argmax.jacobian(theta).data, RELATIVE);
            ExactOptimizer two = ExactOptimizer.of(Oracles.topK(3, 2), noise, 1);
            assertArrayEquals(new double[] {0.5, 1, 0.5}, two.mean(theta), RELATIVE);
            assertEquals(far + noise.mean() + pair, two.value(theta), Math.ulp(far) + RELATIVE);
            assertArrayEquals(new double[] {1, 2, 0}, ranks(noise, -far, far), RELATIVE);
        }
        double[] tiny = ExactOptimizer.of(Oracles.argmax(3), noise, 1e-17).mean(new double[] {1, 0, 0});
        assertArrayEquals(new double[] {1, 0, 0}, tiny);
    }

    private static double[] ranks(IndependentNoise noise, double least, double most) {
        return ExactOptimizer.of(Oracles.ranking(3), noise, 1).mean(new double[] {0, most / 2, least / 2});
    }

    @ParameterizedTest
    @MethodSource("laws")
    void farCoordinatesOfABoxAreAtItsCorners(IndependentNoise noise) {
        ExactOptimizer cube = ExactOptimizer.of(Oracles.hypercube(2), noise, 1);
        ExactOptimizer sign = ExactOptimizer.of(Oracles.sign(2), noise, 1);
        for (double far : new double[] {1e3, 1e11, 1e17, 1e20, 1e307}) {
            double[] theta = {far, -far};
            assertArrayEquals(new double[] {1, 0}, cube.mean(theta), 1e-200);
            assertEquals(far + noise.mean(), cube.value(theta), Math.ulp(far));
            assertArrayEquals(new double[] {1, -1}, sign.mean(theta), 1e-200);
            assertEquals(2 * far, sign.value(theta), 2 * Math.ulp(far));
            assertArrayEquals(new double[4], cube.jacobian(theta).data, 1e-200);
        }
    }

    @Test
    void theSurplusOfABoxAgreesWithTheLaw() {
        for (double r : new double[] {-50, -3, -1e-3, 0, 2, 30}) {
            double[] theta = {2 * r};
            double laplace = 2 * (Math.max(r, 0) + Math.exp(-Math.abs(r)) / 2);
            assertEquals(
                    laplace,
                    ExactOptimizer.of(Oracles.hypercube(1), Noise.laplace(), 2).value(theta),
                    RELATIVE);
            double logistic = 2 * (Math.max(r, 0) + Math.log1p(Math.exp(-Math.abs(r))));
            assertEquals(
                    logistic,
                    ExactOptimizer.of(Oracles.hypercube(1), Noise.logistic(), 2).value(theta),
                    RELATIVE);
        }
    }

    private static List<LinearOracle> oracles() {
        return List.of(
                Oracles.argmax(4),
                Oracles.topK(4, 2),
                Oracles.nearestNeighbours(4, 3),
                Oracles.ranking(4),
                Oracles.product(List.of(Oracles.topK(2, 1), Oracles.ranking(2))));
    }

    /** A shift of all coordinates by 2^60 and a scale of 2^12: no rounding, as both are powers of two. */
    @ParameterizedTest
    @MethodSource("laws")
    void aHugeCommonShiftCostsNoDigits(IndependentNoise noise) {
        double[] theta = {0.5, -0.25, 1, 0.125};
        double[] moved = Arrays.stream(theta).map(t -> 0x1p60 + 0x1p12 * t).toArray();
        for (LinearOracle oracle : oracles()) {
            if (ExactOptimizer.isAvailable(oracle, noise)) {
                ExactOptimizer near = ExactOptimizer.of(oracle, noise, 0.5);
                ExactOptimizer far = ExactOptimizer.of(oracle, noise, 0x1p11);
                assertArrayEquals(near.mean(theta), far.mean(moved), RELATIVE);
                double[] jacobian = near.jacobian(theta).data;
                double[] other = far.jacobian(moved).data;
                for (int at = 0; at < jacobian.length; at++) {
                    assertEquals(jacobian[at], 0x1p12 * other[at], RELATIVE);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("laws")
    void solutionsStayInTheHullWhateverTheScale(IndependentNoise noise) {
        double[] shape = {0.3, -1, 0.7, 0.31, -0.999, 0};
        for (int exponent = -300; exponent <= 300; exponent += 30) {
            double scale = Math.pow(10, exponent);
            double[] theta = Arrays.stream(shape).map(s -> s * scale).toArray();
            for (double epsilon : new double[] {1e-300, 1e-17, 1, 1e300}) {
                for (int k : new int[] {1, 3}) {
                    double[] mean = ExactOptimizer.of(Oracles.topK(6, k), noise, epsilon)
                            .mean(theta);
                    assertEquals(k, Arrays.stream(mean).sum(), RELATIVE);
                    assertTrue(Arrays.stream(mean).allMatch(p -> p >= 0 && p <= 1), Arrays.toString(mean));
                }
                double[] ranks =
                        ExactOptimizer.of(Oracles.ranking(6), noise, epsilon).mean(theta);
                assertEquals(15, Arrays.stream(ranks).sum(), 15 * RELATIVE);
            }
        }
    }

    /** A square matrix of 200,000 rows would not fit into memory. */
    @Test
    void productsNeedNoMatrix() {
        int n = 200_000;
        double[] unit = new double[n];
        unit[3] = 1;
        double[] soft = ExactOptimizer.of(Oracles.argmax(n), Noise.gumbel(), 1)
                .forward(new double[n])
                .vjp(unit)
                .values();
        assertEquals((1 - 1.0 / n) / n, soft[3], RELATIVE / n);
        assertEquals(-1.0 / n / n, soft[0], RELATIVE / n);
        double[] cube = ExactOptimizer.of(Oracles.hypercube(n), Noise.logistic(), 1)
                .forward(new double[n])
                .vjp(unit)
                .values();
        assertEquals(0.25, cube[3], RELATIVE);
        assertEquals(0, cube[0]);
    }

    @Test
    void whatOverflowsIsRefused() {
        double[] huge = {1.7e308, 1.7e308};
        assertRefused(
                "F_eps",
                () -> ExactOptimizer.of(Oracles.topK(2, 2), Noise.gumbel(), 1).value(huge));
        assertRefused(
                "F_eps",
                () -> ExactOptimizer.of(Oracles.sign(2), Noise.laplace(), 1).value(huge));
        assertRefused(
                "J",
                () -> ExactOptimizer.of(Oracles.sign(1), Noise.gaussian(), 1e-309)
                        .jacobian(new double[1]));
    }

    private static void assertRefused(String what, org.junit.jupiter.api.function.Executable call) {
        OracleException refusal = assertThrows(OracleException.class, call);
        assertEquals(OracleException.Code.INVALID_INPUT, refusal.code());
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.startsWith(what + " is beyond the largest double") && message.contains("Maybe "), message);
    }
}
