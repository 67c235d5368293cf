package io.dither.jgrapht;

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
import io.dither.jgrapht.internal.kernel.TwoWayDijkstra;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Coordinates;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The search from both ends answers as the search from one end, whatever ties there are. */
class TwoWayProperties {
    /** Costs with ties, with differences that rounding may hide, or with neither. */
    private static double[] theta(int d, Random random) {
        double[] theta = RandomGraphs.theta(d, false, random);
        int kind = random.nextInt(3);
        for (int i = 0; i < d && kind > 0; i++) {
            double rounded = Math.rint(4 * theta[i]) / 4;
            theta[i] = kind == 1 ? rounded / 3 : rounded + random.nextInt(3) * 1e-15;
        }
        return theta;
    }

    /** One kernel is used for all trips. */
    @Property(seed = "1", tries = 500)
    void theAnswerIsThatOfTheSearchFromOneEnd(
            @ForAll Shape shape,
            @ForAll @IntRange(min = 2, max = 50) int n,
            @ForAll @IntRange(max = 4) int zones,
            @ForAll long seed) {
        Random random = new Random(seed);
        FlatGraph graph =
                FlatGraph.compile(RandomGraphs.graph(shape, n, random)).closedBelow(Math.min(zones, n));
        Arcs outgoing = Arcs.outgoing(graph);
        PathProblem any = new PathProblem(graph, 0, n - 1, WeightsOn.EDGES);
        TwoWayDijkstra both = new TwoWayDijkstra(any, outgoing, Arcs.incoming(graph));
        EdgeDijkstra one = new EdgeDijkstra(any, outgoing);
        int d = graph.edges.size();
        for (int trip = 0; trip < 12; trip++) {
            double[] theta = theta(d, random);
            PathProblem problem = new PathProblem(graph, random.nextInt(n), random.nextInt(n), WeightsOn.EDGES);
            assertTrue(both.retarget(problem));
            assertTrue(one.retarget(problem));
            Vertex expected = new Vertex(d);
            Vertex path = new Vertex(d);
            try {
                one.solve(theta, expected);
            } catch (OracleException noPath) {
                assertThrows(OracleException.class, () -> both.solve(i -> theta[i], path));
                continue;
            }
            both.solve(i -> theta[i], path);
            assertEquals(expected.size(), path.size());
            for (int k = 0; k < path.size(); k++) {
                assertEquals(expected.index(k), path.index(k));
            }
        }
    }

    /** On streets with costs of their own the ends meet half way; where all costs are equal they decide nothing. */
    @Example
    void itLooksAtFewerCosts() {
        FlatGraph town = GridGraphs.streets(70, true);
        Arcs outgoing = Arcs.outgoing(town);
        int d = town.edges.size();
        Random random = new Random(3);
        double[] own = random.doubles(d, 1, 2).toArray();
        PathProblem problem = new PathProblem(town, 30 * 70 + 20, 36 * 70 + 45, WeightsOn.EDGES);
        TwoWayDijkstra both = new TwoWayDijkstra(problem, outgoing, Arcs.incoming(town));
        EdgeDijkstra one = new EdgeDijkstra(problem, outgoing);
        assertTrue(looks(both, i -> own[i], d) < 0.7 * looks(one, i -> own[i], d));
        long alone = looks(one, i -> 1, d);
        for (int solve = 0; solve < 40; solve++) {
            looks(both, i -> 1, d);
        }
        assertEquals(alone, looks(both, i -> 1, d));
    }

    private static long looks(Kernel.OnDemand kernel, Coordinates theta, int d) {
        long[] looks = new long[1];
        kernel.solve(
                i -> {
                    looks[0]++;
                    return theta.at(i);
                },
                new Vertex(d));
        return looks[0];
    }
}
