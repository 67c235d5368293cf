package io.dither.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.layer.Decision;
import io.dither.layer.Example;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.layer.Pullback;
import io.dither.layer.ValueAndGradient;
import io.dither.losses.NestedRecursiveLogitLoss;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracle.capability.Network;
import io.dither.oracles.routes.ScaledPaths;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks with scales, against the plain recursive logit, a list of all paths, choices that are simulated, and differences. */
class NestedPathsTest {
    private static final double EPSILON = 0.7;
    private static final double EULER = 0.5772156649015329;

    private static Input input(LinearOracle oracle, double[] theta) {
        return new Input(theta, NoiseKey.ZERO, oracle);
    }

    /** Costs of the streets, then logarithms of scales. */
    private static double[] theta(Streets streets, long seed, double spread) {
        double[] costs = SoftPathsTest.random(streets.dimension(), seed, 1.5, 4);
        double[] scales = SoftPathsTest.random(streets.network().vertices(), seed + 100, -spread, spread);
        double[] both = Arrays.copyOf(costs, costs.length + scales.length);
        System.arraycopy(scales, 0, both, costs.length, scales.length);
        return both;
    }

    private static List<double[]> walks(Streets streets, int most) {
        return new Streets(
                        streets.network(),
                        streets.source(),
                        streets.target(),
                        streets.dimension(),
                        Sense.MINIMIZE,
                        most)
                .walks();
    }

    private static double[] padded(double[] y, LinearOracle oracle) {
        return Arrays.copyOf(y, oracle.dimension());
    }

