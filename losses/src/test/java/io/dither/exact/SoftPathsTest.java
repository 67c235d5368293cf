package io.dither.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.layer.Decision;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.layer.ValueAndGradient;
import io.dither.losses.FenchelYoungLoss;
import io.dither.oracle.Sense;
import io.dither.oracle.capability.Network;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums over the paths of graphs without cycles, against a list of all of them. */
class SoftPathsTest {
    private static final double EPSILON = 0.7;

    /** Random arcs between 7 vertices from smaller to larger numbers, some twice; numbers mean no order to the layer. */
    static Streets acyclic(long seed, boolean onVertices, int closed) {
        int[] label = {3, 6, 0, 2, 5, 1, 4};
        KeyedRandom random = new KeyedRandom(seed);
        int[] tails = new int[40];
        int[] heads = new int[40];
        int size = 0;
        for (int u = 0; u < 7; u++) {
            for (int v = u + 1; v < 7; v++) {
                int copies = v == u + 1 ? 1 : (int) (2.2 * random.nextDouble());
                for (int c = 0; c < copies; c++) {
                    tails[size] = label[u];
                    heads[size++] = label[v];
                }
            }
        }
        tails = Arrays.copyOf(tails, size);
        heads = Arrays.copyOf(heads, size);
        int[] pays = new int[size];
        Arrays.setAll(pays, a -> pays.length - 1 - a);
        Network network = onVertices
                ? Network.onVertices(7, tails, heads, v -> v == closed)
                : Network.onArcs(7, tails, heads, pays, v -> v == closed);
        return new Streets(network, label[0], label[6], onVertices ? 7 : size, Sense.MINIMIZE);
    }

    static double[] random(int size, long seed, double low, double high) {
        KeyedRandom random = new KeyedRandom(seed);
        double[] x = new double[size];
        Arrays.setAll(x, i -> low + (high - low) * random.nextDouble());
        return x;
    }

    static Input input(Streets streets, double[] theta) {
        return new Input(theta, NoiseKey.ZERO, streets);
    }

    private static double[] weights(Streets streets, double[] theta) {
        return streets.walks().stream()
                .mapToDouble(y -> Math.exp(streets.sense().sign() * Streets.dot(theta, y) / EPSILON))
                .toArray();
    }

