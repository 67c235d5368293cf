package io.dither.jgrapht;

import io.dither.error.InvalidArgumentException;
import io.dither.jgrapht.internal.data.FlatGraph;
import org.jgrapht.Graph;

/**
 * Minimum cuts between two vertices of any JGraphT graph: the arcs, with the least sum of capacities, that lead out of a set of
 * vertices with the source in it and the target not.
 *
 * <p>y is 1 on the arcs of the cut, of an undirected graph on the edges between the set and the rest; theta holds capacities of at
 * least 0. Of several minimum cuts the answer is the one nearest to the source: its set is the smallest. Where no path leads to the target
 * the cut is empty. Dinic 1970; Ford and Fulkerson 1956.
 */
public final class MinCut {
    private MinCut() {}

    /**
     * Makes the oracle of the cuts between source and target.
     *
     * @param graph a directed or undirected graph; compiled now and not kept. Its own weights are not read
     * @param source the vertex that stays inside
     * @param target the vertex that stays outside, another one
     * @param <V> the vertices
     * @param <E> the edges
     * @return the oracle, a minimiser; coordinate i is the i-th edge of the graph's iteration order
     * @throws InvalidArgumentException if source or target is no vertex of the graph, or they are one
     */
    public static <V, E> GraphOracle oracle(Graph<V, E> graph, V source, V target) {
        return new CutFamily(FlatGraph.compile(graph)).between(source, target);
    }
}
