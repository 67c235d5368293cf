package io.dither.experiments.methods;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.experiments.methods.ContrastiveLoss.Rule;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.layer.Example;
import io.dither.layer.Loss;
import io.dither.layer.NoiseKey;
import io.dither.layer.Target;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import io.dither.testing.BruteForceOracle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Contrastive and ranking losses over a pool, against the published formulas in plain loops and differences. */
class SolutionPoolTest {
    private static final double[][] POINTS = {{1, 1, 0, 0}, {1, 0, 1, 0}, {0, 1, 0, 1}, {0, 0, 1, 1}};
    private static final LinearOracle SCORES = Oracles.topK(4, 2);
    private static final LinearOracle COSTS =
            BruteForceOracle.zeroOne(Sense.MINIMIZE, 4, y -> y[0] + y[1] + y[2] + y[3] == 2);

    private static SolutionPool pool(LinearOracle oracle) {
        return SolutionPool.of(oracle, Arrays.stream(POINTS).map(Decision::of).toList());
    }

    private static double[] gaussian(KeyedRandom random) {
        double[] vector = new double[4];
        Arrays.setAll(vector, i -> random.nextGaussian());
        return vector;
    }

    private interface Formula {
        double of(int sign, double[] theta, double[] target);
    }

    private interface Maker<T extends Target> {
        Loss<T> on(SolutionPool pool);
    }

    private static <T extends Target> void agrees(
            Maker<T> maker, Function<double[], T> target, boolean decision, Formula formula) {
        KeyedRandom random = new KeyedRandom(4);
        for (LinearOracle oracle : List.of(SCORES, COSTS)) {
            Loss<T> loss = maker.on(pool(oracle));
            int sign = oracle.sense().sign();
            for (int trial = 0; trial < 30; trial++) {
                double[] theta = gaussian(random);
                double[] truth = decision ? POINTS[trial % 4] : gaussian(random);
                ValueAndGradient result = loss.evaluate(theta, target.apply(truth));
                assertEquals(formula.of(sign, theta, truth), result.value(), 1e-12, loss.name());
                double[] direction = gaussian(random);
                double up = formula.of(sign, Vectors.combined(1, theta, 1e-6, direction), truth);
                double down = formula.of(sign, Vectors.combined(1, theta, -1e-6, direction), truth);
                assertEquals((up - down) / 2e-6, Vectors.dot(result.gradient().values(), direction), 1e-7, loss.name());
            }
        }
    }

    @Test
    void noiseContrastive() {
        agrees(pool -> ContrastiveLoss.of(pool, Rule.NOISE_CONTRASTIVE), Decision::of, true, (sign, theta, y) -> {
            double sum = 0;
            for (double[] v : POINTS) {
                sum += sign * (Vectors.dot(theta, v) - Vectors.dot(theta, y));
            }
            return sum / POINTS.length;
        });
    }

    @Test
    void maximumAPosteriori() {
        agrees(pool -> ContrastiveLoss.of(pool, Rule.MAXIMUM_A_POSTERIORI), Decision::of, true, (sign, theta, y) -> {
            double most = Double.NEGATIVE_INFINITY;
            for (double[] v : POINTS) {
                most = Math.max(most, sign * (Vectors.dot(theta, v) - Vectors.dot(theta, y)));
            }
            return most;
        });
    }

    @Test
    void infoNce() {
        agrees(pool -> ContrastiveLoss.of(pool, Rule.INFO_NCE), Decision::of, true, (sign, theta, y) -> {
            double sum = 0;
            for (double[] v : POINTS) {
                sum += Math.exp(sign * (Vectors.dot(theta, v) - Vectors.dot(theta, y)));
            }
            return Math.log(sum);
        });
    }

    @Test
    void pointwise() {
        agrees(PoolRankingLoss::pointwise, Costs::of, false, (sign, theta, c) -> {
            double sum = 0;
            for (double[] v : POINTS) {
                sum += Math.pow(Vectors.dot(Vectors.minus(c, theta), v), 2);
            }
            return sum / POINTS.length;
        });
    }

    @Test
    void pairwise() {
        for (double margin : new double[] {0, 0.3}) {
            agrees(pool -> PoolRankingLoss.pairwise(pool, margin), Costs::of, false, (sign, theta, c) -> {
                double[] best = POINTS[0];
                for (double[] v : POINTS) {
                    best = sign * Vectors.dot(c, v) > sign * Vectors.dot(c, best) ? v : best;
                }
                double sum = 0;
                for (double[] v : POINTS) {
                    double difference = sign * (Vectors.dot(theta, v) - Vectors.dot(theta, best));
                    sum += v == best ? 0 : Math.max(0, margin + difference);
                }
                return sum / (POINTS.length - 1);
            });
        }
    }

    @Test
    void listwise() {
        double tau = 0.7;
        agrees(pool -> PoolRankingLoss.listwise(pool, tau), Costs::of, false, (sign, theta, c) -> {
            double predicted = 0;
            double truth = 0;
            for (double[] v : POINTS) {
                predicted += Math.exp(sign * Vectors.dot(theta, v) / tau);
                truth += Math.exp(sign * Vectors.dot(c, v) / tau);
            }
            double entropy = 0;
            for (double[] v : POINTS) {
                double p = Math.exp(sign * Vectors.dot(c, v) / tau) / truth;
                entropy -= p * Math.log(Math.exp(sign * Vectors.dot(theta, v) / tau) / predicted);
            }
            return entropy;
        });
    }

    @Test
    void listwiseIsFiniteWhereSharesUnderflow() {
        ValueAndGradient far = PoolRankingLoss.listwise(pool(COSTS), 1e-3)
                .evaluate(new double[] {900, 1, 2, -900}, Costs.of(-900, 1, 2, 900));
        assertTrue(Double.isFinite(far.value()) && far.value() > 1e5, String.valueOf(far.value()));
    }

    @Test
    void equalSolutionsAreMerged() {
        SolutionPool two = SolutionPool.of(
                SCORES, List.of(Decision.of(POINTS[0]), Decision.of(POINTS[1]), Decision.of(-0.0 + 1, 1, -0.0, 0)));
        assertEquals(2, two.solutions().size());
    }

    /** Over all solutions, the largest margin is the perceptron's: the best value less that of the decision. */
    @Test
    void overAllSolutionsMapIsThePerceptronLoss() {
        List<Decision> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < i; j++) {
                double[] y = new double[4];
                y[i] = 1;
                y[j] = 1;
                all.add(Decision.of(y));
            }
        }
        double[] theta = {0.3, -0.4, 0.9, 0.2};
        ValueAndGradient loss = ContrastiveLoss.of(SolutionPool.of(COSTS, all), Rule.MAXIMUM_A_POSTERIORI)
                .evaluate(theta, Decision.of(POINTS[0]));
        assertEquals(-0.1 - -0.2, loss.value(), 1e-12);
        assertArrayEquals(new double[] {1, 0, 0, -1}, loss.gradient().values());
    }

    @Test
    void wrongOnesAreRefused() {
        assertThrows(InvalidArgumentException.class, () -> SolutionPool.of(SCORES, List.of()));
        assertThrows(InvalidArgumentException.class, () -> SolutionPool.of(SCORES, List.of(Decision.of(1, 1, 1, 0))));
        Loss<Decision> loss = ContrastiveLoss.of(pool(SCORES), Rule.NOISE_CONTRASTIVE);
        var other = new Example<>(new double[4], Decision.of(POINTS[0]), NoiseKey.ZERO, Oracles.topK(4, 2));
        assertThrows(InvalidArgumentException.class, () -> loss.evaluate(other));
    }
}
