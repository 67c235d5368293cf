package io.dither.jgrapht;

import static io.dither.jgrapht.Answers.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.OracleException;
import io.dither.jgrapht.RandomGraphs.Shape;
import io.dither.jgrapht.graph.WeightsOn;
import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.jgrapht.internal.kernel.EdgeDijkstra;
import io.dither.jgrapht.internal.kernel.Kernel;
import io.dither.jgrapht.internal.kernel.VertexDijkstra;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Coordinates;
import io.dither.oracle.capability.OnDemandSession;
import java.lang.management.ManagementFactory;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Searches that ask for costs: the answers of those that have them all, in time of what they touch. */
class OnDemandProperties {
    private static Kernel.OnDemand kernel(PathProblem problem) {
        Arcs outgoing = Arcs.outgoing(problem.graph());
        return problem.hasVertexCosts() ? new VertexDijkstra(problem, outgoing) : new EdgeDijkstra(problem, outgoing);
    }

    /** One kernel is used for all trips, a fresh one for each answer that is expected. */
    @Property(seed = "1", tries = 300)
    void theAnswerIsThatOfAnArray(
            @ForAll Shape shape,
            @ForAll WeightsOn on,
            @ForAll @IntRange(min = 2, max = 40) int n,
            @ForAll @IntRange(max = 3) int zones,
            @ForAll long seed) {
        Random random = new Random(seed);
        FlatGraph graph =
                FlatGraph.compile(RandomGraphs.graph(shape, n, random)).closedBelow(Math.min(zones, n));
        Kernel.OnDemand used = kernel(new PathProblem(graph, 0, n - 1, on));
        int d = on == WeightsOn.EDGES ? graph.edges.size() : n;
        for (int trip = 0; trip < 10; trip++) {
            PathProblem problem = new PathProblem(graph, random.nextInt(n), random.nextInt(n), on);
            double[] theta = RandomGraphs.theta(d, false, random);
            assertTrue(used.retarget(problem));
            Vertex fresh = new Vertex(d);
            Vertex asked = new Vertex(d);
            if (!reaches(problem)) {
                assertThrows(OracleException.class, () -> used.solve(i -> theta[i], asked));
                continue;
            }
            kernel(problem).solve(theta, fresh);
            used.solve(i -> theta[i], asked);
            assertSame(fresh, asked);
            asked.clear();
            used.solve(theta, asked);
            assertSame(fresh, asked);
        }
    }

    private static boolean reaches(PathProblem problem) {
        return Arcs.outgoing(problem.graph()).reachableFrom(problem.source())[problem.target()];
    }

    private static void assertSame(Vertex expected, Vertex actual) {
        assertEquals(expected.size(), actual.size());
        for (int k = 0; k < expected.size(); k++) {
            assertEquals(expected.index(k), actual.index(k));
        }
    }

    /** A trip across 6 streets in the middle of a town of any size. */
    @Property(seed = "2", tries = 4)
    void aLocalTripLooksAtTheSameCostsInAnyTown(@ForAll WeightsOn on, @ForAll boolean zones) {
        long small = looks(GridGraphs.streets(70, zones), 70, on);
        long large = looks(GridGraphs.streets(300, zones), 300, on);
        assertEquals(small, large);
        assertTrue(large < 400, () -> large + " looks");
    }

    private static long looks(FlatGraph town, int side, WeightsOn on) {
        int from = side / 2 * side + side / 2;
        GraphOracle oracle = new PathFamily(town, on).between("v" + from, "v" + (from + 6));
        Vertex vertex = new Vertex(oracle.dimension());
        long[] looks = new long[1];
        try (OnDemandSession session = (OnDemandSession) oracle.openSession()) {
            session.solve(
                    i -> {
                        looks[0]++;
                        return 1;
                    },
                    vertex);
        }
        assertEquals(on == WeightsOn.EDGES ? 6 : 7, vertex.size());
        return looks[0];
    }

