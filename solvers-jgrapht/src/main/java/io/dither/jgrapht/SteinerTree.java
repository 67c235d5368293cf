package io.dither.jgrapht;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.Components;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.kernel.DreyfusWagner;
import io.dither.jgrapht.internal.kernel.Mehlhorn;
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
 * <p>y is 1 on the edges of the tree; theta has costs of at least 0; directions of edges are ignored. {@link #oracle}
 * is a heuristic: a spanning tree of shortest paths between the regions of the terminals (Mehlhorn 1988). With k
 * terminals, the cheapest tree costs at least 1 / (2 - 2 / k) of the cost of these paths; the gap of an answer is its
 * distance from this bound, which is 0 for two terminals. {@link #exact} solves exactly, by a dynamic programme whose
 * time grows as 3^k (Dreyfus and Wagner 1971).
 */
public final class SteinerTree {
    private static final int MAX_TERMINALS = 16;

    /** With more entries, a session takes more than 192 MiB. */
    private static final long MAX_ENTRIES = 1 << 24;

    private SteinerTree() {}

    /**
     * Makes the oracle of the trees that connect the terminals.
     *
     * @param graph a directed or undirected graph, with or without loops and parallel edges; it is compiled now, and
     * later changes have no effect. Its own weights are not used
     * @param terminals at least two vertices
     * @param <V> the vertices
     * @param <E> the edges
     * @return the oracle, a minimiser; coordinate i is the i-th edge of the graph's iteration order
     * @throws InvalidArgumentException if a terminal is not a vertex of the graph, or there are fewer than two
     * @throws OracleException with code INFEASIBLE if there is no path between two terminals
     */
    public static <V, E> GraphOracle oracle(Graph<V, E> graph, Set<V> terminals) {
        return oracle(FlatGraph.compile(graph), List.copyOf(terminals), false);
    }

    /**
     * Makes the oracle of the cheapest trees that connect the terminals, solved exactly.
     *
     * @param graph a directed or undirected graph, with or without loops and parallel edges; it is compiled now, and
     * later changes have no effect. Its own weights are not used
     * @param terminals at least two vertices, k; n 2^(k-1) is at most 2^24
     * @param <V> the vertices
     * @param <E> the edges
     * @return the oracle, a minimiser; coordinate i is the i-th edge of the graph's iteration order
     * @throws InvalidArgumentException if a terminal is not a vertex of the graph, or there are too few or too many
     * terminals
     * @throws OracleException with code INFEASIBLE if there is no path between two terminals
     */
    public static <V, E> GraphOracle exact(Graph<V, E> graph, Set<V> terminals) {
        return oracle(FlatGraph.compile(graph), List.copyOf(terminals), true);
    }

    static GraphOracle oracle(FlatGraph given, List<?> names, boolean exact) {
        FlatGraph graph = given.undirected();
        // sorted, because the order of a set is arbitrary
        int[] terminals = names.stream()
                .mapToInt(name -> graph.vertex("terminal", name))
                .sorted()
                .distinct()
                .toArray();
        Arguments.require(
                terminals.length >= 2,
                "terminals = " + names + " has fewer than two vertices",
                "Maybe write terminals=(a,b,c)");
        Arcs arcs = Arcs.outgoing(graph);
        boolean[] reached = arcs.reach(terminals[0]);
        for (int t : terminals) {
            if (!reached[t]) {
                throw new OracleException(
                        OracleException.Code.INFEASIBLE,
                        "no path joins the terminals '" + graph.vertices.get(terminals[0]) + "' and '"
                                + graph.vertices.get(t) + "'. Maybe an edge is missing");
            }
        }
        Arguments.require(
                !exact
                        || (terminals.length <= MAX_TERMINALS
                                && (long) graph.vertices.size() << (terminals.length - 1) <= MAX_ENTRIES),
                "exact trees of " + terminals.length + " terminals among " + graph.vertices.size()
                        + " vertices take too much memory",
                "Maybe exact=false, a heuristic with a bound");
        boolean proved = exact || terminals.length == 2;
        return new GraphOracle(
                        graph.edges,
                        Sense.MINIMIZE,
                        proved ? EnumSet.of(Trait.ZERO_ONE) : EnumSet.of(Trait.ZERO_ONE, Trait.HEURISTIC),
                        exact
                                ? () -> new DreyfusWagner(graph, arcs, terminals)
                                : () -> new Mehlhorn(graph, arcs, terminals),
                        edges -> violation(graph, terminals, edges),
                        List.of(graph, terminals, exact))
                .on(Domain.nonnegative())
                .withRemake(free -> oracle(graph.keeping(free), names, exact));
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
            if (components.root(t) != components.root(terminals[0])) {
                return Optional.of("it does not connect the terminals '" + graph.vertices.get(terminals[0]) + "' and '"
                        + graph.vertices.get(t) + "'");
            }
        }
        for (int v = 0; v < degree.length; v++) {
            if (degree[v] == 1 && Arrays.binarySearch(terminals, v) < 0) {
                return Optional.of("a branch of it ends in vertex '" + graph.vertices.get(v) + "', which is not a terminal");
            }
        }
        return Optional.empty();
    }
}
