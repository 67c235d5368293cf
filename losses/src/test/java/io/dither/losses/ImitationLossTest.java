package io.dither.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.exact.ExactOptimizer;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.layer.Loss;
import io.dither.layer.Target;
import io.dither.layer.ValueAndGradient;
import io.dither.losses.ImitationLoss.Cost;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import io.dither.regularized.Regularizer;
import io.dither.testing.BruteForceOracle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImitationLossTest {
    private static final List<Regularizer> OMEGAS =
            List.of(Regularizer.none(), Regularizer.halfSquaredNorm(), Regularizer.negativeEntropy());
    private static final double[] A = {-0.6, 1.9, -0.2, 1.1, -1.0};
    private static final LinearOracle COSTS =
            BruteForceOracle.zeroOne(Sense.MINIMIZE, 4, y -> y[0] + y[1] + y[2] + y[3] == 2);
    private static final LinearOracle SCORES =
            BruteForceOracle.zeroOne(Sense.MAXIMIZE, 4, y -> 3 * y[0] + 4 * y[1] + 2 * y[2] + 5 * y[3] <= 7);

    private static double[] gaussian(KeyedRandom random) {
        double[] vector = new double[4];
        Arrays.setAll(vector, i -> random.nextGaussian());
        return vector;
    }

    private static List<double[]> points(LinearOracle oracle) {
        List<double[]> points = new ArrayList<>();
        for (int bits = 0; bits < 16; bits++) {
            double[] y = {bits & 1, bits >> 1 & 1, bits >> 2 & 1, bits >> 3 & 1};
            boolean cardinality = y[0] + y[1] + y[2] + y[3] == 2;
            boolean weight = 3 * y[0] + 4 * y[1] + 2 * y[2] + 5 * y[3] <= 7;
            if (oracle == COSTS ? cardinality : weight) {
                points.add(y);
            }
        }
        return points;
    }

    /** The definition: the largest over a list of all points. */
    @Test
    void withoutOmegaItIsTheLargestOverAllPoints() {
        KeyedRandom random = new KeyedRandom(1);
        for (LinearOracle oracle : List.of(SCORES, COSTS)) {
            List<double[]> points = points(oracle);
            int sign = oracle.sense().sign();
            Loss<Decision> hinge = ImitationLoss.structuredHinge(oracle, 0.7);
            Loss<Decision> squared = ImitationLoss.of(oracle, Cost.SQUARED, 0.7, Regularizer.none(), 1);
            for (int trial = 0; trial < 50; trial++) {
                double[] theta = gaussian(random);
                double[] b = points.get(trial % points.size());
                double most = 0;
                for (double[] y : points) {
                    double[] difference = Vectors.minus(y, b);
                    double distance = Vectors.dot(difference, difference);
                    most = Math.max(most, 0.7 * distance + sign * Vectors.dot(theta, difference));
                }
                assertEquals(most, hinge.evaluate(theta, Decision.of(b)).value(), 1e-12);
                assertEquals(most, squared.evaluate(theta, Decision.of(b)).value(), 1e-12);
            }
        }
    }

    @Test
    void withTheHalfSquaredNormItIsTheFenchelYoungLossOfSparsemax() {
        Loss<Decision> loss = ImitationLoss.of(Oracles.argmax(5), Cost.NONE, 1, Regularizer.halfSquaredNorm(), 1);
        double[] p = {0, .9, 0, .1, 0};
        ValueAndGradient result = loss.evaluate(A, Decision.of(0, 0, 0, 1, 0));
        assertArrayEquals(new double[] {0, .9, 0, -.9, 0}, result.gradient().values(), 1e-9);
        double conjugate = Vectors.dot(A, p) - Vectors.dot(p, p) / 2;
        assertEquals(conjugate + 0.5 - 1.1, result.value(), 1e-9);
        // 0 where the sparsemax is the decision: a margin of 1
        assertEquals(
                0,
                loss.evaluate(new double[] {0, 1.5, 0, 0, 0.4}, Decision.of(0, 1, 0, 0, 0))
                        .value(),
                1e-9);
    }

    @Test
    void withTheEntropyItIsTheFenchelYoungLossOfSoftmax() {
        Decision fourth = Decision.of(0, 0, 0, 1, 0);
        for (LinearOracle oracle : List.of(Oracles.argmax(5), Oracles.nearestNeighbours(5, 1))) {
            double[] theta = Vectors.scaled(oracle.sense().sign(), A);
            ValueAndGradient result = ImitationLoss.of(oracle, Cost.NONE, 1, Regularizer.negativeEntropy(), 0.5)
                    .evaluate(theta, fourth);
            ValueAndGradient perturbed = TrueFenchelYoungLoss.of(ExactOptimizer.of(oracle, Noise.gumbel(), 0.5))
                    .evaluate(theta, fourth);
            assertEquals(perturbed.value(), result.value(), 1e-9);
            assertArrayEquals(perturbed.gradient().values(), result.gradient().values(), 1e-9);
        }
    }

    @Test
    void withTheRegretItIsHalfOfSpoPlus() {
        KeyedRandom random = new KeyedRandom(2);
        for (LinearOracle oracle : List.of(SCORES, COSTS)) {
            for (int trial = 0; trial < 50; trial++) {
                double[] theta = gaussian(random);
                Costs truth = Costs.of(gaussian(random));
                ValueAndGradient spo = new SpoPlusLoss(oracle).evaluate(theta, truth);
                ValueAndGradient half =
                        ImitationLoss.regret(oracle, 0.5, Regularizer.none(), 1).evaluate(theta, truth);
                assertEquals(spo.value(), 2 * half.value(), 1e-12);
                assertArrayEquals(
                        spo.gradient().values(),
                        Vectors.scaled(2, half.gradient().values()));
            }
        }
        // golden: scores, true (1, 2, 3), predicted (3, 1, 2): SPO+ 4
        assertEquals(
                2,
                ImitationLoss.regret(Oracles.argmax(3), 0.5, Regularizer.none(), 1)
                        .evaluate(new double[] {3, 1, 2}, Costs.of(1, 2, 3))
                        .value());
    }

    private static <T extends Target> void gradientIsTheSlope(Loss<T> loss, T target, KeyedRandom random) {
        double[] theta = gaussian(random);
        ValueAndGradient result = loss.evaluate(theta, target);
        assertTrue(result.value() >= -1e-9, loss.name() + " " + result.value());
        double[] direction = gaussian(random);
        double slope = Vectors.dot(result.gradient().values(), direction);
        double up = loss.evaluate(Vectors.combined(1, theta, 1e-4, direction), target)
                .value();
        double down = loss.evaluate(Vectors.combined(1, theta, -1e-4, direction), target)
                .value();
        // convex: the slope of a subgradient lies between the two differences
        assertTrue((result.value() - down) / 1e-4 <= slope + 1e-6, loss.name());
        assertTrue(slope - 1e-6 <= (up - result.value()) / 1e-4, loss.name());
    }

    @Test
    void allCombinationsAreConvexWithTheirGradientAndAtLeastZero() {
        KeyedRandom random = new KeyedRandom(3);
        for (LinearOracle oracle : List.of(SCORES, COSTS)) {
            Decision first = Decision.of(points(oracle).get(1));
            for (int trial = 0; trial < 20; trial++) {
                for (Cost cost : List.of(Cost.NONE, Cost.HAMMING, Cost.SQUARED)) {
                    for (Regularizer omega : OMEGAS) {
                        gradientIsTheSlope(ImitationLoss.of(oracle, cost, 0.3, omega, 0.9), first, random);
                    }
                }
                Costs truth = Costs.of(gaussian(random));
                gradientIsTheSlope(
                        ImitationLoss.regret(oracle, 0.3, Regularizer.halfSquaredNorm(), 0.9), truth, random);
            }
        }
        for (Cost cost : List.of(Cost.NONE, Cost.HAMMING)) {
            gradientIsTheSlope(
                    ImitationLoss.of(Oracles.argmax(4), cost, 2, Regularizer.negativeEntropy(), 0.9),
                    Decision.mean(0.5, 0, 0.25, 0.25),
                    random);
        }
    }

    @Test
    void whatIsNotConcaveOrNotKnownIsRefused() {
        refused("is not concave in y on points that", () -> ImitationLoss.structuredHinge(Oracles.ranking(3), 1));
        refused(
                "lambda = 1.0 is not concave in y on the hull",
                () -> ImitationLoss.of(COSTS, Cost.SQUARED, 0.5, Regularizer.halfSquaredNorm(), 1));
        refused("can leave its domain", () -> ImitationLoss.structuredHinge(new CheaperOfTwo(), 1));
        ImitationLoss.of(new CheaperOfTwo(), Cost.NONE, 1, Regularizer.none(), 1);
    }

    private static void refused(String reason, org.junit.jupiter.api.function.Executable making) {
        String message = String.valueOf(
                assertThrows(InvalidArgumentException.class, making).getMessage());
        assertTrue(message.contains(reason), message);
    }
}
