package io.dither.jgrapht.internal.data;

import io.dither.jgrapht.graph.WeightsOn;
import io.dither.oracle.capability.Network;
import java.util.function.IntPredicate;

/**
 * The arcs of a graph, grouped by vertex (compressed sparse rows): the arcs of vertex u are firstArc[u] to firstArc[u +
 * 1] - 1, in the order of the edges. A directed edge is one arc; an undirected edge is two arcs, one per direction.
 */
public final class Arcs {
    /** The first arc of each vertex; the last element is the number of all arcs. */
    public final int[] firstArc;
    /** The other vertex of each arc: the head of an outgoing arc, the tail of an incoming arc. */
    public final int[] ends;
    /** The edge of each arc. */
    public final int[] edges;
    /** The set of closed vertices of the graph: paths may start and end there, but do not cross them. */
    public final Closed closed;

    private Arcs(int[] firstArc, Closed closed) {
        this.firstArc = firstArc;
        this.ends = new int[firstArc[firstArc.length - 1]];
        this.edges = new int[ends.length];
        this.closed = closed;
    }

    /** Groups arcs by the vertex that they leave; {@code ends} are the vertices that they enter. */
    public static Arcs outgoing(FlatGraph graph) {
        return of(graph, graph.tails, graph.heads);
    }

    /** Groups arcs by the vertex that they enter; {@code ends} are the vertices that they leave. */
    public static Arcs incoming(FlatGraph graph) {
        return of(graph, graph.heads, graph.tails);
    }

    private static Arcs of(FlatGraph graph, int[] from, int[] to) {
        // next[u + 1] counts the arcs of u; after the sums, next[u] is the index of the next arc of u to put
        int[] next = new int[graph.vertices.size() + 1];
        for (int e = 0; e < from.length; e++) {
            next[from[e] + 1]++;
            if (!graph.directed) {
                next[to[e] + 1]++;
            }
        }
        for (int u = 1; u < next.length; u++) {
            next[u] += next[u - 1];
        }
        Arcs arcs = new Arcs(next.clone(), graph.closed);
        for (int e = 0; e < from.length; e++) {
            arcs.put(next[from[e]]++, to[e], e);
            if (!graph.directed) {
                arcs.put(next[to[e]]++, from[e], e);
            }
        }
        return arcs;
    }

    private void put(int position, int end, int edge) {
        ends[position] = end;
        edges[position] = edge;
    }

    /** Returns the number of vertices. */
    public int vertices() {
        return firstArc.length - 1;
    }

    /** Returns the graph as the network of a path oracle; these arcs must be outgoing. */
    public Network network(WeightsOn weightsOn) {
        int[] tails = new int[ends.length];
        for (int u = 0; u < vertices(); u++) {
            java.util.Arrays.fill(tails, firstArc[u], firstArc[u + 1], u);
        }
        return weightsOn == WeightsOn.VERTICES
                ? Network.onVertices(vertices(), tails, ends, closed::contains)
                : Network.onArcs(vertices(), tails, ends, edges, closed::contains);
    }

    /** Returns for each vertex whether it can be reached from a vertex without crossing a closed vertex. */
    public boolean[] reachableFrom(int from) {
        return reachableFrom(from, edge -> true);
    }

    /**
     * Returns for each vertex whether it can be reached from the vertex {@code from} along the edges that {@code open}
     * accepts, without crossing a closed vertex. With incoming arcs: whether it can reach {@code from}.
     */
    public boolean[] reachableFrom(int from, IntPredicate open) {
        boolean[] reached = new boolean[vertices()];
        int[] stack = new int[vertices()];
        int size = 0;
        stack[size++] = from;
        reached[from] = true;
        while (size > 0) {
            int u = stack[--size];
            if (closed.contains(u) && u != from) {
                continue;
            }
            for (int a = firstArc[u]; a < firstArc[u + 1]; a++) {
                if (!reached[ends[a]] && open.test(edges[a])) {
                    reached[ends[a]] = true;
                    stack[size++] = ends[a];
                }
            }
        }
        return reached;
    }

    /**
     * Sorts the vertices such that every arc leads to a later vertex. Vertices on a cycle, or reached from a cycle, are
     * left out.
     */
    public int[] topologicalOrder() {
        // for each vertex, the number of arcs into it from vertices that have no place in the order yet
        int[] waiting = new int[vertices()];
        for (int end : ends) {
            waiting[end]++;
        }
        int[] order = new int[vertices()];
        int size = 0;
        for (int u = 0; u < order.length; u++) {
            if (waiting[u] == 0) {
                order[size++] = u;
            }
        }
        for (int next = 0; next < size; next++) {
            int u = order[next];
            for (int a = firstArc[u]; a < firstArc[u + 1]; a++) {
                if (--waiting[ends[a]] == 0) {
                    order[size++] = ends[a];
                }
            }
        }
        return java.util.Arrays.copyOf(order, size);
    }
}
