package io.dither.jgrapht.internal.data;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import io.dither.oracle.Described;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jgrapht.Graph;

/**
 * A graph as arrays: edge e leads from vertex tails[e] to vertex heads[e], and also in the other direction if the graph
 * is undirected.
 */
public final class FlatGraph implements Described {
    /** The largest number of edges: an int must be able to count both directions of each edge. */
    public static final int MAX_EDGES = (1 << 30) - 1;

    /** The largest number of vertices of a complete graph: its square fits into an int, so 2 * edges fits, too. */
    private static final int MAX_COMPLETE = 46_340;

    public final boolean directed;
    public final int[] tails;
    public final int[] heads;
    /** The vertices by number: objects of a JGraphT graph or, if the graph was made otherwise, names. */
    public final List<?> vertices;
    /** The edges by number: objects of a JGraphT graph or, if the graph was made otherwise, names. */
    public final List<?> edges;
    /** The vertices that paths do not cross, although they may start and end there. */
    public final Closed closed;

    public FlatGraph(boolean directed, int[] tails, int[] heads, List<?> vertices, List<?> edges) {
        this(directed, tails, heads, vertices, edges, Closed.NONE);
    }

    private FlatGraph(boolean directed, int[] tails, int[] heads, List<?> vertices, List<?> edges, Closed closed) {
        this.directed = directed;
        this.tails = tails;
        this.heads = heads;
        this.vertices = vertices;
        this.edges = Collections.unmodifiableList(edges); // all oracles of the graph share this list
        this.closed = closed;
    }

    /** Returns the same graph in which exactly the vertices with numbers below {@code vertex} are closed. */
    public FlatGraph closedBelow(int vertex) {
        return withClosed(Closed.below(vertex));
    }

    /** Returns the same graph in which exactly these vertices are closed. */
    FlatGraph withClosed(Closed newClosed) {
        return new FlatGraph(directed, tails, heads, vertices, edges, newClosed);
    }

    /** Makes a graph from the names of its vertices; an edge is named {@code u->v}, or {@code u-v} if undirected. */
    public static FlatGraph named(boolean directed, int[] tails, int[] heads, List<String> vertices) {
        String link = directed ? "->" : "-";
        List<String> edges = new LazyNames(tails.length, e -> vertices.get(tails[e]) + link + vertices.get(heads[e]));
        return new FlatGraph(directed, tails, heads, vertices, edges);
    }

    /**
     * Makes the complete graph of n vertices, whose edges are (0,1), (0,2), ..., (n-2,n-1). Requires that n is at least
     * {@code min}, and at most 46,340.
     */
    public static FlatGraph complete(int n, int min) {
        Arguments.atLeast("complete", n, min);
        Arguments.require(
                n <= MAX_COMPLETE,
                "complete = " + n + " is above " + MAX_COMPLETE,
                "Maybe a sparse graph from a file will do");
        Edges edges = new Edges(n * (n - 1) / 2);
        for (int u = 0; u < n; u++) {
            for (int v = u + 1; v < n; v++) {
                edges.add(u, v);
            }
        }
        return edges.graph(
                false, IntStream.range(0, n).mapToObj(String::valueOf).toList());
    }

    /** Returns the graph with the selected edges only. */
    public FlatGraph keeping(int[] selected) {
        return new FlatGraph(
                directed,
                Arrays.stream(selected).map(e -> tails[e]).toArray(),
                Arrays.stream(selected).map(e -> heads[e]).toArray(),
                vertices,
                Arrays.stream(selected).<Object>mapToObj(edges::get).toList(),
                closed);
    }

    /** Returns the undirected graph with the same vertices and edges, in which no vertex is closed. */
    public FlatGraph undirected() {
        return new FlatGraph(false, tails, heads, vertices, edges);
    }

    /**
     * Compiles a JGraphT graph; vertices and edges are numbered in its iteration order. Requires that the edges are all
     * directed or all undirected.
     */
    public static <V, E> FlatGraph compile(Graph<V, E> graph) {
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

    @Override
    public List<?> content() {
        return List.of(directed, vertices.size(), tails, heads, closed);
    }

    /** Returns the number of a vertex, or fails with a message; {@code role} is the name of its parameter. */
    public int vertexNumber(String role, Object vertex) {
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
