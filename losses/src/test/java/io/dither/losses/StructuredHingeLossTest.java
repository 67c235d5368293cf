package io.dither.losses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Decision;
import io.dither.layer.Loss;
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
import org.junit.jupiter.api.Test;

class StructuredHingeLossTest {
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
    void itIsTheLargestOverAllPoints() {
        KeyedRandom random = new KeyedRandom(1);
        for (LinearOracle oracle : List.of(SCORES, COSTS)) {
            List<double[]> points = points(oracle);
            int sign = oracle.sense().sign();
            Loss<Decision> hinge = new StructuredHingeLoss(oracle, 0.7);
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
            }
        }
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
    void itIsConvexWithItsGradientAndAtLeastZero() {
        KeyedRandom random = new KeyedRandom(3);
        for (LinearOracle oracle : List.of(SCORES, COSTS)) {
            Decision first = Decision.of(points(oracle).get(1));
            for (int trial = 0; trial < 20; trial++) {
                gradientIsTheSlope(new StructuredHingeLoss(oracle, 0.3), first, random);
            }
        }
        gradientIsTheSlope(new StructuredHingeLoss(Oracles.argmax(4), 2), Decision.mean(0.5, 0, 0.25, 0.25), random);
    }

    @Test
    void setsThatDoNotFitAreRefused() {
        refused("needs 0/1 points", () -> new StructuredHingeLoss(Oracles.ranking(3), 1));
        refused("can leave the domain of the oracle", () -> new StructuredHingeLoss(new CheaperOfTwo(), 1));
    }

    private static void refused(String reason, org.junit.jupiter.api.function.Executable making) {
        String message = String.valueOf(
                assertThrows(InvalidArgumentException.class, making).getMessage());
        assertTrue(message.contains(reason), message);
    }
}
