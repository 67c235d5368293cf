package io.dither.jgrapht.subgraphs;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.jgrapht.GraphOracle;
import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.Components;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.oracle.Domain;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jgrapht.Graph;

/**
 * Steiner trees of any JGraphT graph: trees that connect some of its vertices, the terminals. Minimises the sum of the
 * costs of their edges.
 *
 * <p>y is 1 on the edges of the tree; theta holds costs of at least 0; edges are taken as undirected. The answer is
 * found by a heuristic: shortest paths between the regions of the terminals, joined by a spanning tree (Mehlhorn 1988,
 * a faster form of Kou, Markowsky and Berman 1981). With k terminals the cheapest tree costs at least 1 / (2 - 2 / k)
 * of the cost of these paths. The gap is the cost of the answer minus this bound. Two terminals are solved exactly.
 */
public final class SteinerTree {
    private SteinerTree() {}

    /**
     * Makes the oracle of the trees that connect the terminals.
     *
     * @param graph a directed or undirected graph, with or without loops and parallel edges; it is compiled now, and
     *     later changes have no effect. Its own weights are not used
     * @param terminals at least two vertices
     * @param <V> the vertices
     * @param <E> the edges
     * @return the oracle, a minimiser; coordinate i is the i-th edge of the graph's iteration order
     * @throws InvalidArgumentException if a terminal is not a vertex of the graph, or there are fewer than two
     *     terminals
     * @throws OracleException with code INFEASIBLE if there is no path between two terminals
     */
    public static <V, E> GraphOracle oracle(Graph<V, E> graph, Set<V> terminals) {
        return oracle(FlatGraph.compile(graph), List.copyOf(terminals));
    }

    static GraphOracle oracle(FlatGraph compiled, List<?> terminalNames) {
        FlatGraph graph = compiled.undirected();
        // sorted for the binary search in violation, and because the order of a set is arbitrary
        int[] terminals = terminalNames.stream()
                .mapToInt(name -> graph.vertexNumber("terminal", name))
                .sorted()
                .distinct()
                .toArray();
        Arguments.require(
                terminals.length >= 2,
                "terminals = " + terminalNames + " has fewer than two vertices",
                "Maybe write terminals=(a,b,c)");
        Arcs arcs = Arcs.outgoing(graph);
        boolean[] reached = arcs.reachableFrom(terminals[0]);
        for (int t : terminals) {
            if (!reached[t]) {
                throw new OracleException(
                        OracleException.Code.INFEASIBLE,
                        "no path joins the terminals '" + graph.vertices.get(terminals[0]) + "' and '"
                                + graph.vertices.get(t) + "'. Maybe an edge is missing");
            }
        }
        return GraphOracle.of(
                        graph.edges,
                        Sense.MINIMIZE,
                        terminals.length == 2
                                ? EnumSet.of(Trait.ZERO_ONE)
                                : EnumSet.of(Trait.ZERO_ONE, Trait.HEURISTIC),
                        () -> new Mehlhorn(graph, arcs, terminals),
                        edges -> violation(graph, terminals, edges),
                        List.of(graph, terminals))
                .withDomain(Domain.nonnegative())
                .withRestriction(free -> oracle(graph.keeping(free), terminalNames));
    }

    private static Optional<String> violation(FlatGraph graph, int[] terminals, int[] edges) {
        Components components = new Components(graph.vertices.size());
        int[] degree = new int[graph.vertices.size()];
        for (int edge : edges) {
            if (!components.join(graph.tails[edge], graph.heads[edge])) {
                return Optional.of("edge " + graph.edges.get(edge) + " closes a cycle");
            }
            degree[graph.tails[edge]]++;
            degree[graph.heads[edge]]++;
        }
        for (int t : terminals) {
            if (components.representative(t) != components.representative(terminals[0])) {
                return Optional.of("it does not connect the terminals '" + graph.vertices.get(terminals[0]) + "' and '"
                        + graph.vertices.get(t) + "'");
            }
        }
        for (int v = 0; v < degree.length; v++) {
            if (degree[v] == 1 && Arrays.binarySearch(terminals, v) < 0) {
                return Optional.of(
                        "a branch of it ends in vertex '" + graph.vertices.get(v) + "', which is not a terminal");
            }
        }
        return Optional.empty();
    }
}
