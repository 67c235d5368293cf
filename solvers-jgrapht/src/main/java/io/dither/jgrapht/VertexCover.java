package io.dither.jgrapht;

import io.dither.error.InvalidArgumentException;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.kernel.CoverSearch;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jgrapht.Graph;

/**
 * Vertex covers and independent sets of any JGraphT graph. A vertex cover has a vertex of each edge; an independent set
 * has no two vertices that an edge joins. Each is the complement of the other.
 *
 * <p>y is 1 on the vertices of the set; theta has a cost (cover) or a score (independent set) for each vertex, of any
 * sign. Branch and bound solves it exactly, with the bound of Bar-Yehuda and Even (1981). The time grows exponentially:
 * graphs with more than about 100 vertices take long.
 */
public final class VertexCover {
    private VertexCover() {}

    /**
     * Makes the oracle of the vertex covers of a graph.
     *
     * @param graph a graph; directions are ignored, and a vertex with a loop is in every cover; it is compiled now, and
     * later changes have no effect
     * @param <V> the vertices
     * @param <E> the edges
     * @return the oracle, a minimiser; coordinate i is the i-th vertex of the graph's iteration order
     * @throws InvalidArgumentException if the graph has no vertices
     */
    public static <V, E> GraphOracle oracle(Graph<V, E> graph) {
        return oracle(FlatGraph.compile(graph), Sense.MINIMIZE);
    }

    /**
     * Makes the oracle of the independent sets of a graph.
     *
     * @param graph a graph; directions are ignored, and a vertex with a loop is in no independent set; it is compiled
     * now, and later changes have no effect
     * @param <V> the vertices
     * @param <E> the edges
     * @return the oracle, a maximiser; coordinate i is the i-th vertex of the graph's iteration order
     * @throws InvalidArgumentException if the graph has no vertices
     */
    public static <V, E> GraphOracle independentSet(Graph<V, E> graph) {
        return oracle(FlatGraph.compile(graph), Sense.MAXIMIZE);
    }

    /** Makes the oracle of vertex covers to minimise, of independent sets to maximise. */
    static GraphOracle oracle(FlatGraph graph, Sense sense) {
        return new GraphOracle(
                graph.vertices,
                sense,
                EnumSet.of(Trait.ZERO_ONE),
                () -> new CoverSearch(graph, sense == Sense.MAXIMIZE),
                vertices -> violation(graph, sense == Sense.MAXIMIZE, vertices),
                List.of(graph));
    }

    private static Optional<String> violation(FlatGraph graph, boolean independent, int[] vertices) {
        for (int e = 0; e < graph.tails.length; e++) {
            boolean tail = Arrays.binarySearch(vertices, graph.tails[e]) >= 0;
            boolean head = Arrays.binarySearch(vertices, graph.heads[e]) >= 0;
            if (independent ? tail && head : !tail && !head) {
                return Optional.of(
                        "it has " + (independent ? "both ends" : "no end") + " of edge " + graph.edges.get(e));
            }
        }
        return Optional.empty();
    }
}
