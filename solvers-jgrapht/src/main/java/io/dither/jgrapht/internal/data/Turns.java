package io.dither.jgrapht.internal.data;

import io.dither.error.Arguments;
import io.dither.jgrapht.graph.Turn;
import io.dither.jgrapht.graph.TurnKind;
import io.dither.oracle.capability.Network;
import io.dither.oracle.capability.Trip;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;

/**
 * The turns of a directed graph that have a cost: turn t is from edge {@code from[t]} into edge {@code into[t]}, which
 * starts where the first edge ends. The coordinates of the edges come first; then each turn, or each kind of turns, has
 * a coordinate.
 */
public final class Turns {
    /** The coordinate of a turn without cost. */
    private static final int FREE = -1;

    public final FlatGraph graph;
    /** The arcs of the graph by the vertex that they leave. */
    public final Arcs outgoing;

    public final int[] from;
    public final int[] into;
    /** The index in {@code coordinates} of the first turn from each edge; FREE if no turn from the edge has a cost. */
    private final int[] firstTurn;
    /**
     * At {@code firstTurn[e] + k}, the coordinate of the turn from edge e into the k-th edge that leaves the head of e,
     * where k counts from 0; FREE if this turn has no cost.
     */
    private final int[] coordinates;
    /** The kinds of turns with a coordinate each; empty if each turn has its own coordinate. */
    public final List<TurnKind> kinds;

    /** Makes turns that have a coordinate each. */
    public Turns(FlatGraph graph, int[] from, int[] into) {
        this(graph, from, into, IntStream.range(0, from.length).toArray(), List.of());
    }

    /** Makes turns; the coordinate of turn t is the number of edges plus {@code offsets[t]}. */
    private Turns(FlatGraph graph, int[] from, int[] into, int[] offsets, List<TurnKind> kinds) {
        this.graph = graph;
        this.kinds = kinds;
        this.from = from;
        this.into = into;
        outgoing = Arcs.outgoing(graph);
        firstTurn = new int[graph.tails.length];
        Arrays.fill(firstTurn, FREE);
        int size = 0;
        for (int edge : from) {
            if (firstTurn[edge] == FREE) {
                firstTurn[edge] = size;
                int v = graph.heads[edge];
                size = Math.addExact(size, outgoing.firstArc[v + 1] - outgoing.firstArc[v]);
            }
        }
        coordinates = new int[size];
        Arrays.fill(coordinates, FREE);
        for (int t = 0; t < from.length; t++) {
            int index = indexOf(from[t], into[t]);
            Arguments.require(
                    coordinates[index] == FREE,
                    "the turn " + turnName(t) + " is given twice",
                    "Maybe a row of the file of turns is repeated");
            coordinates[index] = graph.tails.length + offsets[t];
        }
    }

    /** Returns the index in {@code coordinates} of the turn from one edge into the next. */
    private int indexOf(int edge, int next) {
        int first = outgoing.firstArc[graph.heads[edge]];
        int a = first;
        while (outgoing.edges[a] != next) {
            a++;
        }
        return firstTurn[edge] + a - first;
    }

    /**
     * Returns the coordinate of the turn from an edge into the edge of an arc, which is an element of {@code outgoing}
     * and leaves the head of the first edge; negative if the turn is free.
     */
    public int coordinate(int edge, int arc) {
        int first = firstTurn[edge];
        return first == FREE ? FREE : coordinates[first + arc - outgoing.firstArc[graph.heads[edge]]];
    }

    /**
     * Returns the network of paths with turns. Its nodes are a start node for each vertex of the graph, then a node for
     * each edge, then an end node for each vertex. Its arcs lead from a start node to the first edge of a path, from an
     * edge into the next edge by a turn, from the last edge to an end node, and, for the path without edges, from a
     * start node to the end node of the same vertex.
     */
    public Network network() {
        int n = graph.vertices.size();
        TurnArcs arcs = new TurnArcs();
        for (int v = 0; v < n; v++) {
            arcs.add(v, n + graph.tails.length + v, FREE, FREE); // the path without edges
            for (int a = outgoing.firstArc[v]; a < outgoing.firstArc[v + 1]; a++) {
                arcs.add(v, n + outgoing.edges[a], outgoing.edges[a], FREE);
            }
        }
        for (int e = 0; e < graph.tails.length; e++) {
            int v = graph.heads[e];
            arcs.add(n + e, n + graph.tails.length + v, FREE, FREE);
            // a path that enters a closed vertex ends there
            for (int a = outgoing.firstArc[v]; a < outgoing.firstArc[v + 1] && !outgoing.closed.contains(v); a++) {
                arcs.add(n + e, n + outgoing.edges[a], outgoing.edges[a], coordinate(e, a));
            }
        }
        return arcs.network(2 * n + graph.tails.length);
    }

