package io.dither.jgrapht;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.jgrapht.graph.WeightsOn;
import io.dither.jgrapht.internal.data.FlatGraph;
import org.jgrapht.Graph;

/**
 * Longest paths between two vertices of a directed acyclic graph: maximises the sum of the scores on a path, such as the durations on a
 * critical path.
 *
 * <p>y is 1 on the edges (or vertices, both ends among them) of the path and 0 elsewhere; theta may have any sign. One pass in topological
 * order, as for {@link ShortestPath} with the costs -theta.
 */
public final class LongestPath {
    private LongestPath() {}

    /**
     * Makes the oracle of the paths from source to target.
     *
     * @param graph a directed graph without cycles; compiled now and not kept. Its own weights are not read
     * @param source the first vertex of paths
     * @param target the last vertex of paths
     * @param weightsOn whether theta weighs edges or vertices; coordinate i is the i-th edge (or vertex) of the graph's iteration order
     * @param <V> the vertices
     * @param <E> the edges
     * @return the oracle, a maximiser
     * @throws InvalidArgumentException if the graph has a cycle, or source or target is no vertex of it
     * @throws OracleException with code INFEASIBLE where no path exists
     */
    public static <V, E> GraphOracle oracle(Graph<V, E> graph, V source, V target, WeightsOn weightsOn) {
        FlatGraph flat = FlatGraph.compile(graph);
        return PathFamily.longest(flat, weightsOn).oracle(flat.vertex("source", source), flat.vertex("target", target));
    }
}
