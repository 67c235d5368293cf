package io.dither.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.capability.Polytope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactLikelihoodTest {
    private static final OracleRegistry ORACLES = OracleRegistry.discover();
    private static final double[] THETA = {0.7, -0.2, 1.4, 0.1};
    private static final double EPSILON = 0.6;

    /** All vertices with small whole coordinates. */
    private static List<double[]> vertices(LinearOracle oracle, int most) {
        List<double[]> all = new ArrayList<>();
        int count = (int) Math.pow(most + 1, oracle.dimension());
        for (int code = 0; code < count; code++) {
            double[] y = new double[oracle.dimension()];
            int rest = code;
            for (int i = 0; i < y.length; i++, rest /= most + 1) {
                y[i] = rest % (most + 1);
            }
            if (isVertex(oracle, y)) {
                all.add(y);
            }
        }
        return all;
    }

    private static boolean isVertex(LinearOracle oracle, double[] y) {
        try {
            io.dither.layer.Decision.of(y).feasibleFor(oracle);
            return true;
        } catch (InvalidArgumentException no) {
            return false;
        }
    }

    /** Probabilities add up to 1, their means are those of the exact layer, and gradients agree with differences. */
    private static void check(String text, Noise noise, int most, int count) {
        LinearOracle oracle = ORACLES.create(text);
        ExactLikelihood likelihood = ExactLikelihood.of(oracle, noise, EPSILON);
        double[] theta = java.util.Arrays.copyOf(THETA, oracle.dimension());
        double[] mean = new double[theta.length];
        double sum = 0;
        List<double[]> vertices = vertices(oracle, most);
        assertEquals(count, vertices.size());
        for (double[] y : vertices) {
            double[] gradient = new double[theta.length];
            double chance = Math.exp(likelihood.logProbability(theta, y, gradient));
            sum += chance;
            for (int i = 0; i < theta.length; i++) {
                mean[i] += chance * y[i];
                double[] up = theta.clone();
                double[] down = theta.clone();
                up[i] += 1e-5;
                down[i] -= 1e-5;
                double[] none = new double[theta.length];
                double slope =
                        (likelihood.logProbability(up, y, none) - likelihood.logProbability(down, y, none)) / 2e-5;
                assertEquals(slope, gradient[i], 1e-8, text);
            }
        }
        assertEquals(1, sum, 1e-12, text);
        assertArrayEquals(ExactOptimizer.of(oracle, noise, EPSILON).mean(theta), mean, 1e-11, text);
    }

    @Test
    void probabilitiesAreThoseOfTheExactLayer() {
        check("argmax:n=4", Noise.gumbel(), 1, 4);
        check("top-k:n=4,k=2", Noise.gumbel(), 1, 6);
        check("top-k:n=4,k=3", Noise.gumbel(), 1, 4);
        check("ranking:n=4", Noise.gumbel(), 3, 24);
        check("argmax:n=2", Noise.gaussian(), 1, 2);
        check("argmax:n=5", Noise.gaussian(), 1, 5);
        check("hypercube:n=4", Noise.gaussian(), 1, 16);
        check("hypercube:n=3", Noise.gumbel(), 1, 8);
    }

    @Test
    void farScoresKeepTheirDigits() {
        ExactLikelihood likelihood = ExactLikelihood.of(ORACLES.create("top-k:n=3,k=2"), Noise.gumbel(), 1);
        double[] gradient = new double[3];
        double far = likelihood.logProbability(new double[] {-400, -900, 0}, new double[] {1, 1, 0}, gradient);
        assertEquals(Math.log(2) - 1300, far, 1e-9);
        assertArrayEquals(new double[] {1, 1, -2}, gradient, 1e-9);
        double sure = likelihood.logProbability(new double[] {400, 900, 0}, new double[] {1, 1, 0}, gradient);
        assertEquals(0, sure, 1e-12);
        assertArrayEquals(new double[3], gradient, 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"10", "1000", "10000"})
    void equalScoresOfManyProbitsAreEquallyProbable(int n) {
        ExactLikelihood likelihood = ExactLikelihood.of(ORACLES.create("argmax:n=" + n), Noise.gaussian(), EPSILON);
        double[] y = new double[n];
        y[0] = 1;
        assertEquals(-Math.log(n), likelihood.logProbability(new double[n], y, new double[n]), 1e-11);
    }

    /** Leads of 4 to 6 make the product of distribution functions a steep edge near the mode. */
    @ParameterizedTest
    @CsvSource({"1, 5", "100, 4", "1000, 4.5", "10000, 5", "10000, 6"})
    void leadsOverManyKeepTheDigitsOfProbits(int rivals, double lead) {
        double[] theta = new double[rivals + 1];
        theta[0] = lead;
        double[] y = new double[theta.length];
        y[0] = 1;
        double sum = 0;
        for (int k = -6000; k <= 6000; k++) {
            double z = k / 500.0;
            double below = Noise.gaussian().cdf(z + lead);
            double log =
                    below < 0.5 ? Math.log(below) : Math.log1p(-Noise.gaussian().cdf(-z - lead));
            sum += Noise.gaussian().density(z) * Math.exp(rivals * log) / 500;
        }
        double actual = ExactLikelihood.of(ORACLES.create("argmax:n=" + theta.length), Noise.gaussian(), 1)
                .logProbability(theta, y, new double[theta.length]);
        assertEquals(Math.log(sum), actual, 1e-11);
    }

    /** Of equal scores, each subset has the same probability. */
    @ParameterizedTest
    @CsvSource({"20, 10", "100, 50", "400, 200", "1000, 500", "1000, 20", "1000, 980", "3000, 1"})
    void subsetsOfManyEqualScoresAreEquallyProbable(int n, int k) {
        ExactLikelihood likelihood =
                ExactLikelihood.of(ORACLES.create("top-k:n=" + n + ",k=" + k), Noise.gumbel(), EPSILON);
        double[] theta = new double[n];
        double[] y = new double[n];
        java.util.Arrays.fill(y, 0, k, 1);
        double subsets = 0;
        for (int i = 0; i < k; i++) {
            subsets += Math.log((double) (n - i) / (k - i));
        }
        double[] gradient = new double[n];
        assertEquals(-subsets, likelihood.logProbability(theta, y, gradient), 1e-11);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += gradient[i];
            assertEquals(gradient[i < k ? 0 : k], gradient[i], 1e-11);
        }
        assertEquals(0, sum, 1e-9);
    }

    /** The best scores are drawn one after the other by softmax, so that a group of better scores wins with a product of shares. */
    @Test
    void subsetsOfManyInTwoGroupsKeepTheirDigits() {
        int group = 300;
        for (double lead : new double[] {0, 2, 5, 8, 12, 30}) {
            double[] theta = new double[2 * group];
            double[] y = new double[2 * group];
            for (int i = 0; i < group; i++) {
                theta[i] = lead;
                y[i] = 1;
            }
            double[] gradient = new double[2 * group];
            double actual = ExactLikelihood.of(ORACLES.create("top-k:n=600,k=300"), Noise.gumbel(), 1)
                    .logProbability(theta, y, gradient);
            double expected = 0;
            for (int drawn = 0; drawn < group; drawn++) {
                double leaders = (group - drawn) * Math.exp(lead);
                expected += Math.log(leaders / (leaders + group));
            }
            assertEquals(expected, actual, 1e-11 * Math.max(1, -expected), "lead " + lead);
        }
    }

    /** Of two, by the asymptotic series of the normal law at 30 sqrt 2. */
    @Test
    void farScoresOfProbitsKeepTheirDigits() {
        ExactLikelihood likelihood = ExactLikelihood.of(ORACLES.create("argmax:n=2"), Noise.gaussian(), 1);
        double[] gradient = new double[2];
        double far = likelihood.logProbability(new double[] {-20, 40}, new double[] {1, 0}, gradient);
        double x = 30 * Math.sqrt(2);
        double series = 1 - 1 / (x * x) + 3 / Math.pow(x, 4) - 15 / Math.pow(x, 6);
        assertEquals(-x * x / 2 - Math.log(x * Math.sqrt(2 * Math.PI)) + Math.log(series), far, 1e-9);
        double slope = x / series / Math.sqrt(2);
        assertArrayEquals(new double[] {slope, -slope}, gradient, 1e-6);
        double sure = likelihood.logProbability(new double[] {-20, 40}, new double[] {0, 1}, gradient.clone());
        assertEquals(0, sure, 1e-12);
        double[] many = new double[1000];
        many[3] = -1000;
        double[] last = new double[1000];
        last[3] = 1;
        double beyond = ExactLikelihood.of(ORACLES.create("argmax:n=1000"), Noise.gaussian(), 1)
                .logProbability(many, last, new double[1000]);
        assertTrue(Double.isFinite(beyond) && beyond < -300_000, String.valueOf(beyond));
    }

    /** By the asymptotic series of the normal law; the distribution function is rounded to 0 at these distances. */
    @ParameterizedTest
    @CsvSource({"74", "75", "76", "77", "78", "100", "1000"})
    void scoresBeyondTheRangeOfTheNormalLawKeepTheirDigits(double distance) {
        double[] gradient = new double[2];
        double far = ExactLikelihood.of(ORACLES.create("argmax:n=2"), Noise.gaussian(), 1)
                .logProbability(new double[] {0, distance}, new double[] {1, 0}, gradient);
        double x = distance / Math.sqrt(2);
        double series = 1 - 1 / (x * x) + 3 / Math.pow(x, 4) - 15 / Math.pow(x, 6);
        double expected = -x * x / 2 - Math.log(x * Math.sqrt(2 * Math.PI)) + Math.log(series);
        assertEquals(expected, far, -1e-12 * expected);
        double slope = x / series / Math.sqrt(2);
        assertArrayEquals(new double[] {slope, -slope}, gradient, 1e-9 * slope);
    }

    @Test
    void improbableEndsOfABoxAreSymmetricIfTheLawIs() {
        for (Noise noise : List.of(Noise.gaussian(), Noise.logistic(), Noise.laplace())) {
            ExactLikelihood box = ExactLikelihood.of(ORACLES.create("hypercube:n=1"), noise, 1);
            for (double u : new double[] {0.5, 3, 8, 20, 37}) {
                double[] upper = new double[1];
                double[] lower = new double[1];
                double logarithm = box.logProbability(new double[] {-u}, new double[] {1}, upper);
                assertEquals(box.logProbability(new double[] {u}, new double[] {0}, lower), logarithm, 1e-12);
                assertEquals(-lower[0], upper[0], 1e-12);
            }
        }
    }

    private static void checkEnd(Noise noise, double u, double end, double expected, double slope) {
        double[] gradient = new double[1];
        double logarithm = ExactLikelihood.of(ORACLES.create("hypercube:n=1"), noise, 1)
                .logProbability(new double[] {u}, new double[] {end}, gradient);
        assertEquals(expected, logarithm, 1e-11 * Math.abs(expected), noise.name() + " " + u);
        assertEquals(slope, gradient[0], 1e-11 * Math.abs(slope), noise.name() + " " + u);
    }

    /** Where P underflows, or 1 - P has few digits. */
    @Test
    void improbableEndsOfABoxKeepTheirDigits() {
        for (double x : new double[] {40, 100, 1e4}) {
            double series = 1 - 1 / (x * x) + 3 / Math.pow(x, 4) - 15 / Math.pow(x, 6) + 105 / Math.pow(x, 8);
            double expected = -x * x / 2 - Math.log(x * Math.sqrt(2 * Math.PI)) + Math.log(series);
            checkEnd(Noise.gaussian(), -x, 1, expected, x / series);
            checkEnd(Noise.gaussian(), x, 0, expected, -x / series);
        }
        for (double u : new double[] {-3, 0, 3, 7, 100}) {
            checkEnd(Noise.gumbel(), u, 0, -Math.exp(u), -Math.exp(u));
        }
        double euler = Noise.gumbel().mean();
        checkEnd(Noise.centredGumbel(), 7, 0, -Math.exp(7 - euler), -Math.exp(7 - euler));
        for (double u : new double[] {-20, -30, -50, -800}) {
            double rate = Math.exp(u);
            // 1 - exp(-rate) = rate (1 - rate / 2 + ...)
            checkEnd(Noise.gumbel(), u, 1, u - rate / 2, 1 - rate / 2);
            checkEnd(Noise.centredGumbel(), u, 1, u - euler - Math.exp(u - euler) / 2, 1 - Math.exp(u - euler) / 2);
        }
        checkEnd(Noise.gumbel(), 800, 1, 0, 0);
    }

    @Test
    void whatHasNoKnownProbabilitiesIsRefused() {
        LinearOracle subsets = ORACLES.create("top-k:n=4,k=2");
        assertTrue(!ExactLikelihood.isAvailable(subsets, Noise.gaussian()));
        assertThrows(InvalidArgumentException.class, () -> ExactLikelihood.of(subsets, Noise.gaussian(), 1));
        assertTrue(!ExactLikelihood.isAvailable(ORACLES.create("assignment:rows=2,cols=2"), Noise.gumbel()));
    }

    @Test
    void aBoxMayHaveBothEndsAboveZero() {
        Noise noise = Noise.gaussian();
        DecisionProbability box = DecisionProbability.of(new Polytope.Cube(1, 1, 2), noise, EPSILON, false)
                .orElseThrow();
        double lower = Math.exp(box.logarithm(new double[] {0.3}, new double[] {1}, new double[1]));
        double upper = Math.exp(box.logarithm(new double[] {0.3}, new double[] {2}, new double[1]));
        assertEquals(1, lower + upper, 1e-12);
        assertTrue(upper > lower);
    }
}
