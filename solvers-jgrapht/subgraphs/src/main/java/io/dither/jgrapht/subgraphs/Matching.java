package io.dither.jgrapht.subgraphs;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.jgrapht.GraphOracle;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.alg.matching.SparseEdmondsMaximumCardinalityMatching;
import org.jgrapht.graph.Multigraph;

/**
 * Matchings of any JGraphT graph, bipartite or not: sets of edges, no two of which share a vertex. Maximises or
 * minimises the sum of theta.
 *
 * <p>y is 1 on the edges of the matching; theta may have any sign; directions of edges are ignored. A perfect matching
 * matches all vertices. If matchings need not be perfect, they have only edges that improve the sum, so they may be
 * empty. JGraphT's Blossom V (Edmonds 1965, Kolmogorov 2009) solves for a scaled theta; with n vertices, answers are
 * optimal within n 2^-39 max |theta|.
 */
public final class Matching {
    private Matching() {}

    /**
     * Makes the oracle of the matchings of a graph.
     *
     * @param graph a directed or undirected graph, with or without loops and parallel edges; no matching has a loop. It
     *     is compiled now, and later changes have no effect. Its own weights are not used
     * @param sense whether theta holds scores or costs; coordinate i is the i-th edge of the graph's iteration order
     * @param perfect whether every vertex must be matched
     * @param <V> the vertices
     * @param <E> the edges
     * @return the oracle
     * @throws InvalidArgumentException if the graph has no edges (and, if {@code perfect}, no vertices), or has both
     *     directed and undirected edges
     * @throws OracleException with code INFEASIBLE if {@code perfect} and there is no perfect matching
     */
    public static <V, E> GraphOracle oracle(Graph<V, E> graph, Sense sense, boolean perfect) {
        return oracle(FlatGraph.compile(graph), sense, perfect);
    }

    /**
     * Makes the oracle of the matchings of the complete graph, such as pairings of n people.
     *
     * @param n the number of vertices, at least 2; an even number for perfect matchings
     * @param sense whether theta holds scores or costs; the edges are in the order (0,1), (0,2), ..., (n-2,n-1)
     * @param perfect whether every vertex must be matched
     * @return the oracle, of dimension n (n - 1) / 2
     * @throws InvalidArgumentException if n is out of range
     * @throws OracleException with code INFEASIBLE if {@code perfect} and n is odd
     */
    public static GraphOracle complete(int n, Sense sense, boolean perfect) {
        return oracle(FlatGraph.complete(n, 2), sense, perfect);
    }

    static GraphOracle oracle(FlatGraph compiled, Sense sense, boolean perfect) {
        FlatGraph graph = compiled.undirected();
        if (perfect) {
            requirePerfect(graph);
        }
        Set<Trait> traits = perfect ? EnumSet.of(Trait.ZERO_ONE, Trait.CONSTANT_SUM) : EnumSet.of(Trait.ZERO_ONE);
        return GraphOracle.of(
                        graph.edges,
                        sense,
                        traits,
                        () -> new BlossomMatching(graph, -sense.sign(), perfect), // 1 for costs, -1 for scores
                        edges -> violation(graph, perfect, edges),
                        List.of(graph, perfect))
                .withRestriction(free -> oracle(graph.keeping(free), sense, perfect));
    }

    private static void requirePerfect(FlatGraph graph) {
        Graph<Integer, Integer> numbered = new Multigraph<>(null, null, false); // without loops
        for (int v = 0; v < graph.vertices.size(); v++) {
            numbered.addVertex(v);
        }
        for (int e = 0; e < graph.tails.length; e++) {
            if (graph.tails[e] != graph.heads[e]) {
                numbered.addEdge(graph.tails[e], graph.heads[e], e);
            }
        }
        var matching = new SparseEdmondsMaximumCardinalityMatching<>(numbered).getMatching();
        for (int v = 0; v < graph.vertices.size(); v++) {
            if (!matching.isMatched(v)) {
                throw new OracleException(
                        OracleException.Code.INFEASIBLE,
                        "the graph has no perfect matching: of its " + graph.vertices.size() + " vertices at most "
                                + 2 * matching.getEdges().size()
                                + " can be matched; a largest matching may leave out vertex '"
                                + graph.vertices.get(v) + "'. Maybe an edge is missing, or perfect=false");
            }
        }
    }

    private static Optional<String> violation(FlatGraph graph, boolean perfect, int[] edges) {
        boolean[] matched = new boolean[graph.vertices.size()];
        for (int edge : edges) {
            for (int v : new int[] {graph.tails[edge], graph.heads[edge]}) {
                if (matched[v]) {
                    return Optional.of("two of its edges share vertex '" + graph.vertices.get(v) + "'");
                }
                matched[v] = true;
            }
        }
        for (int v = 0; perfect && v < matched.length; v++) {
            if (!matched[v]) {
                return Optional.of("vertex '" + graph.vertices.get(v) + "' is not matched");
            }
        }
        return Optional.empty();
    }
}
