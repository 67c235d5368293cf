package io.dither.jgrapht;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.jgrapht.graph.WeightsOn;
import io.dither.jgrapht.internal.data.FlatGraph;
import org.jgrapht.Graph;

/**
 * Longest paths between two vertices of a directed acyclic graph, such as critical paths. Maximises the sum of the
 * scores on the path.
 *
 * <p>y is 1 on the edges (or vertices, including both ends) of the path, and 0 elsewhere; theta may have any sign. A
 * solve is one pass in topological order.
 */
public final class LongestPath {
    private LongestPath() {}

    /**
     * Makes the oracle of the paths from source to target.
     *
     * @param graph a directed graph without cycles; it is compiled now, and later changes have no effect. Its own
     *     weights are not used
     * @param source the first vertex of paths
     * @param target the last vertex of paths
     * @param weightsOn whether theta has scores of edges or of vertices; coordinate i is the i-th edge (or vertex) of
     *     the graph's iteration order
     * @param <V> the vertices
     * @param <E> the edges
     * @return the oracle, a maximiser
     * @throws InvalidArgumentException if the graph has a cycle, or source or target is not a vertex of the graph
     * @throws OracleException with code INFEASIBLE if there is no path
     */
    public static <V, E> GraphOracle oracle(Graph<V, E> graph, V source, V target, WeightsOn weightsOn) {
        FlatGraph flat = FlatGraph.compile(graph);
        return PathFamily.longest(flat, weightsOn)
                .oracle(flat.vertexNumber("source", source), flat.vertexNumber("target", target));
    }
}
