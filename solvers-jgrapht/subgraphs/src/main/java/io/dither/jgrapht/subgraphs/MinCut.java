package io.dither.jgrapht.subgraphs;

import io.dither.error.InvalidArgumentException;
import io.dither.jgrapht.GraphOracle;
import io.dither.jgrapht.internal.data.FlatGraph;
import org.jgrapht.Graph;

/**
 * Minimum cuts between two vertices of any JGraphT graph. A cut has the arcs that leave a set of vertices, which has
 * the source but not the target. A minimum cut has the smallest sum of capacities.
 *
 * <p>y is 1 on the arcs of the cut; in an undirected graph, on the edges between the set and the other vertices. Theta
 * has the capacities, at least 0. Of several minimum cuts, the answer has the smallest set. If there is no path to the
 * target, the cut is empty. The algorithm is that of Dinic (1970).
 */
public final class MinCut {
    private MinCut() {}

    /**
     * Makes the oracle of the cuts between source and target.
     *
     * @param graph a directed or undirected graph; it is compiled now, and later changes have no effect
     * @param source the vertex inside the set
     * @param target the vertex outside the set, different from the source
     * @param <V> the vertices
     * @param <E> the edges
     * @return the oracle, a minimiser; coordinate i is the i-th edge of the graph's iteration order
     * @throws InvalidArgumentException if source or target is not a vertex of the graph, or they are the same
     */
    public static <V, E> GraphOracle oracle(Graph<V, E> graph, V source, V target) {
        return new CutFamily(FlatGraph.compile(graph)).between(source, target);
    }
}
