package io.dither.jgrapht;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.jgrapht.RandomGraphs.Shape;
import io.dither.jgrapht.graph.WeightsOn;
import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.data.PathGraph;
import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.jgrapht.internal.kernel.AcyclicLanes;
import io.dither.jgrapht.internal.kernel.EdgeDijkstraLanes;
import io.dither.jgrapht.internal.kernel.Kernel;
import io.dither.jgrapht.internal.kernel.VertexDijkstraLanes;
import io.dither.kernel.Kernels;
import io.dither.kernel.PathKernel;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.LaneSession;
import io.dither.oracle.capability.OnDemandSession;
import io.dither.oracle.capability.VertexLanes;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;

/** Paths in lanes against the same kernels one theta at a time: the same coordinates in the same order. */
class LaneProperties {
    /** What the costs look like; those above CONTINUOUS have ties. */
    enum Costs {
        CONTINUOUS,
        SMALL_NUMBERS,
        MANY_ZEROS,
        /** So far apart that adding the small ones to the large ones changes nothing. */
        ABSORBED;

        double draw(Random random) {
            return switch (this) {
                case CONTINUOUS -> random.nextDouble();
                case SMALL_NUMBERS -> random.nextInt(4);
                case MANY_ZEROS -> random.nextInt(3) > 0 ? random.nextInt(2) * -0.0 : random.nextDouble();
                case ABSORBED -> random.nextBoolean() ? random.nextDouble() : 1e17 * random.nextDouble();
            };
        }
    }

    @Property(seed = "1", tries = 300)
    void gridsInTheLanesOfTheirSessions(
            @ForAll @IntRange(min = 1, max = 13) int rows,
            @ForAll @IntRange(min = 1, max = 13) int columns,
            @ForAll boolean diagonal,
            @ForAll Costs costs,
            @ForAll long seed) {
        GraphOracle oracle = GridPath.cells(rows, columns, diagonal ? 8 : 4);
        try (OracleSession opened = oracle.openSession()) {
            LaneSession session = opened.as(LaneSession.class).orElse(null);
            assertEquals(Kernels.get().lanes() > 1, session != null);
            if (session == null) {
                return;
            }
            assertEquals(Kernels.get().lanes(), session.lanes());
            double[] thetas = thetas(oracle.dimension(), session.lanes(), costs, false, new Random(seed));
            VertexLanes vertices = new VertexLanes(oracle.dimension(), session.lanes());
            session.solveLanes(thetas, vertices);
            Vertex alone = new Vertex(oracle.dimension());
            for (int lane = 0; lane < session.lanes(); lane++) {
                session.solve(lane(thetas, lane, session.lanes()), alone);
                assertSamePath(alone, vertices.vertex(lane));
            }
        }
    }

    @Property(seed = "2", tries = 600)
    void graphsOfAllShapes(
            @ForAll Shape shape,
            @ForAll WeightsOn on,
            @ForAll @IntRange(min = 2, max = 40) int n,
            @ForAll Costs costs,
            @ForAll long seed) {
        Random random = new Random(seed);
        Graph<Integer, DefaultEdge> graph = RandomGraphs.graph(shape, n, random);
        PathProblem problem = new PathProblem(FlatGraph.compile(graph), 0, n - 1, on);
        for (int lanes : new int[] {1, 3, Kernels.get().lanes()}) {
            assertLanesEqualSingles(problem, lanes, costs, shape == Shape.ACYCLIC, random);
        }
    }

    /** Each sweep settles one more vertex of 0, n - 1, 1, n - 2, ...: they give up and every lane is solved by itself. */
    @Property(seed = "3", tries = 20)
    void sweepsThatDoNotSettle(@ForAll WeightsOn on, @ForAll boolean directed, @ForAll long seed) {
        int n = 101;
        int[] tails = new int[n - 1];
        int[] heads = new int[n - 1];
        for (int e = 0; e < n - 1; e++) {
            tails[e] = e % 2 == 0 ? e / 2 : n - 1 - e / 2;
            heads[e] = e % 2 == 0 ? n - 1 - e / 2 : e / 2 + 1;
        }
        var names =
                java.util.stream.IntStream.range(0, n).mapToObj(String::valueOf).toList();
        FlatGraph graph = FlatGraph.named(directed, tails, heads, names);
        PathProblem problem = new PathProblem(graph, 0, n / 2, on);
        for (int lanes : new int[] {3, Kernels.get().lanes()}) {
            assertLanesEqualSingles(problem, lanes, Costs.CONTINUOUS, false, new Random(seed));
        }
    }

    @Example
    void largeGraphsAreSolvedOneByOne() {
        assertEquals(
                Kernels.get().lanes() > 1,
                GridPath.cells(64, 64, 8).openSession().as(LaneSession.class).isPresent());
        OracleSession large = GridPath.cells(64, 65, 8).openSession();
        assertTrue(large.as(LaneSession.class).isEmpty());
        assertTrue(large.as(OnDemandSession.class).isPresent());
    }

    private static void assertLanesEqualSingles(
            PathProblem problem, int lanes, Costs costs, boolean anySign, Random random) {
        int d = problem.coordinates().size();
        PathKernel paths = Kernels.get().lanes() == lanes && lanes > 1
                ? Kernels.find(PathKernel.class).orElseThrow()
                : new PlainKernels(lanes);
        Kernel.InLanes kernel = kernel(problem, anySign, paths, lanes);
        VertexLanes vertices = new VertexLanes(d, lanes);
        Vertex alone = new Vertex(d);
        for (int round = 0; round < 3; round++) {
            double[] thetas = thetas(d, lanes, costs, anySign, random);
            vertices.clear();
            kernel.solveLanes(thetas, vertices);
            for (int lane = 0; lane < lanes; lane++) {
                alone.clear();
                kernel.solve(lane(thetas, lane, lanes), alone);
                assertSamePath(alone, vertices.vertex(lane));
            }
        }
    }

    private static Kernel.InLanes kernel(PathProblem problem, boolean acyclic, PathKernel paths, int lanes) {
        Arcs outgoing = Arcs.outgoing(problem.graph());
        if (acyclic) {
            return new AcyclicLanes(new PathGraph(problem, outgoing, outgoing.topologicalOrder()), paths, lanes);
        }
        Arcs incoming = Arcs.incoming(problem.graph());
        return problem.hasVertexCosts()
                ? new VertexDijkstraLanes(problem, outgoing, incoming, paths, lanes)
                : new EdgeDijkstraLanes(problem, outgoing, incoming, paths, lanes);
    }

    private static double[] thetas(int d, int lanes, Costs costs, boolean anySign, Random random) {
        double[] thetas = new double[d * lanes];
        for (int at = 0; at < thetas.length; at++) {
            thetas[at] = (anySign && random.nextBoolean() ? -1 : 1) * costs.draw(random);
        }
        return thetas;
    }

    private static double[] lane(double[] thetas, int lane, int lanes) {
        double[] theta = new double[thetas.length / lanes];
        for (int i = 0; i < theta.length; i++) {
            theta[i] = thetas[i * lanes + lane];
        }
        return theta;
    }

    private static void assertSamePath(Vertex expected, Vertex actual) {
        assertEquals(expected.size(), actual.size());
        for (int k = 0; k < expected.size(); k++) {
            assertEquals(expected.index(k), actual.index(k));
            assertEquals(expected.value(k), actual.value(k));
        }
    }
}
