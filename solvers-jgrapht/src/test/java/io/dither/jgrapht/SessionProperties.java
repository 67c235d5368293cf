package io.dither.jgrapht;

import static io.dither.jgrapht.Answers.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.OracleException;
import io.dither.jgrapht.RandomGraphs.Shape;
import io.dither.jgrapht.graph.WeightsOn;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for the sessions of every oracle of this module. */
class SessionProperties {
    @Provide
    Arbitrary<GraphOracle> oracles() {
        List<GraphOracle> oracles = new ArrayList<>();
        for (WeightsOn on : WeightsOn.values()) {
            for (Shape shape : Shape.values()) {
                oracles.add(ShortestPath.oracle(RandomGraphs.graph(shape, 25, new Random(7)), 0, 24, on));
            }
        }
        oracles.add(GridPath.cells(6, 7, 8));
        oracles.add(GridPath.arcs(5, 5));
        oracles.add(SpanningTree.complete(9, Sense.MAXIMIZE));
        oracles.add(SpanningTree.oracle(RandomGraphs.connected(20, 50, new Random(1)), Sense.MINIMIZE));
        return Arbitraries.of(oracles);
    }

    @Property(seed = "1", tries = 150)
    void theAnswerDoesNotDependOnHistory(@ForAll("oracles") GraphOracle oracle, @ForAll long seed) {
        Random random = new Random(seed);
        Vertex vertex = new Vertex(oracle.dimension());
        double[] theta = theta(oracle, random);
        double[] untouched = theta.clone();
        try (OracleSession session = oracle.openSession()) {
            for (int k = 0; k < 5; k++) {
                session.solve(theta(oracle, random), vertex);
            }
            session.solve(theta, vertex);
        }
        assertArrayEquals(oracle.solve(theta), vertex.toArray());
        assertArrayEquals(untouched, theta);
        assertFalse(vertex.isDense());
    }

    @Property(seed = "2", tries = 30)
    void sessionsOnTwoThreadsAnswerAsOne(@ForAll("oracles") GraphOracle oracle, @ForAll long seed) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<List<double[]>> one = threads.submit(() -> solveMany(oracle, seed));
            Future<List<double[]>> two = threads.submit(() -> solveMany(oracle, seed));
            List<double[]> expected = solveMany(oracle, seed);
            assertArrayEquals(expected.toArray(), one.get().toArray());
            assertArrayEquals(expected.toArray(), two.get().toArray());
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<double[]> solveMany(GraphOracle oracle, long seed) {
        Random random = new Random(seed);
        Vertex vertex = new Vertex(oracle.dimension());
        List<double[]> answers = new ArrayList<>();
        try (OracleSession session = oracle.openSession()) {
            for (int k = 0; k < 20; k++) {
                session.solve(theta(oracle, random), vertex);
                answers.add(vertex.toArray());
            }
        }
        return answers;
    }

    @Property(seed = "3", tries = 60)
    void badThetasAreRefusedByName(@ForAll("oracles") GraphOracle oracle, @ForAll long seed) {
        Random random = new Random(seed);
        int bad = random.nextInt(oracle.dimension());
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            double[] theta = theta(oracle, random);
            theta[bad] = value;
            OracleException refused = assertThrows(OracleException.class, () -> oracle.solve(theta));
            assertEquals(OracleException.Code.INVALID_INPUT, refused.code());
            assertMessage(refused, "theta[" + bad + "]");
        }
        assertThrows(OracleException.class, () -> oracle.solve(new double[oracle.dimension() + 1]));
    }

    @Property(seed = "4", tries = 60)
    void aClosedSessionSaysSo(@ForAll("oracles") GraphOracle oracle) {
        OracleSession session = oracle.openSession();
        session.close();
        session.close();
        OracleException refused = assertThrows(
                OracleException.class,
                () -> session.solve(new double[oracle.dimension()], new Vertex(oracle.dimension())));
        assertEquals(OracleException.Code.CLOSED, refused.code());
    }

    private static double[] theta(GraphOracle oracle, Random random) {
        return RandomGraphs.theta(oracle.dimension(), oracle.domain().isEverywhere(), random);
    }
}