    private static void assertSums(Streets streets, double[] theta) {
        List<double[]> walks = streets.walks();
        double[] weights = weights(streets, theta);
        double total = Arrays.stream(weights).sum();
        double[] mean = new double[theta.length];
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += weights[i] / total * walks.get(i)[j];
            }
        }
        SoftPaths layer = SoftPaths.of(streets, EPSILON);
        ValueAndGradient smoothed = layer.smoothed(input(streets, theta));
        assertEquals(streets.sense().sign() * EPSILON * Math.log(total), smoothed.value(), 1e-12);
        assertArrayEquals(mean, smoothed.gradient().values(), 1e-13);
        for (int i = 0; i < weights.length; i++) {
            assertEquals(
                    Math.log(weights[i] / total),
                    layer.logProbability(input(streets, theta), Streets.vertex(walks.get(i))),
                    1e-11);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void valueMeanAndProbabilitiesAreThoseOfAllPaths(long seed) {
        for (int closed : new int[] {-1, 5, 3, 4}) {
            for (boolean onVertices : new boolean[] {false, true}) {
                Streets streets = acyclic(seed, onVertices, closed);
                assertTrue(streets.walks().size() > 1);
                double[] theta = random(streets.dimension(), seed, -3, 3);
                assertSums(streets, theta);
                assertSums(streets.withSense(Sense.MAXIMIZE), theta);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void theProductWithTheJacobianIsTheDerivativeOfTheMean(long seed) {
        for (boolean onVertices : new boolean[] {false, true}) {
            for (Sense sense : Sense.values()) {
                Streets streets = acyclic(seed, onVertices, -1).withSense(sense);
                assertDerivative(streets, random(streets.dimension(), seed, -2, 2), 1e-8);
            }
        }
    }

    /** J is symmetric, so that the difference along v is J v too. */
    static void assertDerivative(Streets streets, double[] theta, double tolerance) {
        double[] v = random(theta.length, 77, -1, 1);
        double step = 1e-5;
        SoftPaths layer = SoftPaths.of(streets, EPSILON);
        double[] above = moved(theta, v, step);
        double[] below = moved(theta, v, -step);
        double[] up = layer.forward(above).output().values();
        double[] down = layer.forward(below).output().values();
        double[] difference = new double[theta.length];
        Arrays.setAll(difference, i -> (up[i] - down[i]) / (2 * step));
        assertArrayEquals(difference, layer.forward(theta).vjp(v).values(), tolerance);
        double slope = (layer.smoothed(above, NoiseKey.ZERO).value()
                        - layer.smoothed(below, NoiseKey.ZERO).value())
                / (2 * step);
        assertEquals(slope, Streets.dot(v, layer.forward(theta).output().values()), tolerance);
    }

    private static double[] moved(double[] theta, double[] v, double step) {
        double[] moved = theta.clone();
        Arrays.setAll(moved, i -> theta[i] + step * v[i]);
        return moved;
    }

    @Test
    void aMinimiserMirrorsAMaximiser() {
        Streets costs = acyclic(11, false, -1);
        Streets scores = costs.withSense(Sense.MAXIMIZE);
        double[] theta = random(costs.dimension(), 11, -2, 2);
        double[] negative = moved(theta, theta, -2);
        double[] v = random(costs.dimension(), 12, -1, 1);
        ValueAndGradient low = SoftPaths.of(costs, 0.3).smoothed(theta, NoiseKey.ZERO);
        ValueAndGradient high = SoftPaths.of(scores, 0.3).smoothed(negative, NoiseKey.ZERO);
        assertEquals(-high.value(), low.value());
        assertArrayEquals(high.gradient().values(), low.gradient().values());
        double[] product = SoftPaths.of(costs, 0.3).forward(theta).vjp(v).values();
        double[] mirrored = SoftPaths.of(scores, 0.3).forward(negative).vjp(v).values();
        assertArrayEquals(moved(mirrored, mirrored, -2), product);
    }

    @Test
    void smallEpsilonGivesTheBestPathAndNothingOverflows() {
        Streets streets = acyclic(13, false, -1);
        double[] theta = random(streets.dimension(), 13, -1000, 1000);
        double[] best = streets.solve(theta);
        ValueAndGradient smoothed = SoftPaths.of(streets, 1e-3).smoothed(theta, NoiseKey.ZERO);
        assertArrayEquals(best, smoothed.gradient().values(), 1e-12);
        assertEquals(Streets.dot(best, theta), smoothed.value(), 1e-9);
    }

    @Test
    void theFenchelYoungLossIsEpsilonTimesTheNegativeLogLikelihood() {
        Streets streets = acyclic(14, false, -1);
        double[] theta = random(streets.dimension(), 14, -1, 1);
        double[] y = streets.walks().get(1);
        SoftPaths layer = SoftPaths.of(streets, EPSILON);
        ValueAndGradient loss = new FenchelYoungLoss(layer).evaluate(theta, Decision.of(y));
        double logProbability = layer.logProbability(input(streets, theta), Streets.vertex(y));
        assertEquals(-EPSILON * logProbability, loss.value(), 1e-12);
        double[] mean = layer.forward(theta).output().values();
        assertArrayEquals(moved(y, mean, -1), loss.gradient().values(), 1e-15);
    }

    /** What a layer remembers of one theta on one graph is not taken for another of the same hash code. */
    @Test
    void anotherGraphSenseOrThetaIsAnother() {
        Streets streets = acyclic(1, true, -1);
        double[] theta = random(streets.dimension(), 2, 0.5, 1);
        theta[5] = 1.5;
        double[] twin = theta.clone();
        twin[5] = Double.longBitsToDouble(0x40000000_7FF80000L);
        assertEquals(Arrays.hashCode(theta), Arrays.hashCode(twin));
        SoftPaths layer = SoftPaths.of(streets, EPSILON);
        List<Input> all = List.of(
                input(streets, theta),
                input(streets, twin),
                input(acyclic(2, true, -1), theta),
                input(streets.withSense(Sense.MAXIMIZE), theta));
        for (int i = 0; i < 2 * all.size(); i++) {
            Input input = all.get(i % all.size());
            ValueAndGradient anew =
                    SoftPaths.of((Streets) input.oracle(), EPSILON).smoothed(input);
            ValueAndGradient again = layer.smoothed(input);
            assertEquals(anew.value(), again.value());
            assertArrayEquals(anew.gradient().values(), again.gradient().values());
        }
        assertEquals(
                4,
                all.stream()
                        .map(layer::smoothed)
                        .map(ValueAndGradient::value)
                        .distinct()
                        .count());
    }

    @Test
    void anOracleWithoutAGraphIsRefused() {
        assertFalse(SoftPaths.isAvailable(Oracles.argmax(3)));
        InvalidArgumentException refused =
                assertThrows(InvalidArgumentException.class, () -> SoftPaths.of(Oracles.argmax(3), 1));
        assertTrue(String.valueOf(refused.getMessage()).contains("shows no graph"), refused.getMessage());
        assertThrows(InvalidArgumentException.class, () -> SoftPaths.of(acyclic(1, false, -1), 0));
    }

    @Test
    void aTripThatLeadsNowhereIsInfeasible() {
        Streets streets = acyclic(1, false, -1);
        Streets back =
                new Streets(streets.network(), streets.target(), streets.source(), streets.dimension(), Sense.MINIMIZE);
        OracleException refused =
                assertThrows(OracleException.class, () -> SoftPaths.of(back, 1).forward(new double[back.dimension()]));
        assertEquals(OracleException.Code.INFEASIBLE, refused.code());
    }
}
