package io.dither.oracles.internal.knapsack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.RetargetableSession;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnapsackTest {
    private static double[][] weights(KeyedRandom random, int rows, int items, boolean whole) {
        double[][] weights = new double[rows][items];
        for (double[] row : weights) {
            for (int j = 0; j < items; j++) {
                row[j] = whole ? random.nextInt(9) : Math.abs(random.nextGaussian());
            }
        }
        return weights;
    }

    private static double best(double[] theta, double[][] weights, double[] capacity) {
        double best = 0;
        for (int set = 0; set < 1 << theta.length; set++) {
            double value = 0;
            double[] room = capacity.clone();
            boolean fits = true;
            for (int j = 0; j < theta.length; j++) {
                if ((set >> j & 1) == 1) {
                    value += theta[j];
                    for (int r = 0; r < room.length; r++) {
                        room[r] -= weights[r][j];
                        fits &= room[r] >= -1e-9 * capacity[r];
                    }
                }
            }
            best = fits ? Math.max(best, value) : best;
        }
        return best;
    }

    private static double value(double[] theta, double[] y) {
        double sum = 0;
        for (int j = 0; j < y.length; j++) {
            sum += theta[j] * y[j];
        }
        return sum;
    }

    @Test
    void noChoiceIsBetterThanTheAnswer() {
        for (int seed = 0; seed < 600; seed++) {
            KeyedRandom random = new KeyedRandom(seed);
            int rows = 1 + random.nextInt(4);
            int items = 1 + random.nextInt(10);
            double[][] weights = weights(random, rows, items, seed % 2 == 0);
            double[] capacity = new double[rows];
            for (int r = 0; r < rows; r++) {
                capacity[r] = random.nextInt(4 * items);
            }
            double[] theta = new double[items];
            double scale = Math.scalb(1.0, random.nextInt(1200) - 600);
            double sum = 0;
            for (int j = 0; j < items; j++) {
                theta[j] = scale * (seed % 3 == 0 ? random.nextInt(6) - 1 : random.nextGaussian());
                sum += Math.max(0, theta[j]);
            }
            LinearOracle oracle = Oracles.knapsack(weights, capacity);
            double[] y = oracle.solve(theta);
            assertTrue(((Membership) oracle).violation(y).isEmpty(), "seed " + seed);
            assertEquals(best(theta, weights, capacity), value(theta, y), 1e-12 * sum, "seed " + seed);
        }
    }

    @Test
    void theTextFormAndDecimalWeights() {
        LinearOracle one = OracleRegistry.discover().create("knapsack:weights=(0.1,0.2,0.3),capacity=(0.3)");
        assertArrayEquals(new double[] {1, 1, 0}, one.solve(new double[] {1, 1, 1.5}), 0);
        LinearOracle two = OracleRegistry.discover().create("knapsack:weights=((3,4,5);(1,2,1)),capacity=(8,3)");
        assertArrayEquals(new double[] {1, 0, 1}, two.solve(new double[] {2, 3, 3.5}), 0);
        assertArrayEquals(new double[] {0, 0, 1}, two.solve(new double[] {0, -3, 1}), 0);
    }

    @Test
    void whatWeighsNothingIsTakenAndWhatDoesNotFitIsNot() {
        LinearOracle oracle = Oracles.knapsack(new double[][] {{0, 1, 0, 3}, {0, 0, 1e300, 0}}, 2, 0);
        assertArrayEquals(new double[] {1, 1, 0, 0}, oracle.solve(new double[] {1, 1, 9, 9}), 0);
        assertArrayEquals(
                new double[] {1, 1, 0, 0},
                oracle.solve(new double[] {Double.MAX_VALUE, Double.MAX_VALUE, -9, Double.MAX_VALUE}),
                0);
        assertArrayEquals(new double[] {0, 0, 0, 0}, oracle.solve(new double[] {0, 0, 0, -1}), 0);
    }

    @Test
    void aLimitOfNodesStatesTheGapAndLimitsCanBeRaised() {
        KeyedRandom random = new KeyedRandom(5);
        double[][] weights = weights(random, 3, 40, false);
        double[] capacity = {10, 10, 10};
        double[] theta = new double[40];
        for (int j = 0; j < 40; j++) {
            theta[j] = 1 + Math.abs(random.nextGaussian());
        }
        Vertex vertex = new Vertex(40);
        double best = value(theta, Oracles.knapsack(weights, capacity).solve(theta));
        try (OracleSession session = Oracles.knapsack(weights, capacity, 100).openSession()) {
            session.solve(theta, vertex);
            double found = vertex.dot(theta);
            assertTrue(vertex.gap() > 0 && found + vertex.gap() >= best, "gap " + vertex.gap());
            ((io.dither.oracle.LimitedSession) session).scaleLimits(1e9);
            session.solve(theta, vertex);
            assertEquals(0, vertex.gap());
            assertEquals(best, vertex.dot(theta), 1e-12 * best);
        }
    }

    /** A search by bounds would not end: no bound tells these choices apart. */
    @Test
    void wholeWeightsAreSolvedHoweverManyChoicesTie() {
        double[][] weights = new double[1][60];
        double[] theta = new double[60];
        for (int j = 0; j < 60; j++) {
            weights[0][j] = 4 + 2 * (j % 3);
            theta[j] = weights[0][j] * 1e300;
        }
        double[] y = Oracles.knapsack(weights, 101).solve(theta);
        assertEquals(100, value(weights[0], y), 0);
    }

    @Test
    void aSessionTurnsToOtherCapacities() {
        double[][] weights = {{3, 4, 5}};
        Vertex vertex = new Vertex(3);
        double[] theta = {2, 3, 4};
        try (OracleSession session = Oracles.knapsack(weights, 5).openSession()) {
            session.solve(theta, vertex);
            assertArrayEquals(new double[] {0, 0, 1}, vertex.toArray(), 0);
            assertTrue(((RetargetableSession) session).retarget(Oracles.knapsack(new double[][] {{3, 4, 5}}, 9)));
            session.solve(theta, vertex);
            assertArrayEquals(new double[] {0, 1, 1}, vertex.toArray(), 0);
            assertFalse(((RetargetableSession) session).retarget(Oracles.knapsack(new double[][] {{3, 4, 6}}, 9)));
        }
    }

    @Test
    void closedSessionsAndBadThetasAreRefused() {
        OracleSession session = Oracles.knapsack(new double[][] {{1, 2}}, 2).openSession();
        Vertex vertex = new Vertex(2);
        assertThrows(OracleException.class, () -> session.solve(new double[] {1, Double.NaN}, vertex));
        assertThrows(OracleException.class, () -> session.solve(new double[] {1}, vertex));
        session.close();
        OracleException closed = assertThrows(OracleException.class, () -> session.solve(new double[] {1, 2}, vertex));
        assertEquals(OracleException.Code.CLOSED, closed.code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "weights=(1,2)",
                "weights=(1,-2),capacity=(3)",
                "weights=(1,2),capacity=(-3)",
                "weights=(1,2),capacity=(3,3)",
                "weights=((1,2);(1)),capacity=(3,3)",
                "weights=(1,2),capacity=(3),nodes=0"
            })
    void parametersThatDoNotFitAreRefused(String parameters) {
        InvalidArgumentException refusal = assertThrows(
                InvalidArgumentException.class, () -> OracleRegistry.discover().create("knapsack:" + parameters));
        assertTrue(String.valueOf(refusal.getMessage()).contains("Maybe"));
    }
}
