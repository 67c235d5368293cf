package io.dither.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.internal.algebra.Vectors;
import io.dither.layer.Costs;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** SPO+ against published values and definitions. */
class SpoPlusLossTest {
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
    void spoPlusBoundsTheRegretOfSolutionsWithConstants(@ForAll long seed, @ForAll @IntRange(max = 3) int which) {
        KeyedRandom random = new KeyedRandom(seed);
        LinearOracle inner = List.of(
                        Oracles.ranking(4),
                        Oracles.nearestNeighbours(4, 2),
                        Oracles.argmax(4),
                        Oracles.negate(Oracles.sign(4)))
                .get(which);
        double[] shift = Vectors.scaled(5, gaussian(random, 4));
        LinearOracle oracle = Oracles.affine(inner, gaussian(random, 4), shift);
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
