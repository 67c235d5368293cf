package io.dither.jgrapht;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.jgrapht.graph.Turn;
import io.dither.jgrapht.graph.TurnKind;
import io.dither.jgrapht.graph.WeightsOn;
import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.data.PathGraph;
import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.jgrapht.internal.data.Turns;
import io.dither.jgrapht.internal.kernel.AcyclicLanes;
import io.dither.jgrapht.internal.kernel.AcyclicPath;
import io.dither.jgrapht.internal.kernel.DijkstraLanes;
import io.dither.jgrapht.internal.kernel.EdgeDijkstraLanes;
import io.dither.jgrapht.internal.kernel.Kernel;
import io.dither.jgrapht.internal.kernel.TwoWayDijkstra;
import io.dither.jgrapht.internal.kernel.VertexDijkstra;
import io.dither.jgrapht.internal.kernel.VertexDijkstraLanes;
import io.dither.kernel.Kernels;
import io.dither.kernel.PathKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jgrapht.Graph;
import org.jspecify.annotations.Nullable;

/**
 * Shortest paths between two vertices of any JGraphT graph. Minimises the sum of the costs on the path.
 *
 * <p>y is 1 on the edges (or vertices, including both ends) of the path and 0 elsewhere. On a directed acyclic graph,
 * costs may have any sign; a solve is one pass in topological order. Otherwise Dijkstra's algorithm needs costs of at
 * least 0, which is then the oracle's domain. Ties are always broken in the same way, by the numbers of vertices and
 * edges. If this virtual machine has a {@link PathKernel}, sessions on acyclic and on small graphs also solve several
 * thetas at once ({@link io.dither.oracle.capability.LaneSession}). If theta has costs of edges, or the graph is large,
 * Dijkstra's algorithm reads only the costs that it needs ({@link io.dither.oracle.capability.OnDemandSession}).
 */
public final class ShortestPath {
    /** Solves several thetas at once by vector instructions; null if this virtual machine uses plain kernels. */
    private static final @Nullable PathKernel VECTOR_KERNEL =
            Kernels.find(PathKernel.class).orElse(null);

    private ShortestPath() {}

    /**
     * Makes the oracle of the paths from source to target.
     *
     * @param graph a directed or undirected graph; it is compiled now, and later changes have no effect. Its own
     *     weights are not used
     * @param source the first vertex of paths
     * @param target the last vertex of paths; if it is the source, the path has no edges
     * @param weightsOn whether theta has costs of edges or of vertices; coordinate i is the i-th edge (or vertex) of
     *     the graph's iteration order
     * @param <V> the vertices
     * @param <E> the edges
     * @return the oracle, a minimiser
     * @throws InvalidArgumentException if source or target is not a vertex of the graph
     * @throws OracleException with code INFEASIBLE if there is no path
     */
    public static <V, E> GraphOracle oracle(Graph<V, E> graph, V source, V target, WeightsOn weightsOn) {
        FlatGraph flat = FlatGraph.compile(graph);
        return new PathFamily(flat, weightsOn)
                .oracle(flat.vertexNumber("source", source), flat.vertexNumber("target", target));
    }

    /**
     * Makes the oracle of the paths from source to target, with costs of edges and of turns between them.
     *
     * @param graph a directed graph; it is compiled now, and later changes have no effect. Its own weights are not used
     * @param source the first vertex of paths
     * @param target the last vertex of paths
     * @param turns the turns that have costs, each once; all other turns are free
     * @param <V> the vertices
     * @param <E> the edges
     * @return the oracle, a minimiser for theta &gt;= 0: coordinates are the edges in the graph's iteration order, then
     *     the turns
     * @throws InvalidArgumentException if source or target is not a vertex, a turn is not a turn of the graph, or the
     *     graph is undirected
     * @throws OracleException with code INFEASIBLE if there is no path
     */
    public static <V, E> GraphOracle turning(Graph<V, E> graph, V source, V target, List<Turn<E>> turns) {
        FlatGraph flat = FlatGraph.compile(graph);
        List<Object> coordinates = new ArrayList<>(flat.edges);
        coordinates.addAll(turns);
        return new TurnFamily(Turns.of(flat, turns), coordinates).oracle(source, target);
    }

    /**
     * Makes the oracle of the paths from source to target, with costs of edges and of kinds of turns, which the
     * positions of vertices determine.
     *
     * @param graph a directed graph; it is compiled now, and later changes have no effect. Its own weights are not used
     * @param source the first vertex of paths
     * @param target the last vertex of paths
     * @param x the eastward coordinate of a vertex, on a plane; finite
     * @param y the northward coordinate, in the same unit; finite
     * @param kinds the kinds that have a cost, at least one; all other turns are free
     * @param <V> the vertices
     * @param <E> the edges
     * @return the oracle, a minimiser for theta &gt;= 0: coordinates are the edges in the graph's iteration order, then
     *     the kinds in the order of {@link TurnKind}; at a kind, y is the number of turns of this kind on the path
     * @throws InvalidArgumentException if source or target is not a vertex, a position is not finite, there is no kind,
     *     or the graph is undirected
     * @throws OracleException with code INFEASIBLE if there is no path
     */
    public static <V, E> GraphOracle turning(
            Graph<V, E> graph, V source, V target, ToDoubleFunction<V> x, ToDoubleFunction<V> y, Set<TurnKind> kinds) {
        FlatGraph flat = FlatGraph.compile(graph);
        double[] east = graph.vertexSet().stream().mapToDouble(x).toArray();
        double[] north = graph.vertexSet().stream().mapToDouble(y).toArray();
        Turns turns = Turns.byKind(flat, east, north, kinds);
        List<Object> coordinates = new ArrayList<>(flat.edges);
        coordinates.addAll(turns.kinds);
        return new TurnFamily(turns, coordinates).oracle(source, target);
    }

    /** Returns the kernels for a graph without cycles; {@code order} has its vertices in topological order. */
    static Supplier<Kernel> acyclicKernels(PathProblem problem, Arcs outgoing, int[] order) {
        PathGraph dag = new PathGraph(problem, outgoing, order);
        int lanes = Kernels.get().lanes(); // how many thetas a kernel solves at once
        return VECTOR_KERNEL == null ? () -> new AcyclicPath(dag) : () -> new AcyclicLanes(dag, VECTOR_KERNEL, lanes);
    }

    /**
     * Returns the kernels for costs of at least 0; {@code lazyIncoming} returns the incoming arcs, and is called only
     * if a kernel needs them.
     */
    static Supplier<Kernel> dijkstraKernels(PathProblem problem, Arcs outgoing, Supplier<Arcs> lazyIncoming) {
        int lanes = Kernels.get().lanes(); // how many thetas a kernel solves at once
        int maxVertices = problem.hasVertexCosts() ? DijkstraLanes.MAX_VERTICES : DijkstraLanes.MAX_VERTICES_FOR_EDGES;
        // the kernels in lanes below do not support closed vertices, which paths do not cross
        if (VECTOR_KERNEL == null || outgoing.vertices() > maxVertices || !outgoing.closed.isEmpty()) {
            return problem.hasVertexCosts()
                    ? () -> new VertexDijkstra(problem, outgoing)
                    : () -> new TwoWayDijkstra(problem, outgoing, lazyIncoming.get());
        }
        Arcs incoming = lazyIncoming.get();
        return problem.hasVertexCosts()
                ? () -> new VertexDijkstraLanes(problem, outgoing, incoming, VECTOR_KERNEL, lanes)
                : () -> new EdgeDijkstraLanes(problem, outgoing, incoming, VECTOR_KERNEL, lanes);
    }
}
