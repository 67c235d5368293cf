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
 * Vertex covers of any JGraphT graph, sets of vertices that touch every edge, and independent sets, of which no two are joined: each is the
 * complement of the other.
 *
 * <p>y is 1 on the vertices of the set; theta has a cost (cover) or a score (independent set) for each vertex, of any sign. Solved exactly
 * by branch and bound: the time grows exponentially, so that graphs of more than some 100 vertices are for the patient. The bound
 * pays along edges (Bar-Yehuda and Even 1981).
 */
public final class VertexCover {
    private VertexCover() {}

    /**
     * Makes the oracle of the vertex covers of a graph.
     *
     * @param graph a graph; directions are not looked at, a loop demands its vertex; compiled now and not kept
     * @param <V> the vertices
     * @param <E> the edges
     * @return the oracle, a minimiser; coordinate i is the i-th vertex of the graph's iteration order
     * @throws InvalidArgumentException if the graph has no vertex
     */
    public static <V, E> GraphOracle oracle(Graph<V, E> graph) {
        return oracle(FlatGraph.compile(graph), Sense.MINIMIZE);
    }

    /**
     * Makes the oracle of the independent sets of a graph.
     *
     * @param graph a graph; directions are not looked at, a vertex with a loop is in no set; compiled now and not kept
     * @param <V> the vertices
     * @param <E> the edges
     * @return the oracle, a maximiser; coordinate i is the i-th vertex of the graph's iteration order
     * @throws InvalidArgumentException if the graph has no vertex
     */
    public static <V, E> GraphOracle independentSet(Graph<V, E> graph) {
        return oracle(FlatGraph.compile(graph), Sense.MAXIMIZE);
    }

    /** Minimised it is the cover, maximised the independent set. */
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
                        "it holds " + (independent ? "both ends" : "no end") + " of edge " + graph.edges.get(e));
            }
        }
        return Optional.empty();
    }
}