    private static double log(LinearOracle oracle, double[] theta, double[] y) {
        return NestedPaths.of(oracle, EPSILON)
                .logProbability(input(oracle, theta), Streets.vertex(y))
                .value();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void equalScalesAreTheRecursiveLogit(long seed) {
        for (boolean onVertices : new boolean[] {false, true}) {
            for (Streets streets :
                    List.of(SoftPathsTest.acyclic(seed, onVertices, -1), SoftWalksTest.square(onVertices, 5))) {
                double[] theta = Arrays.copyOf(theta(streets, seed, 0), streets.dimension());
                List<double[]> walks = walks(streets, 6);
                SoftPaths soft = SoftPaths.of(streets, EPSILON);
                double[] mean = soft.smoothed(theta, NoiseKey.ZERO).gradient().values();
                for (double[] y : walks) {
                    ValueAndGradient one =
                            NestedPaths.of(streets, EPSILON).logProbability(input(streets, theta), Streets.vertex(y));
                    assertEquals(soft.logProbability(input(streets, theta), Streets.vertex(y)), one.value(), 1e-11);
                    for (int i = 0; i < y.length; i++) {
                        assertEquals((mean[i] - y[i]) / EPSILON, one.gradient().values()[i], 1e-10);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void gradientsInCostsAndScalesAreDifferences(long seed) {
        for (boolean onVertices : new boolean[] {false, true}) {
            for (Streets streets :
                    List.of(SoftPathsTest.acyclic(seed, onVertices, -1), SoftWalksTest.square(onVertices, 5))) {
                LinearOracle oracle = ScaledPaths.of(streets);
                double[] theta = theta(streets, seed, 0.5);
                double[] y = padded(walks(streets, 6).get(0), oracle);
                double[] gradient = NestedPaths.of(oracle, EPSILON)
                        .logProbability(input(oracle, theta), Streets.vertex(y))
                        .gradient()
                        .values();
                for (int i = 0; i < theta.length; i++) {
                    double[] up = theta.clone();
                    double[] down = theta.clone();
                    up[i] += 1e-5;
                    down[i] -= 1e-5;
                    double slope = (log(oracle, up, y) - log(oracle, down, y)) / 2e-5;
                    assertEquals(slope, gradient[i], 1e-7 * (1 + Math.abs(slope)), "theta " + i);
                }
            }
        }
    }

    /** The recursion from the end, and at each vertex the best of what is seen with Gumbel noise of its scale. */
    @Test
    void probabilitiesAreThoseOfTheRecursionAndOfSimulatedTravellers() {
        Streets streets = SoftPathsTest.acyclic(4, false, -1);
        Network network = streets.network();
        LinearOracle oracle = ScaledPaths.of(streets);
        double[] theta = theta(streets, 4, 0.6);
        double[] values = new double[network.vertices()];
        List<double[]> paths = streets.walks();
        double[] probabilities = new double[paths.size()];
        for (int p = 0; p < probabilities.length; p++) {
            probabilities[p] = Math.exp(log(oracle, theta, padded(paths.get(p), oracle)));
        }
        assertEquals(1, Arrays.stream(probabilities).sum(), 1e-12);
        for (int v = 0; v < values.length; v++) {
            values[v] = value(streets, theta, v);
        }
        int travellers = 40_000;
        int[] counts = new int[probabilities.length];
        KeyedRandom random = new KeyedRandom(5);
        double[] seen = new double[network.arcs()];
        double sum = 0;
        double squares = 0;
        for (int t = 0; t < travellers; t++) {
            double[] y = new double[streets.dimension()];
            Noise.gumbel().sample(random, seen);
            int v = streets.source();
            for (double best = 0; v != streets.target(); ) {
                double scale = scale(streets, theta, v);
                int chosen = network.firstFrom(v);
                best = Double.NEGATIVE_INFINITY;
                for (int a = chosen; a < network.firstFrom(v + 1); a++) {
                    double one = -theta[network.coordinate(a)] + values[network.head(a)] + scale * (seen[a] - EULER);
                    chosen = one > best ? a : chosen;
                    best = Math.max(best, one);
                }
                sum += v == streets.source() ? best : 0;
                squares += v == streets.source() ? best * best : 0;
                y[network.coordinate(chosen)]++;
                v = network.head(chosen);
            }
            for (int p = 0; p < counts.length; p++) {
                counts[p] += Arrays.equals(paths.get(p), y) ? 1 : 0;
            }
        }
        for (int p = 0; p < counts.length; p++) {
            double error = Math.sqrt(probabilities[p] * (1 - probabilities[p]) / travellers) + 1.0 / travellers;
            assertEquals(probabilities[p], (double) counts[p] / travellers, 5 * error);
        }
        double mean = sum / travellers;
        assertEquals(values[streets.source()], mean, 5 * Math.sqrt((squares / travellers - mean * mean) / travellers));
        assertEquals(travellers, Arrays.stream(counts).sum());
    }

    private static double scale(Streets streets, double[] theta, int v) {
        return EPSILON * Math.exp(theta[streets.dimension() + v]);
    }

    /** Without noise's mean: the expectation of the best. */
    private static double value(Streets streets, double[] theta, int v) {
        if (v == streets.target()) {
            return 0;
        }
        Network network = streets.network();
        double scale = scale(streets, theta, v);
        double sum = 0;
        for (int a = network.firstFrom(v); a < network.firstFrom(v + 1); a++) {
            sum += Math.exp((-theta[network.coordinate(a)] + value(streets, theta, network.head(a))) / scale);
        }
        return scale * Math.log(sum);
    }

    /** On a graph with cycles the values at all vertices solve their equation, and walks up to a length have nearly all probability. */
    @Test
    void walksThroughCyclesHaveAllProbability() {
        Streets streets = SoftWalksTest.square(false, -1);
        LinearOracle oracle = ScaledPaths.of(streets);
        double[] theta = theta(streets, 6, 0.3);
        for (int i = 0; i < streets.dimension(); i++) {
            theta[i] += 2;
        }
        double all = 0;
        for (double[] y : walks(streets, 7)) {
            all += Math.exp(log(oracle, theta, padded(y, oracle)));
        }
        assertEquals(1, all, 0.01);
        assertTrue(all < 1);
    }

    @Test
    void costsTooSmallHaveNoValueAndDecisionsThatAreNoPathsAreRefused() {
        Streets streets = SoftWalksTest.square(false, -1);
        LinearOracle oracle = ScaledPaths.of(streets);
        double[] theta = theta(streets, 7, 0.2);
        double[] y = padded(walks(streets, 6).get(0), oracle);
        NestedRecursiveLogitLoss loss = new NestedRecursiveLogitLoss.Factory(EPSILON).on(oracle, 1, 1);
        Pullback all = new Pullback() {
            @Override
            public int size() {
                return oracle.dimension();
            }

            @Override
            public void add(int coordinate, double factor, double[] sum) {
                sum[coordinate] += factor;
            }
        };
        double[] free = new double[theta.length];
        var example = new Example<>(theta, Decision.of(y), NoiseKey.ZERO, oracle);
        var unbounded = new Example<>(free, Decision.of(y), NoiseKey.ZERO, oracle);
        assertEquals(-EPSILON * log(oracle, theta, y), loss.evaluate(example).value());
        assertArrayEquals(
                loss.evaluate(example).gradient().values(),
                loss.contributions(List.of(example), List.of(all)).get(0).gradient());
        assertTrue(Double.isNaN(
                loss.contributions(List.of(unbounded), List.of(all)).get(0).value()));
        OracleException refused = assertThrows(OracleException.class, () -> loss.evaluate(unbounded));
        assertEquals(OracleException.Code.UNBOUNDED, refused.code());
        y[0] = 0.5;
        InvalidArgumentException mean = assertThrows(InvalidArgumentException.class, () -> log(oracle, theta, y));
        assertTrue(String.valueOf(mean.getMessage()).contains("not a path"), mean.getMessage());
    }
}
