package io.dither.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.algebra.Vectors;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.Costs;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import io.dither.testing.BruteForceOracle;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** SPO+ and SparseMAP against published values, definitions and differences. */
class OtherLossesTest {
    private static final double[] A = {-0.6, 1.9, -0.2, 1.1, -1.0};

    /** 0/1 knapsack with weights 3, 4, 2, 5 and capacity 7. */
    private static final LinearOracle KNAPSACK =
            BruteForceOracle.zeroOne(Sense.MAXIMIZE, 4, y -> 3 * y[0] + 4 * y[1] + 2 * y[2] + 5 * y[3] <= 7);

    @Test
    void sparsemaxOfPublishedVectors() {
        assertArrayEquals(
                new double[] {0, .9, 0, .1, 0},
                new SparseMap(Oracles.argmax(5), 1).forward(A).output().values(),
                1e-9);
        assertArrayEquals(
                new double[] {.23333333, .33333333, .43333333},
                new SparseMap(Oracles.argmax(3), 1)
                        .forward(new double[] {.1, .2, .3})
                        .output()
                        .values(),
                1e-8);
    }

    @Test
    void regularisedKnapsack() {
        double[] values = {4, 3, 2, 1};
        assertArrayEquals(
                new double[] {1, .79411765, .20588235, 0},
                new SparseMap(KNAPSACK, 1.7).forward(values).output().values(),
                1e-8);
        assertArrayEquals(
                new double[] {.4, .3, .2, .1},
                new SparseMap(KNAPSACK, 10).forward(values).output().values(),
                1e-9);
    }

    @Test
    void theAnswerIsTheNearestPointOfTheHull() {
        KeyedRandom random = new KeyedRandom(3);
        for (LinearOracle oracle : new LinearOracle[] {
            KNAPSACK,
            Oracles.ranking(4),
            Oracles.descendingRanking(4),
            Oracles.negate(Oracles.topK(4, 2)),
            Oracles.sign(4)
        }) {
            for (int trial = 0; trial < 50; trial++) {
                double[] theta = gaussian(random, 4);
                double lambda = 0.2 + random.nextExponential();
                double[] y =
                        new SparseMap(oracle, lambda).forward(theta).output().values();
                double[] residual = new double[4];
                int sign = oracle.sense().sign();
                for (int i = 0; i < 4; i++) {
                    residual[i] = theta[i] - sign * lambda * y[i];
                }
                // optimal: no vertex beats y in the direction of the residual
                double best = sign * dot(residual, oracle.solve(residual));
                assertTrue(best <= sign * dot(residual, y) + 1e-8, oracle + " at " + java.util.Arrays.toString(theta));
            }
        }
    }

    @Test
    void gradientsOfSparseMapAreDifferencesOffTheKinks() {
        KeyedRandom random = new KeyedRandom(4);
        for (LinearOracle oracle : new LinearOracle[] {KNAPSACK, Oracles.descendingRanking(4)}) {
            SparseMap layer = new SparseMap(oracle, 1.3);
            int smooth = 0;
            for (int trial = 0; trial < 40; trial++) {
                double[] theta = gaussian(random, 4);
                double[] v = gaussian(random, 4);
                double[] u = gaussian(random, 4);
                double forward = difference(layer, theta, u, v, 1e-6);
                double backward = -difference(layer, theta, u, v, -1e-6);
                if (Math.abs(forward - backward) < 1e-4) {
                    smooth++;
                    assertEquals(forward, dot(layer.forward(theta).vjp(v).values(), u), 1e-4);
                }
            }
            assertTrue(smooth > 30, "only " + smooth + " of 40 points are smooth");
        }
    }

    private static double difference(SparseMap layer, double[] theta, double[] u, double[] v, double h) {
        double[] moved = new double[4];
        java.util.Arrays.setAll(moved, i -> theta[i] + h * u[i]);
        return (dot(layer.forward(moved).output().values(), v)
                        - dot(layer.forward(theta).output().values(), v))
                / Math.abs(h);
    }

    @Test
    void spoPlusOfAMaximiser() {
        ValueAndGradient loss = new SpoPlusLoss(Oracles.argmax(3)).evaluate(new double[] {3, 1, 2}, Costs.of(1, 2, 3));
        assertEquals(4, loss.value());
        assertArrayEquals(new double[] {2, 0, -2}, loss.gradient().values());
    }

