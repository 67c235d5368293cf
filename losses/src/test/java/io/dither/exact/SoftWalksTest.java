package io.dither.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.OracleException;
import io.dither.layer.Contribution;
import io.dither.layer.Decision;
import io.dither.layer.Example;
import io.dither.layer.NoiseKey;
import io.dither.layer.Pullback;
import io.dither.layer.ValueAndGradient;
import io.dither.losses.RecursiveLogitLoss;
import io.dither.oracle.Sense;
import io.dither.oracle.capability.Network;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums over the walks of graphs with cycles, against dense matrices. */
class SoftWalksTest {
    private static final int SIDE = 4;
    private static final int LOOP = 6;

    /** A square of two-way streets and a loop at one vertex, from one corner to the vertex 10. */
    static Streets square(boolean onVertices, int closed) {
        int[] tails = new int[100];
        int[] heads = new int[100];
        int size = 0;
        for (int v = 0; v < SIDE * SIDE; v++) {
            for (int next : new int[] {v % SIDE + 1 < SIDE ? v + 1 : -1, v + SIDE < SIDE * SIDE ? v + SIDE : -1}) {
                if (next >= 0) {
                    tails[size] = v;
                    heads[size++] = next;
                    tails[size] = next;
                    heads[size++] = v;
                }
            }
        }
        tails[size] = LOOP;
        heads[size++] = LOOP;
        tails = Arrays.copyOf(tails, size);
        heads = Arrays.copyOf(heads, size);
        int[] pays = IntStream.range(0, size).toArray();
        Network network = onVertices
                ? Network.onVertices(SIDE * SIDE, tails, heads, v -> v == closed)
                : Network.onArcs(SIDE * SIDE, tails, heads, pays, v -> v == closed);
        return new Streets(network, 0, 10, onVertices ? SIDE * SIDE : size, Sense.MINIMIZE);
    }

    /** (I - M)^-1, M holding exp(-cost / eps) of each arc; closed vertices are entered as the target and left as the source alone. */
    private static DMatrixRMaj sums(Streets streets, double[] theta, double epsilon) {
        Network network = streets.network();
        DMatrixRMaj matrix = CommonOps_DDRM.identity(network.vertices());
        for (int a = 0; a < network.arcs(); a++) {
            if (isOpen(streets, a)) {
                matrix.add(network.tail(a), network.head(a), -Math.exp(-theta[network.coordinate(a)] / epsilon));
            }
        }
        assertTrue(CommonOps_DDRM.invert(matrix));
        return matrix;
    }

    private static boolean isOpen(Streets streets, int arc) {
        Network network = streets.network();
        int tail = network.tail(arc);
        int head = network.head(arc);
        return (head == streets.target() || !network.isClosed(head))
                && (tail == streets.source() || !network.isClosed(tail));
    }