    /** Returns the nodes of {@link #network} where paths start and end: a start at the source, an end at the target. */
    public Trip trip(PathProblem problem, Network network) {
        return new Trip(network, problem.source(), graph.vertices.size() + graph.tails.length + problem.target());
    }

    /** Returns the names of the coordinates: edges, then turns or their kinds. */
    public List<?> names() {
        int edges = graph.tails.length;
        return new LazyNames(
                edges + (kinds.isEmpty() ? from.length : kinds.size()),
                i -> i < edges ? String.valueOf(graph.edges.get(i)) : turnOrKindName(i - edges));
    }

    private String turnOrKindName(int index) {
        return kinds.isEmpty() ? turnName(index) : kinds.get(index).toString();
    }

    /** Compiles turns between edges of a graph. */
    public static <E> Turns of(FlatGraph graph, List<Turn<E>> turns) {
        requireDirected(graph);
        Map<Object, Integer> numbers = new HashMap<>();
        for (Object edge : graph.edges) {
            numbers.put(edge, numbers.size());
        }
        int[] from = new int[turns.size()];
        int[] into = new int[from.length];
        for (int t = 0; t < from.length; t++) {
            from[t] = numbers.getOrDefault(turns.get(t).from(), -1);
            into[t] = numbers.getOrDefault(turns.get(t).into(), -1);
            Arguments.require(
                    from[t] >= 0 && into[t] >= 0 && graph.heads[from[t]] == graph.tails[into[t]],
                    turns.get(t) + " is not a turn of the graph",
                    "Maybe its edges are of another graph, or do not meet head to tail");
        }
        return new Turns(graph, from, into);
    }

    private String turnName(int t) {
        return graph.vertices.get(graph.tails[from[t]]) + "->" + graph.vertices.get(graph.heads[from[t]]) + "->"
                + graph.vertices.get(graph.heads[into[t]]);
    }

    /** Returns all U-turns, from an edge back to the vertex where it starts; an edge that is a loop has none. */
    public static Turns uTurns(FlatGraph graph) {
        return byRule(
                graph,
                List.of(),
                (edge, next) ->
                        graph.heads[next] == graph.tails[edge] && graph.heads[edge] != graph.tails[edge] ? 0 : FREE);
    }

    /**
     * Returns all turns of the given kinds, which the positions of vertices determine. Each kind is one coordinate.
     * Fails if a position is not finite.
     */
    public static Turns byKind(FlatGraph graph, double[] x, double[] y, Set<TurnKind> kinds) {
        Arguments.require(!kinds.isEmpty(), "turn-kinds is empty", "Maybe choose left and u-turn");
        List<TurnKind> sorted = kinds.stream().sorted().toList();
        Arguments.finite("x", x, graph.vertices.size());
        Arguments.finite("y", y, graph.vertices.size());
        return byRule(
                graph,
                sorted,
                // -1, that is FREE, if the kind has no cost
                (edge, next) -> sorted.indexOf(TurnKind.between(
                        x[graph.heads[edge]] - x[graph.tails[edge]],
                        y[graph.heads[edge]] - y[graph.tails[edge]],
                        x[graph.heads[next]] - x[graph.tails[next]],
                        y[graph.heads[next]] - y[graph.tails[next]])));
    }

    /**
     * Returns the turns that a rule selects. The rule takes two edges and returns the index in {@code kinds} of the
     * turn from the first into the second, or FREE if this turn has no cost. If {@code kinds} is empty, every number
     * besides FREE means that the turn has a cost.
     */
    private static Turns byRule(FlatGraph graph, List<TurnKind> kinds, IntBinaryOperator rule) {
        requireDirected(graph);
        Arcs outgoing = Arcs.outgoing(graph);
        Edges turns = new Edges(16); // pairs of edges: the tail is the edge before the turn, the head the edge after it
        for (int e = 0; e < graph.tails.length; e++) {
            int v = graph.heads[e];
            for (int a = outgoing.firstArc[v]; a < outgoing.firstArc[v + 1]; a++) {
                if (rule.applyAsInt(e, outgoing.edges[a]) != FREE) {
                    turns.add(e, outgoing.edges[a]);
                }
            }
        }
        int[] from = turns.tails();
        int[] into = turns.heads();
        int[] offsets = IntStream.range(0, from.length)
                .map(t -> kinds.isEmpty() ? t : rule.applyAsInt(from[t], into[t]))
                .toArray();
        return new Turns(graph, from, into, offsets, kinds);
    }

    public static void requireDirected(FlatGraph graph) {
        Arguments.require(
                graph.directed,
                "turns need directed edges, because a turn depends on the direction of travel",
                "Maybe give each street in both directions");
    }
}
