package io.dither.ortools.routes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.oracle.LimitedSession;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTest {
    private static final OracleRegistry REGISTRY = OracleRegistry.discover();

    static double[] gaussians(long seed, int length) {
        KeyedRandom random = new KeyedRandom(seed);
        double[] values = new double[length];
        Arrays.setAll(values, i -> random.nextGaussian());
        return values;
    }

    /** The length of the shortest tour, by the dynamic programme of Held and Karp 1962; theta are arcs. */
    private static double heldKarp(double[] theta, int nodes) {
        double[][] best = new double[1 << (nodes - 1)][nodes - 1];
        for (int set = 1; set < best.length; set++) {
            for (int last = 0; last < nodes - 1; last++) {
                int before = set & ~(1 << last);
                best[set][last] = before == set
                        ? Double.POSITIVE_INFINITY
                        : before == 0 ? theta[arc(0, last + 1, nodes)] : Double.POSITIVE_INFINITY;
                for (int k = 0; k < nodes - 1 && before != set; k++) {
                    if ((before >> k & 1) == 1) {
                        best[set][last] =
                                Math.min(best[set][last], best[before][k] + theta[arc(k + 1, last + 1, nodes)]);
                    }
                }
            }
        }
        double shortest = Double.POSITIVE_INFINITY;
        for (int last = 0; last < nodes - 1; last++) {
            shortest = Math.min(shortest, best[best.length - 1][last] + theta[arc(last + 1, 0, nodes)]);
        }
        return shortest;
    }

    private static int arc(int from, int to, int nodes) {
        return from * (nodes - 1) + (to < from ? to : to - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 8, 10})
    void toursAreAsShortAsThoseOfTheDynamicProgramme(int nodes) {
        Vertex vertex = new Vertex(nodes * (nodes - 1));
        LinearOracle oracle = new OrToolsTour(nodes, true);
        try (OracleSession session = oracle.openSession()) {
            for (int seed = 0; seed < 10; seed++) {
                double[] theta = gaussians(seed, vertex.dimension());
                session.solve(theta, vertex);
                assertEquals(0, vertex.gap());
                assertEquals(heldKarp(theta, nodes), vertex.dot(theta), 1e-12 * nodes);
                assertTrue(((Membership) oracle).violation(vertex).isEmpty());
            }
        }
    }

    @Test
    void edgesAreArcsThatCostTheSameBothWays() {
        int nodes = 7;
        double[] edges = gaussians(3, 21);
        double[] arcs = new double[42];
        for (int i = 0, edge = 0; i < nodes; i++) {
            for (int j = i + 1; j < nodes; j++, edge++) {
                arcs[arc(i, j, nodes)] = edges[edge];
                arcs[arc(j, i, nodes)] = edges[edge];
            }
        }
        Vertex vertex = new Vertex(21);
        try (OracleSession session = new OrToolsTour(nodes, false).openSession()) {
            session.solve(edges, vertex);
        }
        assertEquals(heldKarp(arcs, nodes), vertex.dot(edges), 1e-12);
    }

    @Test
    void textFormsAndNames() {
        NamedCoordinates tour = (NamedCoordinates) REGISTRY.create("ortools-tour:n=4");
        assertEquals(List.of("0-1", "0-2", "0-3", "1-2", "1-3", "2-3"), tour.coordinates());
        assertArrayEquals(new double[] {1, 1, 0, 0, 1, 1}, tour.solve(new double[] {1, 1, 9, 9, 1, 1}), 0);
        LinearOracle routes = REGISTRY.create("ortools-routes:demands=(2,2),capacity=2,vehicles=2");
        assertArrayEquals(new double[] {1, 1, 1, 0, 1, 0}, routes.solve(new double[6]), 0);
        LinearOracle one = REGISTRY.create("ortools-routes:demands=(2,2),capacity=4,vehicles=2");
        assertArrayEquals(new double[] {1, 0, 0, 1, 1, 0}, one.solve(new double[] {1, 2, 2, 1, 1, 2}), 0);
        LinearOracle search = REGISTRY.create("ortools-routes:demands=(2,2),capacity=4,vehicles=2,method=search");
        assertArrayEquals(new double[] {1, 0, 0, 1, 1, 0}, search.solve(new double[] {1, 2, 2, 1, 1, 2}), 0);
    }

    @Test
    void aLimitStatesTheGapAndIsTheSameEachTime() {
        int nodes = 40;
        double[] theta = gaussians(8, nodes * (nodes - 1));
        Vertex limited = new Vertex(theta.length);
        Vertex again = new Vertex(theta.length);
        Vertex best = new Vertex(theta.length);
        try (OracleSession session = new OrToolsTour(nodes, true, 0.02).openSession()) {
            session.solve(theta, limited);
            session.solve(theta, again);
            ((LimitedSession) session).scaleLimits(1000);
            session.solve(theta, best);
        }
        assertEquals(0, best.gap());
        assertTrue(limited.gap() > 0 && limited.gap() < Double.POSITIVE_INFINITY, "gap " + limited.gap());
        assertTrue(limited.dot(theta) - best.dot(theta) <= limited.gap());
        assertArrayEquals(limited.toArray(), again.toArray(), 0);
        OracleException none =
                assertThrows(OracleException.class, () -> new OrToolsTour(nodes, true, 1e-9).solve(theta));
        assertEquals(Code.TIMEOUT, none.code());
    }

    /** A proof for eighty nodes takes very long; an interrupt ends each solve with what there is, or a TIMEOUT, and the session goes on. */
    @Test
    void anotherThreadInterruptsAndTheSessionGoesOn() throws InterruptedException {
        int nodes = 80;
        double[] theta = gaussians(8, nodes * (nodes - 1));
        Vertex vertex = new Vertex(theta.length);
        try (OracleSession session = new OrToolsTour(nodes, true, Double.POSITIVE_INFINITY).openSession()) {
            for (int k = 0; k < 5; k++) {
                AtomicBoolean ended = new AtomicBoolean();
                Thread other = new Thread(() -> {
                    while (!ended.get()) {
                        ((LimitedSession) session).interrupt();
                        Thread.onSpinWait();
                    }
                });
                other.start();
                try {
                    session.solve(theta, vertex);
                    assertTrue(vertex.gap() > 0, "the optimum was found and proved");
                } catch (OracleException cut) {
                    assertEquals(Code.TIMEOUT, cut.code(), cut.getMessage());
                    assertTrue(String.valueOf(cut.getMessage()).contains("interrupted"), cut.getMessage());
                } finally {
                    ended.set(true);
                }
                other.join();
                ((LimitedSession) session).interrupt(); // nothing is under way
            }
            session.solve(new double[theta.length], vertex);
            assertEquals(0, vertex.gap());
        }
    }

    @Test
    void searchedRoutesAreCloseToTheBest() {
        long[] demands = {3, 1, 2, 2, 1, 4};
        LinearOracle exact = OrToolsRoutes.of(demands, 6, 3);
        LinearOracle search = OrToolsRoutes.of(demands, 6, 3).search(100);
        double sum = 0;
        double searched = 0;
        for (int seed = 0; seed < 10; seed++) {
            double[] theta =
                    Arrays.stream(gaussians(seed, 42)).map(x -> 1 + x * x).toArray();
            Vertex found = new Vertex(42);
            Vertex best = new Vertex(42);
            try (OracleSession one = search.openSession();
                    OracleSession other = exact.openSession()) {
                one.solve(theta, found);
                other.solve(theta, best);
            }
            assertTrue(found.gap() >= found.dot(theta) - best.dot(theta) - 1e-9 && found.gap() < found.dot(theta));
            assertTrue(((Membership) exact).violation(found).isEmpty());
            assertTrue(found.dot(theta) >= best.dot(theta) - 1e-9);
            sum += best.dot(theta);
            searched += found.dot(theta);
        }
        assertTrue(searched <= 1.05 * sum, searched + " against " + sum);
    }

    @Test
    void stopsThatDoNotFitIntoTheVehicles() {
        long[] demands = {2, 2, 2};
        double[] theta = new double[12];
        LinearOracle exact = OrToolsRoutes.of(demands, 3, 2);
        assertEquals(
                Code.INFEASIBLE,
                assertThrows(OracleException.class, () -> exact.solve(theta)).code());
        LinearOracle search = OrToolsRoutes.of(demands, 3, 2).search(10);
        assertEquals(
                Code.NOT_OPTIMAL,
                assertThrows(OracleException.class, () -> search.solve(theta)).code());
    }

    @Test
    void closedSessionsAndWrongSizesAreRefused() {
        long[] demands = {1, 1};
        for (LinearOracle oracle : List.of(
                new OrToolsTour(4, false),
                OrToolsRoutes.of(demands, 2, 1).limit(1),
                OrToolsRoutes.of(demands, 2, 1).search(5))) {
            OracleSession session = oracle.openSession();
            Vertex vertex = new Vertex(6);
            OracleException wrong = assertThrows(OracleException.class, () -> session.solve(new double[2], vertex));
            assertEquals(Code.INVALID_INPUT, wrong.code());
            session.close();
            session.close();
            OracleException closed = assertThrows(OracleException.class, () -> session.solve(new double[6], vertex));
            assertEquals(Code.CLOSED, closed.code());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ortools-tour:n=2",
                "ortools-tour:n=5,limit=0",
                "ortools-routes:demands=(1,2),capacity=1,vehicles=2",
                "ortools-routes:demands=(1,2.5),capacity=3,vehicles=2",
                "ortools-routes:demands=(1,-2),capacity=3,vehicles=2",
                "ortools-routes:demands=(1,2),capacity=3,vehicles=0",
                "ortools-routes:demands=(1,2),vehicles=1",
                "ortools-routes:vehicles=1",
                "ortools-routes:places=5,stops=(1,2),demands=(1,2,1,1),capacity=3,vehicles=1",
                "ortools-routes:places=5,stops=(1,5),vehicles=1",
                "ortools-routes:places=5,stops=(1,0),vehicles=1",
                "ortools-routes:places=5,vehicles=3,least=4",
                "ortools-routes:places=5,stops=(1,2),vehicles=3,least=3",
                "ortools-routes:demands=(1,2),capacity=(3,3),vehicles=3",
                "ortools-routes:places=3,vehicles=1,windows=((0,1,1);(2,1,1)),times=(1,1,1,1,1,1)",
                "ortools-routes:places=3,vehicles=1,windows=((0,1,1);(0,1)),times=(1,1,1,1,1,1)",
                "ortools-routes:places=3,vehicles=1,windows=((0,1,1);(0,1,1)),times=(1,1,1,1,1)",
                "ortools-routes:places=3,vehicles=1,windows=((0,1,1);(0,1,1)),times=(1,1,1,1,1,-1)"
            })
    void parametersThatDoNotFitAreRefused(String text) {
        InvalidArgumentException refusal = assertThrows(InvalidArgumentException.class, () -> REGISTRY.create(text));
        assertTrue(String.valueOf(refusal.getMessage()).contains("Maybe"));
    }
}
