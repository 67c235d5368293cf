package io.dither.jgrapht;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jgrapht.Graph;

/** A graph as arrays: edge e leads from vertex tails[e] to vertex heads[e], and back where undirected. */
final class FlatGraph {
    /** Both directions of each edge must be countable by an int. */
    static final int MOST_EDGES = 1 << 30;

    final boolean directed;
    final int[] tails;
    final int[] heads;
    final List<?> vertices;
    final List<?> edges;
    /** Paths may start or end in the vertices with smaller numbers, but not lead across them. */
    final int firstThrough;

    FlatGraph(boolean directed, int[] tails, int[] heads, List<?> vertices, List<?> edges) {
        this(directed, tails, heads, vertices, edges, 0);
    }

    private FlatGraph(boolean directed, int[] tails, int[] heads, List<?> vertices, List<?> edges, int firstThrough) {
        this.directed = directed;
        this.tails = tails;
        this.heads = heads;
        this.vertices = vertices;
        this.edges = edges;
        this.firstThrough = firstThrough;
    }

    /** Returns the same graph with its first vertices closed to paths that neither start nor end there. */
    FlatGraph closedBelow(int vertex) {
        return new FlatGraph(directed, tails, heads, vertices, edges, vertex);
    }

    /** Makes a graph whose edges are named by their ends. */
    static FlatGraph named(boolean directed, int[] tails, int[] heads, List<String> vertices) {
        String link = directed ? "->" : "-";
        List<String> edges = new LazyNames(tails.length, e -> vertices.get(tails[e]) + link + vertices.get(heads[e]));
        return new FlatGraph(directed, tails, heads, vertices, edges);
    }

    /** Compiles a JGraphT graph; vertices and edges are numbered in its iteration order. */
    static <V, E> FlatGraph compile(Graph<V, E> graph) {
        Arguments.require(
                !graph.getType().isMixed(),
                "graph has directed and undirected edges",
                "Maybe replace each undirected edge by two directed ones");
        Map<V, Integer> numbers = new HashMap<>();
        for (V vertex : graph.vertexSet()) {
            numbers.put(vertex, numbers.size());
        }
        List<E> edges = List.copyOf(graph.edgeSet());
        int[] tails = new int[edges.size()];
        int[] heads = new int[edges.size()];
        for (int e = 0; e < tails.length; e++) {
            tails[e] = requireNonNull(numbers.get(graph.getEdgeSource(edges.get(e))));
            heads[e] = requireNonNull(numbers.get(graph.getEdgeTarget(edges.get(e))));
        }
        return new FlatGraph(graph.getType().isDirected(), tails, heads, List.copyOf(graph.vertexSet()), edges);
    }

    /** Finds a vertex; {@code role} is the name of the parameter that holds it. */
    int vertex(String role, Object vertex) {
        int number = vertices.indexOf(vertex);
        Arguments.require(
                number >= 0,
                role + " = '" + vertex + "' is not a vertex of the graph",
                vertices.isEmpty()
                        ? "Maybe the graph is not filled yet: it has no vertex"
                        : "Maybe one of its " + vertices.size() + " vertices, '" + vertices.get(0) + "' to '"
                                + vertices.get(vertices.size() - 1) + "'");
        return number;
    }
}
