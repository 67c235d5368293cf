package io.dither.oracle.capability;

import io.dither.error.Arguments;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The graph of path oracles in numbers: arcs are sorted by the vertex that they leave, and each pays one coordinate of theta, two or
 * none. An edge that leads both ways is two arcs that pay the same coordinate. Immutable.
 */
public final class Network {
    private static final int NOTHING = -1;
    private static final int MOST_VERTICES = 1 << 28;

    private final int[] start;
    private final int[] tails;
    private final int[] heads;
    private final int[] coordinates;
    private final int[] secondCoordinates;
    private final int[] startInto;
    private final int[] into;
    private final boolean[] closed;
    private final boolean onVertices;

    private Network(
            int[] tails,
            int[] heads,
            int[] coordinates,
            int[] secondCoordinates,
            boolean[] closed,
            boolean onVertices) {
        start = starts(tails, closed.length);
        int[] order = sorted(tails, start);
        this.tails = picked(tails, order);
        this.heads = picked(heads, order);
        this.coordinates = picked(coordinates, order);
        this.secondCoordinates = picked(secondCoordinates, order);
        this.closed = closed;
        this.onVertices = onVertices;
        startInto = starts(heads, closed.length);
        into = sorted(this.heads, startInto);
    }

    /**
     * Makes the network of paths that pay their arcs.
     *
     * @param closed returns whether paths may start or end in a vertex, from 0 to n - 1, but not cross it
     * @param vertices n
     * @param tails the start vertices of the arcs; copied
     * @param heads their end vertices, one per arc; copied
     * @param coordinates the index of theta that each arc pays, one per arc; copied
     * @return the network
     */
    public static Network onArcs(int vertices, int[] tails, int[] heads, int[] coordinates, IntPredicate closed) {
        return of(vertices, tails, heads, coordinates, none(tails.length), closed, false);
    }

    /**
     * Makes the network of paths that pay edges and the turns between them: its vertices are where paths start, then the edges, then
     * where they end, and its arcs lead from edge to edge.
     *
     * @param vertices the number of all of these
     * @param tails the start vertices of the arcs; copied
     * @param heads their end vertices, one per arc; copied
     * @param coordinates the index of theta that each arc pays, or -1 for none; copied
     * @param secondCoordinates the index of theta that each arc pays in addition, or -1 for none; copied
     * @return the network, without closed vertices: an arc that would cross one is left out
     */
    public static Network onTurns(int vertices, int[] tails, int[] heads, int[] coordinates, int[] secondCoordinates) {
        return of(vertices, tails, heads, coordinates, secondCoordinates, vertex -> false, false);
    }

    private static int[] none(int length) {
        int[] none = new int[length];
        Arrays.fill(none, NOTHING);
        return none;
    }

    /**
     * Makes the network of paths that pay their vertices, both ends among them: theta[v] is paid at vertex v.
     *
     * @param closed returns whether paths may start or end in a vertex, from 0 to n - 1, but not cross it
     * @param vertices n
     * @param tails the start vertices of the arcs; copied
     * @param heads their end vertices, one per arc; copied
     * @return the network, whose arcs pay the vertex that they enter
     */
    public static Network onVertices(int vertices, int[] tails, int[] heads, IntPredicate closed) {
        return of(vertices, tails, heads, heads, none(tails.length), closed, true);
    }

    private static Network of(
            int n,
            int[] tails,
            int[] heads,
            int[] coordinates,
            int[] secondCoordinates,
            IntPredicate closed,
            boolean onVertices) {
        Arguments.require(
                tails.length == heads.length
                        && tails.length == coordinates.length
                        && tails.length == secondCoordinates.length,
                tails.length + " tails, " + heads.length + " heads and " + coordinates.length + " coordinates differ",
                "Maybe one arc is missing");
        Arguments.between("vertices", n, 1, MOST_VERTICES);
        for (int a = 0; a < tails.length; a++) {
            Arguments.require(
                    tails[a] >= 0 && tails[a] < n && heads[a] >= 0 && heads[a] < n && coordinates[a] >= NOTHING,
                    "arc " + a + " leads from " + tails[a] + " to " + heads[a] + " and pays " + coordinates[a]
                            + ", where vertices are 0 to " + (n - 1),
                    "Maybe vertices are counted from 1");
        }
        boolean[] shut = new boolean[n];
        for (int v = 0; v < n; v++) {
            shut[v] = closed.test(v);
        }
        return new Network(tails, heads, coordinates, secondCoordinates, shut, onVertices);
    }

    private static int[] starts(int[] vertices, int n) {
        int[] start = new int[n + 1];
        for (int v : vertices) {
            start[v + 1]++;
        }
        for (int v = 0; v < n; v++) {
            start[v + 1] += start[v];
        }
        return start;
    }

    /** Returns the arcs sorted by their vertices; equal ones stay in order. */
    private static int[] sorted(int[] vertices, int[] start) {
        int[] next = start.clone();
        int[] order = new int[vertices.length];
        for (int a = 0; a < order.length; a++) {
            order[next[vertices[a]]++] = a;
        }
        return order;
    }

    private static int[] picked(int[] values, int[] order) {
        return IntStream.of(order).map(a -> values[a]).toArray();
    }

    /**
     * Returns n.
     *
     * @return the number of vertices
     */
    public int vertices() {
        return closed.length;
    }

    /** {@return the number of arcs} */
    public int arcs() {
        return heads.length;
    }

    /**
     * {@return the first arc that leaves a vertex; the last is the one before {@code firstFrom(vertex + 1)}}
     *
     * @param vertex from 0 to n
     */
    public int firstFrom(int vertex) {
        return start[vertex];
    }

    /**
     * {@return where the list of the arcs into a vertex begins; it ends before {@code firstInto(vertex + 1)}: a place
     * for {@link #into}}
     *
     * @param vertex from 0 to n
     */
    public int firstInto(int vertex) {
        return startInto[vertex];
    }

    /**
     * {@return an arc of the list by the vertex that arcs enter}
     *
     * @param place from 0 to arcs - 1
     */
    public int into(int place) {
        return into[place];
    }

    /**
     * {@return the start vertex of an arc}
     *
     * @param arc the arc
     */
    public int tail(int arc) {
        return tails[arc];
    }

    /**
     * {@return the end vertex of an arc}
     *
     * @param arc the arc
     */
    public int head(int arc) {
        return heads[arc];
    }

    /**
     * {@return the index of theta that an arc pays, or -1 if it pays nothing}
     *
     * @param arc the arc
     */
    public int coordinate(int arc) {
        return coordinates[arc];
    }

    /**
     * {@return the index of theta that an arc pays in addition, as for a turn, or -1 if there is none}
     *
     * @param arc the arc
     */
    public int secondCoordinate(int arc) {
        return secondCoordinates[arc];
    }

    /**
     * Returns whether paths may start or end in a vertex but do not cross it.
     *
     * @param vertex the vertex
     * @return whether it is closed to through traffic
     */
    public boolean isClosed(int vertex) {
        return closed[vertex];
    }

    /** {@return whether paths pay vertices, so that a path from s pays theta[s] in addition to its arcs} */
    public boolean isOnVertices() {
        return onVertices;
    }
}