    private static void assertDense(Streets streets, double[] theta, double epsilon) {
        Network network = streets.network();
        int s = streets.source();
        int t = streets.target();
        DMatrixRMaj sums = sums(streets, theta, epsilon);
        double[] flows = new double[theta.length];
        double own = 0;
        if (network.isOnVertices()) {
            own = theta[s];
            flows[s] = 1;
        }
        for (int a = 0; a < network.arcs(); a++) {
            if (isOpen(streets, a)) {
                flows[network.coordinate(a)] += sums.get(s, network.tail(a))
                        * Math.exp(-theta[network.coordinate(a)] / epsilon)
                        * sums.get(network.head(a), t)
                        / sums.get(s, t);
            }
        }
        ValueAndGradient smoothed = SoftPaths.of(streets, epsilon).smoothed(theta, NoiseKey.ZERO);
        double value = own - epsilon * Math.log(sums.get(s, t));
        assertEquals(value, smoothed.value(), 1e-11 * (1 + Math.abs(value)));
        double scale = 1 + Arrays.stream(flows).max().orElse(0);
        assertArrayEquals(flows, smoothed.gradient().values(), 1e-11 * scale);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void valueAndFlowsSolveTheDenseSystem(long seed) {
        for (int closed : new int[] {-1, 5, 0, 10}) {
            for (boolean onVertices : new boolean[] {false, true}) {
                Streets streets = square(onVertices, closed);
                double[] theta = SoftPathsTest.random(streets.dimension(), seed, 1, 4);
                for (double epsilon : new double[] {0.1, 0.5, 0.9}) {
                    assertDense(streets, theta, epsilon);
                }
            }
        }
    }

    /** The adjacency of the square has the spectral radius 4 cos(36 degrees) = 3.2361. */
    @Test
    void closeToTheLimitOfCostsTheSumIsStillRight() {
        Streets streets = square(false, -1);
        double limit = Math.log(4 * Math.cos(Math.PI / 5));
        double[] theta = new double[streets.dimension()];
        Arrays.fill(theta, limit + 1e-4);
        theta[theta.length - 1] = 1000; // the loop
        DMatrixRMaj sums = sums(streets, theta, 1);
        ValueAndGradient smoothed = SoftPaths.of(streets, 1).smoothed(theta, NoiseKey.ZERO);
        assertEquals(-Math.log(sums.get(0, 10)), smoothed.value(), 1e-9);
        double mean = Arrays.stream(smoothed.gradient().values()).sum();
        assertTrue(mean > 5_000, "walks of " + mean + " arcs on average");
        Arrays.fill(theta, 0, theta.length - 1, limit - 1e-4);
        assertUnbounded(streets, theta);
    }

    @Test
    void costsTooSmallAgainstEpsilonAreRefusedInOneLine() {
        Streets streets = square(false, -1);
        assertUnbounded(streets, new double[streets.dimension()]);
        double[] gain = new double[streets.dimension()];
        gain[0] = -1;
        assertUnbounded(streets, gain);
    }

    private static void assertUnbounded(Streets streets, double[] theta) {
        OracleException refused = assertThrows(
                OracleException.class, () -> SoftPaths.of(streets, 1).forward(theta));
        assertEquals(OracleException.Code.UNBOUNDED, refused.code());
        assertTrue(String.valueOf(refused.getMessage()).contains("costs are too small"), refused.getMessage());
    }

    @Test
    void theProductWithTheJacobianIsTheDerivativeOfTheFlows() {
        for (boolean onVertices : new boolean[] {false, true}) {
            Streets streets = square(onVertices, 5);
            SoftPathsTest.assertDerivative(streets, SoftPathsTest.random(streets.dimension(), 5, 1.5, 4), 1e-8);
        }
    }

    /** theta_c = w_0 c / 10 + w_1, so that a gradient in the parameters is a pulled-back one in theta. */
    private record Line(int size) implements Pullback {
        @Override
        public void add(int coordinate, double factor, double[] sum) {
            sum[0] += factor * coordinate / 10;
            sum[1] += factor;
        }
    }

    @Test
    void derivativesInParametersAreThoseOfTheFlowsWhoeverAskedBefore() {
        for (boolean onVertices : new boolean[] {false, true}) {
            Streets streets = square(onVertices, 5);
            double[] theta = SoftPathsTest.random(streets.dimension(), 6, 1, 3);
            SoftPaths layer = SoftPaths.of(streets, 0.8);
            Pullback few = new Line(2);
            Pullback many = new Line(40);
            for (int source : new int[] {0, 3, 12, 15}) {
                Streets trip = streets.from(source);
                Contribution one = layer.contribution(SoftPathsTest.input(trip, theta), few);
                Contribution other =
                        SoftPaths.of(trip, 0.8).contribution(SoftPathsTest.input(trip, theta.clone()), many);
                assertEquals(other.value(), one.value());
                assertArrayEquals(Arrays.copyOf(other.gradient(), 2), one.gradient(), 1e-11);
            }
        }
    }

    @Test
    void theRecursiveLogitAddsItsLossAndItsGradientPulledBack() {
        Streets streets = square(false, 5);
        double[] theta = SoftPathsTest.random(streets.dimension(), 6, 1, 3);
        double[] free = new double[streets.dimension()];
        Streets within = new Streets(streets.network(), 0, 10, streets.dimension(), Sense.MINIMIZE, 6);
        double[] y = within.walks().get(0);
        RecursiveLogitLoss loss = new RecursiveLogitLoss.Factory(0.8).on(streets, 1, 1);
        SoftPaths layer = SoftPaths.of(streets, 0.8);
        var example = new Example<>(theta, Decision.of(y), NoiseKey.ZERO, streets);
        var unbounded = new Example<>(free, Decision.of(y), NoiseKey.ZERO, streets);
        Pullback model = new Line(2);
        double likelihood = layer.logProbability(SoftPathsTest.input(streets, theta), Streets.vertex(y));
        ValueAndGradient evaluated = loss.evaluate(example);
        assertEquals(-0.8 * likelihood, evaluated.value(), 1e-9);
        List<Contribution> added = loss.contributions(List.of(example, unbounded), List.of(model, model));
        assertEquals(evaluated.value(), added.get(0).value(), 1e-9);
        assertArrayEquals(model.of(evaluated.gradient().values()), added.get(0).gradient(), 1e-9);
        // where costs are too small there is no number, which a search takes for a step too far
        assertTrue(Double.isNaN(added.get(1).value()));
        assertArrayEquals(new double[] {Double.NaN, Double.NaN}, added.get(1).gradient());
        Network lost = Network.onArcs(3, new int[] {0}, new int[] {1}, new int[] {0}, v -> false);
        Streets nowhere = new Streets(lost, 0, 2, 1, Sense.MINIMIZE);
        var infeasible = new Example<>(new double[] {1}, Decision.of(1), NoiseKey.ZERO, nowhere);
        OracleException refused = assertThrows(
                OracleException.class,
                () -> new RecursiveLogitLoss.Factory(1)
                        .on(nowhere, 1, 1)
                        .contributions(List.of(infeasible), List.of(model)));
        assertEquals(OracleException.Code.INFEASIBLE, refused.code());
    }

    @Test
    void anArrayThatIsChangedAfterwardsIsAnotherTheta() {
        Streets streets = square(false, -1);
        SoftPaths layer = SoftPaths.of(streets, 1);
        double[] theta = SoftPathsTest.random(streets.dimension(), 7, 2, 3);
        double before = layer.smoothed(theta, NoiseKey.ZERO).value();
        theta[0] = 1.5;
        double after = layer.smoothed(theta, NoiseKey.ZERO).value();
        assertEquals(SoftPaths.of(streets, 1).smoothed(theta, NoiseKey.ZERO).value(), after);
        assertTrue(after < before);
    }

    /** Two vertices, each with a loop and an arc to the target 0; the second loop costs much less than the first. */
    private static final Streets LOOPS = new Streets(
            Network.onArcs(3, new int[] {1, 1, 2, 2}, new int[] {1, 0, 2, 0}, new int[] {0, 1, 2, 3}, v -> false),
            2,
            0,
            4,
            Sense.MINIMIZE);

    private static final double[] COSTS_OF_LOOPS = {-Math.log(0.6), 1, -Math.log(0.98), 1};

    @Test
    void sumsThatUnderflowDoNotKeepSlowerSumsFromEnding() {
        ValueAndGradient smoothed = SoftPaths.of(LOOPS, 1).smoothed(COSTS_OF_LOOPS, NoiseKey.ZERO);
        assertEquals(1 + Math.log(0.02), smoothed.value(), 1e-12);
        assertArrayEquals(new double[] {0, 0, 49, 1}, smoothed.gradient().values(), 1e-10);
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void productsWithSubnormalNumbersEnd() {
        double[] costs = {1, 1, -Math.log(0.9), 1};
        double[] product = SoftPaths.of(LOOPS, 1)
                .forward(costs)
                .vjp(new double[] {0, 0, 1e-310, 0})
                .values();
        assertEquals(0, product[2], Double.MIN_NORMAL);
    }
}
