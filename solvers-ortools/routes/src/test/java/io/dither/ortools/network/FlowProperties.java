package io.dither.ortools.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Membership;
import io.dither.ortools.internal.PowerOfTwo;
import io.dither.ortools.program.LinearProgram;
import io.dither.ortools.program.LinearProgramBuilder;
import io.dither.ortools.program.OrToolsLp;
import io.dither.random.KeyedRandom;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Flows against the simplex method. */
class FlowProperties {
    /** How costs are made: plain, tied whole numbers, or of wildly different scales. */
    private enum Costs {
        GAUSSIAN,
        TIED,
        WILD
    }

    private static double[] costs(Costs kind, long seed, int length) {
        double[] theta = FlowGraphs.gaussians(seed, length);
        KeyedRandom random = new KeyedRandom(seed + 1);
        for (int i = 0; i < length; i++) {
            if (kind == Costs.TIED) {
                theta[i] = Math.rint(2 * theta[i]);
            } else if (kind == Costs.WILD) {
                theta[i] = Math.scalb(theta[i], random.nextInt(600) - 300);
            }
        }
        return theta;
    }

    private static double value(double[] theta, double[] y) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int a = 0; a < y.length; a++) {
            sum = sum.add(new BigDecimal(theta[a]).multiply(new BigDecimal(y[a])));
        }
        return sum.doubleValue();
    }

    private static double largest(double[] theta) {
        return PowerOfTwo.largestScaledMagnitude(theta, 1);
    }

    /** The flows as a linear program: one row a node. */
    private static LinearProgram program(FlowNetwork network, long[] supplies) {
        LinearProgramBuilder builder = LinearProgram.builder(Sense.MINIMIZE);
        for (int a = 0; a < network.arcs(); a++) {
            builder.variable(0, (double) network.capacity(a));
        }
        for (int node = 0; node < network.nodes(); node++) {
            double[] row = new double[network.arcs()];
            for (int a = 0; a < row.length; a++) {
                row[a] = network.tail(a) == node ? 1 : network.head(a) == node ? -1 : 0;
            }
            builder.constraint((double) supplies[node], row, (double) supplies[node]);
        }
        return builder.build();
    }

    @Property(tries = 150, seed = "41")
    void flowsAreAsCheapAsThoseOfTheSimplexMethod(
            @ForAll @IntRange(min = 2, max = 12) int nodes,
            @ForAll @IntRange(max = 30) int more,
            @ForAll @IntRange(max = 1_000_000) int seed) {
        FlowNetwork network = FlowGraphs.random(nodes, nodes - 1 + more, 3, seed);
        long[] supplies = FlowGraphs.supplies(network);
        double[] theta = FlowGraphs.gaussians(seed, network.arcs());
        LinearOracle oracle = OrToolsMinCostFlow.oracle(network, supplies);
        double[] y = oracle.solve(theta);
        assertTrue(((Membership) oracle).violation(y).isEmpty());
        double expected =
                value(theta, OrToolsLp.oracle(program(network, supplies)).solve(theta));
        assertEquals(expected, value(theta, y), 1e-7 * network.arcs() * nodes);
    }

    @Property(tries = 150, seed = "42")
    void theBoundOfTheRoundingHolds(@ForAll Costs kind, @ForAll @IntRange(max = 1_000_000) int seed) {
        FlowNetwork network = FlowGraphs.small(2);
        LinearOracle oracle = OrToolsMinCostFlow.oracle(network, 2, 0, 1, -1, -2);
        double[] theta = costs(kind, seed, network.arcs());
        double[] y = oracle.solve(theta);
        double[] best = FlowGraphs.list((Membership) oracle, 2).solve(theta);
        double differ = 0;
        for (int a = 0; a < y.length; a++) {
            differ += Math.abs(y[a] - best[a]);
        }
        double bound = kind == Costs.TIED ? 0 : 36 * 0x1p-59 * largest(theta) * differ / 2;
        assertTrue(value(theta, y) - value(theta, best) <= bound);
    }

    @Property(tries = 100, seed = "43")
    void theFullRangeNeverOverflows(
            @ForAll @IntRange(min = 2, max = 60) int nodes, @ForAll @IntRange(max = 1_000_000) int seed) {
        FlowNetwork network = FlowGraphs.random(nodes, 4 * nodes, 5, seed);
        double[] signs = FlowGraphs.gaussians(seed, network.arcs());
        double[] theta = new double[signs.length];
        for (int a = 0; a < theta.length; a++) {
            signs[a] = Math.signum(signs[a]);
            // 2^1023 and not the largest double, whose power of two would differ from its neighbours'
            theta[a] = signs[a] * 0x1p1023;
        }
        LinearOracle oracle = OrToolsMinCostFlow.oracle(network, FlowGraphs.supplies(network));
        assertArrayEquals(oracle.solve(signs), oracle.solve(theta), 0);
    }

    @Property(tries = 30, seed = "46")
    void sessionsDoNotRememberWhatTheySolved(@ForAll Costs kind, @ForAll @IntRange(max = 1_000_000) int seed) {
        FlowNetwork network = FlowGraphs.random(8, 30, 3, seed);
        LinearOracle oracle = OrToolsMinCostFlow.oracle(network, FlowGraphs.supplies(network));
        Vertex vertex = new Vertex(30);
        try (OracleSession session = oracle.openSession()) {
            for (int k = 0; k < 10; k++) {
                double[] theta = costs(kind, seed + k, 30);
                session.solve(theta, vertex);
                assertArrayEquals(oracle.solve(theta), vertex.toArray(), 0);
            }
        }
    }
}