    @Test
    void spoPlusVanishesAtScaledTruthBoundsRegretAndIsConvex() {
        KeyedRandom random = new KeyedRandom(5);
        LinearOracle costs = Oracles.nearestNeighbours(4, 2);
        SpoPlusLoss spo = new SpoPlusLoss(costs);
        for (int trial = 0; trial < 100; trial++) {
            double[] truth = gaussian(random, 4);
            double[] predicted = gaussian(random, 4);
            for (double k : new double[] {0.51, 1, 10}) {
                double[] scaled = new double[4];
                java.util.Arrays.setAll(scaled, i -> k * truth[i]);
                assertEquals(0, spo.evaluate(scaled, Costs.of(truth)).value(), 1e-12);
            }
            double[] best = costs.solve(truth);
            ValueAndGradient loss = spo.evaluate(predicted, Costs.of(truth));
            double regret = dot(truth, costs.solve(predicted)) - dot(truth, best);
            assertTrue(loss.value() >= regret - 1e-12);
            double[] pushed = new double[4];
            java.util.Arrays.setAll(pushed, i -> 2 * predicted[i] - truth[i]);
            double[] answer = costs.solve(pushed);
            for (int i = 0; i < 4; i++) {
                assertEquals(2 * (best[i] - answer[i]), loss.gradient().values()[i], 1e-15);
            }
        }
    }

    @Test
    void spoPlusCountsTheConstantsOfSolutions() {
        LinearOracle shifted = Oracles.affine(Oracles.argmax(2), new double[] {1, 1}, new double[] {0, 10});
        assertEquals(
                12,
                new SpoPlusLoss(shifted)
                        .evaluate(new double[] {9, 0}, Costs.of(20, 0))
                        .value());
    }

    @Property(tries = 300, seed = "6")
    void spoPlusBoundsTheRegretOfSolutionsWithConstants(
            @ForAll long seed, @ForAll @IntRange(max = 3) int which, @ForAll boolean matrix) {
        KeyedRandom random = new KeyedRandom(seed);
        LinearOracle inner = List.of(
                        Oracles.ranking(4),
                        Oracles.nearestNeighbours(4, 2),
                        Oracles.argmax(4),
                        Oracles.negate(Oracles.sign(4)))
                .get(which);
        double[] shift = Vectors.scaled(5, gaussian(random, 4));
        double[][] rows = {gaussian(random, 3), gaussian(random, 3), gaussian(random, 3), gaussian(random, 3)};
        LinearOracle oracle =
                matrix ? Oracles.affine(inner, rows, shift) : Oracles.affine(inner, gaussian(random, 4), shift);
        double[] truth = Vectors.scaled(3, gaussian(random, oracle.dimension()));
        double[] predicted = Vectors.scaled(3, gaussian(random, oracle.dimension()));
        double[] other = Vectors.scaled(3, gaussian(random, oracle.dimension()));
        double best = answer(oracle, truth).objective(truth);
        double regret =
                oracle.sense().sign() * (best - answer(oracle, predicted).objective(truth));
        ValueAndGradient loss = new SpoPlusLoss(oracle).evaluate(predicted, Costs.of(truth));
        assertTrue(loss.value() >= regret - 1e-9, loss.value() + " is below the regret " + regret);
        double slope = dot(loss.gradient().values(), Vectors.minus(other, predicted));
        double there = new SpoPlusLoss(oracle).evaluate(other, Costs.of(truth)).value();
        assertTrue(there >= loss.value() + slope - 1e-9, "the loss is below its tangent");
        assertEquals(0, new SpoPlusLoss(oracle).evaluate(truth, Costs.of(truth)).value(), 1e-9);
    }

    private static Vertex answer(LinearOracle oracle, double[] theta) {
        Vertex vertex = new Vertex(oracle.dimension());
        try (OracleSession session = oracle.openSession()) {
            session.solve(theta, vertex);
        }
        return vertex;
    }

    @Test
    void sparseMapRefusesSolutionsWithConstants() {
        LinearOracle shifted = Oracles.affine(Oracles.argmax(2), new double[] {1, 1}, new double[] {0, 10});
        assertThrows(InvalidArgumentException.class, () -> new SparseMap(shifted, 1));
    }

    private static double[] gaussian(KeyedRandom random, int length) {
        double[] vector = new double[length];
        java.util.Arrays.setAll(vector, i -> random.nextGaussian());
        return vector;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
