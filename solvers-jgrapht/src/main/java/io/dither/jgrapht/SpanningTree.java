package io.dither.jgrapht;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.Components;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.kernel.DensePrim;
import io.dither.jgrapht.internal.kernel.Kernel;
import io.dither.jgrapht.internal.kernel.Kruskal;
import io.dither.jgrapht.internal.kernel.MatrixPrim;
import io.dither.kernel.Kernels;
import io.dither.kernel.TreeKernel;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.capability.Neighbourhood;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jgrapht.Graph;
import org.jspecify.annotations.Nullable;

/**
 * Spanning trees of any connected JGraphT graph. Minimises or maximises the sum of theta over the edges of the tree.
 *
 * <p>y is 1 on the n - 1 edges of the tree; theta may have any sign; directions of edges are ignored. Among edges of
 * equal theta, the first is preferred. The algorithms are those of Kruskal (1956) and Prim (1957).
 */
public final class SpanningTree {
    /** Does the steps of Prim's algorithm by vector instructions; null if this virtual machine uses plain kernels. */
    private static final @Nullable TreeKernel VECTOR_KERNEL =
            Kernels.find(TreeKernel.class).orElse(null);

    /** With more vertices, the matrix of a dense graph takes more than 64 MiB. */
    private static final int MAX_DENSE_VERTICES = 4_096;

    private SpanningTree() {}

    /**
     * Makes the oracle of the spanning trees of a graph.
     *
     * @param graph a connected graph, directed or undirected, with or without loops and parallel edges; it is compiled
     *     now, and later changes have no effect. Its own weights are not used
     * @param sense whether theta holds costs or scores; coordinate i is the i-th edge of the graph's iteration order
     * @param <V> the vertices
     * @param <E> the edges
     * @return the oracle
     * @throws InvalidArgumentException if the graph has at most one vertex and no edges, or both directed and
     *     undirected edges
     * @throws OracleException with code INFEASIBLE if the graph is not connected
     */
    public static <V, E> GraphOracle oracle(Graph<V, E> graph, Sense sense) {
        return oracle(FlatGraph.compile(graph), sense);
    }

    /**
     * Makes the oracle of all labelled trees on n vertices: the spanning trees of the complete graph.
     *
     * @param n the number of vertices, 2 to 46,340
     * @param sense whether theta holds costs or scores; the edges are in the order (0,1), (0,2), ..., (n-2,n-1)
     * @return the oracle, of dimension n (n - 1) / 2
     * @throws InvalidArgumentException if n is out of range
     */
    public static GraphOracle complete(int n, Sense sense) {
        return oracle(FlatGraph.complete(n, 2), sense);
    }

    static GraphOracle oracle(FlatGraph graph, Sense sense) {
        FlatGraph undirected = graph.undirected();
        requireConnected(undirected);
        return new GraphOracle(
                        undirected.edges,
                        sense,
                        EnumSet.of(Trait.ZERO_ONE, Trait.CONSTANT_SUM),
                        kernels(undirected, -sense.sign()), // 1 for costs, -1 for scores
                        new Trees(undirected),
                        List.of(undirected))
                .withRestriction(remaining -> oracle(undirected.keeping(remaining), sense));
    }

    private record Trees(FlatGraph graph) implements Feasible {
        @Override
        public Optional<String> violation(int[] edges) {
            Components components = new Components(graph.vertices.size());
            for (int edge : edges) {
                if (!components.join(graph.tails[edge], graph.heads[edge])) {
                    return Optional.of("edge " + graph.edges.get(edge) + " closes a cycle");
                }
            }
            int missing = graph.vertices.size() - 1 - edges.length;
            return missing == 0
                    ? Optional.empty()
                    : Optional.of("it has " + edges.length + " edges, " + missing + " too few to span the graph");
        }

        @Override
        public Optional<Neighbourhood> neighbourhood() {
            return Optional.of(() -> new TreeWalk(graph));
        }
    }

    private static void requireConnected(FlatGraph graph) {
        if (graph.vertices.isEmpty()) {
            return;
        }
        boolean[] reached = Arcs.outgoing(graph).reachableFrom(0);
        for (int v = 0; v < reached.length; v++) {
            if (!reached[v]) {
                throw new OracleException(
                        OracleException.Code.INFEASIBLE,
                        "the graph is not connected: no path joins vertex '" + graph.vertices.get(0) + "' and vertex '"
                                + graph.vertices.get(v) + "', so there is no spanning tree. Maybe an edge is missing");
            }
        }
    }

    /** Returns the kernels; the sign is 1 if theta has costs, -1 if it has scores. */
    private static Supplier<Kernel> kernels(FlatGraph graph, int sign) {
        if (isDense(graph)) {
            int[] edgeMatrix = DensePrim.edgeMatrix(graph);
            if (isSimple(graph, edgeMatrix)) {
                int lanes = Kernels.get().lanes(); // the number of doubles in a vector
                if (VECTOR_KERNEL != null && graph.vertices.size() <= MatrixPrim.MAX_VERTICES) {
                    return () -> new MatrixPrim(graph, sign, VECTOR_KERNEL, lanes);
                }
                return () -> new DensePrim(graph.vertices.size(), graph.tails.length, edgeMatrix, sign);
            }
        }
        return () -> new Kruskal(graph, sign);
    }

    /**
     * Returns whether the number of edges, including loops and parallel edges, is at least half the number of pairs of
     * vertices, rounded down.
     */
    private static boolean isDense(FlatGraph graph) {
        int n = graph.vertices.size();
        return n <= MAX_DENSE_VERTICES && graph.tails.length >= n * (n - 1) / 4;
    }

    /**
     * Returns whether the graph has no loops and no parallel edges: then each edge has two entries in the matrix, which
     * {@link DensePrim#edgeMatrix} makes. The other entries are the number of edges, which stands for no edge.
     */
    private static boolean isSimple(FlatGraph graph, int[] edgeMatrix) {
        int edges = graph.tails.length;
        return Arrays.stream(edgeMatrix).filter(edge -> edge < edges).count() == 2L * edges;
    }
}