    @Property(seed = "3", tries = 2)
    void solvingAllocatesNothing(@ForAll WeightsOn on) {
        int side = 300;
        PathFamily family = new PathFamily(GridGraphs.streets(side, false), on);
        GraphOracle there = family.between("v0", "v4");
        GraphOracle elsewhere = family.between("v" + (side * side - 1), "v" + (side * side - 5));
        Coordinates theta = i -> 1 + i % 3;
        Vertex vertex = new Vertex(there.dimension());
        try (OnDemandSession session = (OnDemandSession) there.openSession()) {
            solveOften(session, there, elsewhere, theta, vertex);
            long bytes = solveOften(session, there, elsewhere, theta, vertex);
            assertTrue(bytes < 1000, () -> bytes + " bytes");
        }
    }

    private static long solveOften(
            OnDemandSession session, GraphOracle there, GraphOracle elsewhere, Coordinates theta, Vertex vertex) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int k = 0; k < 500; k++) {
            assertTrue(((KernelSession) session).retarget(k % 2 == 0 ? there : elsewhere));
            session.solve(theta, vertex);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Property(seed = "4", tries = 2)
    void aCostThatIsNoneIsRefusedByNameAndForgotten(@ForAll WeightsOn on) {
        GraphOracle oracle = new PathFamily(GridGraphs.streets(70, false), on).oracle(0, 75);
        double[] theta = RandomGraphs.theta(oracle.dimension(), false, new Random(5));
        Vertex vertex = new Vertex(oracle.dimension());
        try (OnDemandSession session = (OnDemandSession) oracle.openSession()) {
            for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
                int[] looks = new int[1];
                Coordinates spoilt = i -> ++looks[0] < 20 ? theta[i] : bad;
                var refused = assertThrows(OracleException.class, () -> session.solve(spoilt, vertex));
                assertEquals(OracleException.Code.INVALID_INPUT, refused.code());
                assertMessage(refused, "] = " + bad + " is not a finite cost");
                session.solve(i -> theta[i], vertex);
                assertArrayEquals(oracle.solve(theta), vertex.toArray());
            }
        }
    }

    @Example
    void aClosedSessionSaysSo() {
        GraphOracle oracle = new PathFamily(GridGraphs.streets(70, false), WeightsOn.EDGES).oracle(0, 1);
        OnDemandSession session = (OnDemandSession) oracle.openSession();
        session.close();
        var refused = assertThrows(OracleException.class, () -> session.solve(i -> 1, new Vertex(oracle.dimension())));
        assertEquals(OracleException.Code.CLOSED, refused.code());
    }

    /** A trip takes no room and no time by the graph, and neither does the test whether a few edges are a path of it. */
    @Property(seed = "5", tries = 2)
    void tripsAreSmall(@ForAll WeightsOn on) {
        int side = 300;
        GraphOracle home = new PathFamily(GridGraphs.streets(side, false), on).oracle(0, 1);
        int last = side * side - 1;
        GraphOracle trip = home.between("v0", "v3");
        double[] costs = new double[home.dimension()];
        java.util.Arrays.fill(costs, 1);
        Vertex path = new Vertex(home.dimension());
        try (var session = trip.openSession()) {
            session.solve(costs, path);
        }
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = 0;
        for (int round = 0; round < 2; round++) { // the first one loads classes
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int k = 0; k < 1000; k++) {
                assertEquals(
                        costs.length,
                        home.between("v0", "v" + (k % 2 == 0 ? 7 : last)).dimension());
            }
            bytes = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertTrue(bytes < 1000 * 500, bytes + " bytes for 1000 trips");
        for (int round = 0; round < 2; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int k = 0; k < 1000; k++) {
                assertTrue(trip.violation(path).isEmpty());
            }
            bytes = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertTrue(bytes < 1000 * 1000, bytes + " bytes for 1000 looks at a path");
    }
}
