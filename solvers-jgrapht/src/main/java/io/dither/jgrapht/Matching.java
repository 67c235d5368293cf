package io.dither.jgrapht;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.kernel.BlossomMatching;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.alg.matching.SparseEdmondsMaximumCardinalityMatching;
import org.jgrapht.graph.Pseudograph;

/**
 * Matchings of any JGraphT graph, bipartite or not: edges of which no two share a vertex, with the largest (or least) sum of theta.
 *
 * <p>y is 1 on the edges of the matching; theta may have any sign; edges are taken as undirected. A perfect matching leaves no vertex
 * alone; without that, edges that do not help are left out, so that all-negative scores have the empty matching. Solved by JGraphT's
 * Blossom V; theta is scaled, and answers are optimal within n 2^-39 max |theta|. Edmonds 1965; Kolmogorov 2009.
 */
public final class Matching {
    private Matching() {}

    /**
     * Makes the oracle of the matchings of a graph.
     *
     * @param graph a graph with or without directions, loops (which no matching holds) and parallel edges; compiled now and not kept.
     *     Its own weights are not read
     * @param sense whether theta holds scores or costs; coordinate i is the i-th edge of the graph's iteration order
     * @param perfect whether every vertex must be matched
     * @param <V> the vertices
     * @param <E> the edges
     * @return the oracle
     * @throws InvalidArgumentException if the graph has no edge
     * @throws OracleException with code INFEASIBLE where a perfect matching is wanted and there is none
     */
    public static <V, E> GraphOracle oracle(Graph<V, E> graph, Sense sense, boolean perfect) {
        return oracle(FlatGraph.compile(graph), sense, perfect);
    }

    /**
     * Makes the oracle of the matchings of the complete graph, such as pairings of n people.
     *
     * @param n the number of vertices, at least 2, and even where perfect
     * @param sense whether theta holds scores or costs; edges come in the order (0,1), (0,2), ..., (n-2,n-1)
     * @param perfect whether every vertex must be matched
     * @return the oracle, of dimension n (n - 1) / 2
     * @throws InvalidArgumentException if n is out of range
     * @throws OracleException with code INFEASIBLE where a perfect matching is wanted and n is odd
     */
    public static GraphOracle complete(int n, Sense sense, boolean perfect) {
        return oracle(FlatGraph.complete(n, 2), sense, perfect);
    }

    static GraphOracle oracle(FlatGraph given, Sense sense, boolean perfect) {
        FlatGraph graph = given.undirected();
        if (perfect) {
            requirePerfect(graph);
        }
        Set<Trait> traits = perfect ? EnumSet.of(Trait.ZERO_ONE, Trait.CONSTANT_SUM) : EnumSet.of(Trait.ZERO_ONE);
        return new GraphOracle(
                        graph.edges,
                        sense,
                        traits,
                        () -> new BlossomMatching(graph, -sense.sign(), perfect),
                        edges -> violation(graph, perfect, edges),
                        List.of(graph, perfect))
                .remadeBy(free -> oracle(graph.keeping(free), sense, perfect));
    }

    private static void requirePerfect(FlatGraph graph) {
        Graph<Integer, Integer> numbered = new Pseudograph<>(null, null, false);
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
                                + 2 * matching.getEdges().size() + " can be matched, then vertex '"
                                + graph.vertices.get(v) + "' is left. Maybe an edge is missing, or perfect=false");
            }
        }
    }

    private static Optional<String> violation(FlatGraph graph, boolean perfect, int[] edges) {
        boolean[] matched = new boolean[graph.vertices.size()];
        for (int edge : edges) {
            for (int v : new int[] {graph.tails[edge], graph.heads[edge]}) {
                if (matched[v]) {
                    return Optional.of("two edges of it meet in vertex '" + graph.vertices.get(v) + "'");
                }
                matched[v] = true;
            }
        }
        for (int v = 0; perfect && v < matched.length; v++) {
            if (!matched[v]) {
                return Optional.of("it leaves vertex '" + graph.vertices.get(v) + "' alone");
            }
        }
        return Optional.empty();
    }
}
