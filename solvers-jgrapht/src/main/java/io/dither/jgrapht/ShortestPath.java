package io.dither.jgrapht;

import io.dither.oracle.Domain;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jgrapht.Graph;

/**
 * Shortest paths between two vertices of any JGraphT graph: minimises the sum of the costs on a path.
 *
 * <p>y is 1 on the edges (or vertices, both ends among them) of the path and 0 elsewhere. On a directed acyclic graph
 * any costs are solved exactly, in topological order; otherwise Dijkstra's algorithm needs costs of at least 0, and the
 * oracle's domain says so. Ties are broken by the numbers of vertices and edges, always in the same way. Dijkstra 1959.
 */
public final class ShortestPath {
    private ShortestPath() {}

    /**
     * Makes the oracle of the paths from source to target, solved by flat kernels.
     *
     * @param graph a directed or undirected graph; compiled now and not kept. Its own weights are not read
     * @param source where paths start
     * @param target where paths end; with the source itself the path has no edge
     * @param weightsOn where theta sits; coordinate i is the i-th edge (or vertex) of the graph's iteration order
     * @param <V> the vertices
     * @param <E> the edges
     * @return the oracle, a minimiser
     * @throws io.dither.error.InvalidArgumentException where source or target is no vertex of the graph
     * @throws io.dither.error.OracleException with code INFEASIBLE where no path exists
     */
    public static <V, E> GraphOracle oracle(Graph<V, E> graph, V source, V target, WeightsOn weightsOn) {
        return oracle(graph, source, target, weightsOn, Algorithm.FLAT);
    }

    /**
     * Makes the oracle of the paths from source to target, solved by an algorithm of choice.
     *
     * @param graph a directed or undirected graph; compiled now and not kept. Its own weights are not read
     * @param source where paths start
     * @param target where paths end; with the source itself the path has no edge
     * @param weightsOn where theta sits; coordinate i is the i-th edge (or vertex) of the graph's iteration order
     * @param algorithm who solves
     * @param <V> the vertices
     * @param <E> the edges
     * @return the oracle, a minimiser
     * @throws io.dither.error.InvalidArgumentException where source or target is no vertex of the graph
     * @throws io.dither.error.OracleException with code INFEASIBLE where no path exists
     */
    public static <V, E> GraphOracle oracle(
            Graph<V, E> graph, V source, V target, WeightsOn weightsOn, Algorithm algorithm) {
        FlatGraph flat = FlatGraph.compile(graph);
        PathProblem problem =
                new PathProblem(flat, flat.vertex("source", source), flat.vertex("target", target), weightsOn);
        return oracle(problem, algorithm);
    }

    /** Makes the oracle of a problem in numbers; {@code more} are the traits besides ZERO_ONE. */
    static GraphOracle oracle(PathProblem problem, Algorithm algorithm, Trait... more) {
        Arcs outgoing = Arcs.outgoing(problem.graph());
        problem.requirePath(outgoing);
        int[] order = outgoing.topologicalOrder();
        boolean acyclic = order.length == outgoing.vertices();
        Supplier<Kernel> kernels = algorithm == Algorithm.JGRAPHT
                ? () -> new JgraphtPath(problem, outgoing, acyclic)
                : acyclic ? acyclic(problem, outgoing, order) : dijkstra(problem, outgoing);
        Set<Trait> traits = EnumSet.of(Trait.ZERO_ONE, more);
        Domain domain = acyclic ? Domain.everywhere() : Domain.nonnegative();
        return new GraphOracle(problem.coordinates(), Sense.MINIMIZE, domain, traits, kernels);
    }

    private static Supplier<Kernel> acyclic(PathProblem problem, Arcs outgoing, int[] order) {
        AcyclicGraph graph = new AcyclicGraph(problem, outgoing, order);
        return () -> new AcyclicPath(graph);
    }

    private static Supplier<Kernel> dijkstra(PathProblem problem, Arcs outgoing) {
        return problem.onVertices()
                ? () -> new VertexDijkstra(problem, outgoing)
                : () -> new EdgeDijkstra(problem, outgoing);
    }
}
