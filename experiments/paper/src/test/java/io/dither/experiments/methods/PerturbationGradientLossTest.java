package io.dither.experiments.methods;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Costs;
import io.dither.layer.Example;
import io.dither.layer.NoiseKey;
import io.dither.layer.ValueAndGradient;
import io.dither.losses.CheaperOfTwo;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import io.dither.testing.BruteForceOracle;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerturbationGradientLossTest {
    private static final LinearOracle COSTS =
            BruteForceOracle.zeroOne(Sense.MINIMIZE, 4, y -> y[0] + y[1] + y[2] + y[3] == 2);

    private static double[] gaussian(KeyedRandom random) {
        double[] vector = new double[4];
        Arrays.setAll(vector, i -> random.nextGaussian());
        return vector;
    }

    /** Costs (1, 2, 0), truth (4, 1, 1), width 0.5: y* takes the third; theta - h c = (-1, 1.5, -0.5) the first. */
    @Test
    void byHand() {
        LinearOracle cheapest = Oracles.nearestNeighbours(3, 1);
        ValueAndGradient backward =
                new PerturbationGradientLoss(cheapest, 0.5, false).evaluate(new double[] {1, 2, 0}, Costs.of(4, 1, 1));
        assertEquals((0 - -1) / 0.5 - 1, backward.value());
        assertArrayEquals(new double[] {-2, 0, 2}, backward.gradient().values());
        ValueAndGradient central =
                new PerturbationGradientLoss(cheapest, 0.5, true).evaluate(new double[] {1, 2, 0}, Costs.of(4, 1, 1));
        assertEquals((0.5 - -1) / 1 - 1, central.value());
        assertArrayEquals(new double[] {-1, 0, 1}, central.gradient().values());
    }

    @Test
    void theGradientIsThatOfTheValueAndSmallWidthsGiveTheRegret() {
        KeyedRandom random = new KeyedRandom(9);
        for (LinearOracle oracle : List.of(COSTS, Oracles.topK(4, 2))) {
            for (int trial = 0; trial < 50; trial++) {
                double[] theta = gaussian(random);
                Costs truth = Costs.of(gaussian(random));
                double regret = oracle.sense().sign()
                        * Vectors.dot(truth.values(), Vectors.minus(oracle.solve(truth.values()), oracle.solve(theta)));
                for (boolean central : new boolean[] {false, true}) {
                    PerturbationGradientLoss loss = new PerturbationGradientLoss(oracle, 0.4, central);
                    double[] gradient = loss.evaluate(theta, truth).gradient().values();
                    double[] direction = gaussian(random);
                    double[] moved = Vectors.combined(1, theta, 1e-7, direction);
                    double[] back = Vectors.combined(1, theta, -1e-7, direction);
                    double slope = (loss.evaluate(moved, truth).value()
                                    - loss.evaluate(back, truth).value())
                            / 2e-7;
                    assertEquals(slope, Vectors.dot(gradient, direction), 1e-6);
                    assertEquals(
                            regret,
                            new PerturbationGradientLoss(oracle, 1e-6, central)
                                    .evaluate(theta, truth)
                                    .value(),
                            1e-7);
                }
                double backward = new PerturbationGradientLoss(oracle, 0.4, false)
                        .evaluate(theta, truth)
                        .value();
                assertTrue(backward >= regret - 1e-12, backward + " is below the regret " + regret);
            }
        }
    }

    @Test
    void costsThatMustStayPositiveAreRefused() {
        var refusal = assertThrows(
                InvalidArgumentException.class, () -> new PerturbationGradientLoss(new CheaperOfTwo(), 1, false));
        assertTrue(String.valueOf(refusal.getMessage()).contains("can leave its domain"));
    }

    @Test
    void constantsOfSolutionsAreRefusedThoseOfAnExampleToo() {
        LinearOracle plain = Oracles.argmax(2);
        LinearOracle shifted = Oracles.affine(plain, new double[] {1, 1}, new double[] {0, 10});
        assertThrows(InvalidArgumentException.class, () -> new PerturbationGradientLoss(shifted, 1, false));
        PerturbationGradientLoss loss = new PerturbationGradientLoss(plain, 1, false);
        var example = new Example<>(new double[] {1, 0}, Costs.of(2, 0), NoiseKey.ZERO, shifted);
        var refusal = assertThrows(InvalidArgumentException.class, () -> loss.evaluate(example));
        assertTrue(String.valueOf(refusal.getMessage()).contains("carry constants"));
    }
}
