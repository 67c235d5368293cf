package io.dither.jgrapht.subgraphs;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.jgrapht.GraphOracle;
import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.Components;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jgrapht.Graph;

/**
 * Spanning arborescences of any directed JGraphT graph: directed trees in which one arc enters each vertex except the
 * root, and the root reaches all vertices. Minimises or maximises the sum of theta over the arcs.
 *
 * <p>The answer y is 1 on the arcs of the arborescence; theta may have any sign. The algorithm is that of Chu and Liu
 * (1965) and Edmonds (1967).
 */
public final class Arborescence {
    private Arborescence() {}

    /**
     * Makes the oracle of the spanning arborescences of a graph.
     *
     * @param graph a directed graph, with or without loops and parallel arcs; it is compiled now, and later changes
     *     have no effect. Its own weights are not used
     * @param root the vertex that reaches all other vertices
     * @param sense whether theta holds costs or scores; coordinate i is the i-th edge of the graph's iteration order
     * @param <V> the vertices
     * @param <E> the edges
     * @return the oracle
     * @throws InvalidArgumentException if the graph has undirected edges, has no vertex {@code root}, or has only this
     *     vertex and no edges
     * @throws OracleException with code INFEASIBLE if the root does not reach all vertices
     */
    public static <V, E> GraphOracle oracle(Graph<V, E> graph, V root, Sense sense) {
        FlatGraph flat = FlatGraph.compile(graph);
        return oracle(flat, flat.vertexNumber("root", root), sense);
    }

    static GraphOracle oracle(FlatGraph compiled, int root, Sense sense) {
        FlatGraph graph = compiled.closedBelow(0); // no closed vertices: they concern paths only
        Arguments.require(
                graph.directed,
                "an arborescence needs directed edges",
                "Maybe use a spanning tree, or give each edge in both directions");
        boolean[] reached = Arcs.outgoing(graph).reachableFrom(root);
        for (int v = 0; v < reached.length; v++) {
            if (!reached[v]) {
                throw new OracleException(
                        OracleException.Code.INFEASIBLE,
                        "no path leads from the root '" + graph.vertices.get(root) + "' to vertex '"
                                + graph.vertices.get(v) + "', so there is no arborescence. Maybe an edge is reversed");
            }
        }
        return GraphOracle.of(
                        graph.edges,
                        sense,
                        EnumSet.of(Trait.ZERO_ONE, Trait.CONSTANT_SUM),
                        () -> new ChuLiuEdmonds(graph, root, -sense.sign()), // 1 for costs, -1 for scores
                        arcs -> violation(graph, root, arcs),
                        List.of(graph, root))
                .withRestriction(edges -> oracle(graph.keeping(edges), root, sense));
    }

    private static Optional<String> violation(FlatGraph graph, int root, int[] arcs) {
        Components components = new Components(graph.vertices.size());
        boolean[] entered = new boolean[graph.vertices.size()];
        entered[root] = true;
        for (int arc : arcs) {
            int head = graph.heads[arc];
            if (entered[head]) {
                return Optional.of("arc " + graph.edges.get(arc) + " enters vertex '" + graph.vertices.get(head)
                        + (head == root ? "', the root" : "', as does another arc"));
            }
            entered[head] = true;
            // components ignore directions, but at most one arc enters each vertex, so every cycle is directed
            if (!components.join(graph.tails[arc], head)) {
                return Optional.of("arc " + graph.edges.get(arc) + " closes a cycle");
            }
        }
        int missing = entered.length - 1 - arcs.length;
        return missing == 0
                ? Optional.empty()
                : Optional.of("it has " + arcs.length + " arcs, " + missing + " too few to span the graph");
    }
}
