package io.dither.oracle.capability;

import io.dither.error.Arguments;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The graph of path oracles in arrays. Arcs are sorted by the vertex that they leave; the cost of an arc is one
 * coordinate of theta, the sum of two coordinates, or 0. An undirected edge is two arcs with the same coordinate.
 * Immutable.
 */
public final class Network {
    private static final int NONE = -1;
    /** With this number of vertices an array of indices takes 1 GB; a larger number is probably a mistake. */
    private static final int MAX_VERTICES = 1 << 28;

    /** The arcs that leave vertex v are start[v] to start[v + 1] - 1. */
    private final int[] start;

    private final int[] tails;
    private final int[] heads;
    private final int[] coordinates;
    /** The second coordinate of theta of each arc, such as the coordinate of a turn; {@link #NONE} for none. */
    private final int[] secondCoordinates;
    /** The arcs that enter vertex v are at the indices startInto[v] to startInto[v + 1] - 1 of {@code into}. */
    private final int[] startInto;
    /** The arcs, sorted by the vertex that they enter. */
    private final int[] into;

    /** Whether paths may start or end in each vertex, but not cross it. */
    private final boolean[] closed;
    /** Whether costs are on vertices, not on arcs. */
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
        this.tails = reordered(tails, order);
        this.heads = reordered(heads, order);
        this.coordinates = reordered(coordinates, order);
        this.secondCoordinates = reordered(secondCoordinates, order);
        this.closed = closed;
        this.onVertices = onVertices;
        startInto = starts(heads, closed.length);
        into = sorted(this.heads, startInto);
    }

    /**
     * Makes a network whose costs are on arcs.
     *
     * @param vertices n
     * @param tails the start vertices of the arcs; copied
     * @param heads their end vertices, one per arc; copied
     * @param coordinates the coordinate of theta of each arc; copied
     * @param closed returns whether a vertex, from 0 to n - 1, is closed: paths may start or end there, but not cross
     *     it
     * @return the network
     */
    public static Network onArcs(int vertices, int[] tails, int[] heads, int[] coordinates, IntPredicate closed) {
        return of(vertices, tails, heads, coordinates, noCoordinates(tails.length), closed, false);
    }

    /**
     * Makes a network whose costs are on edges and on the turns between them. Its vertices are the points where paths
     * may start, the edges, and the points where paths may end; its arcs lead from edge to edge.
     *
     * @param vertices the number of starts, edges and ends together
     * @param tails the start vertices of the arcs; copied
     * @param heads their end vertices, one per arc; copied
     * @param coordinates the coordinate of theta of each arc, or -1 for none; copied
     * @param secondCoordinates the second coordinate of theta of each arc, or -1 for none; copied
     * @return the network, which has no closed vertices: leave out arcs that would cross one
     */
    public static Network onTurns(int vertices, int[] tails, int[] heads, int[] coordinates, int[] secondCoordinates) {
        return of(vertices, tails, heads, coordinates, secondCoordinates, vertex -> false, false);
    }

    private static int[] noCoordinates(int length) {
        int[] none = new int[length];
        Arrays.fill(none, NONE);
        return none;
    }

    /**
     * Makes a network whose costs are on vertices: theta[v] is the cost of vertex v. The cost of a path includes both
     * its ends.
     *
     * @param vertices n
     * @param tails the start vertices of the arcs; copied
     * @param heads their end vertices, one per arc; copied
     * @param closed returns whether a vertex, from 0 to n - 1, is closed: paths may start or end there, but not cross
     *     it
     * @return the network, whose arcs have the coordinate of the vertex that they enter
     */
    public static Network onVertices(int vertices, int[] tails, int[] heads, IntPredicate closed) {
        return of(vertices, tails, heads, heads, noCoordinates(tails.length), closed, true);
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
        Arguments.between("vertices", n, 1, MAX_VERTICES);
        for (int a = 0; a < tails.length; a++) {
            Arguments.require(
                    tails[a] >= 0 && tails[a] < n && heads[a] >= 0 && heads[a] < n && coordinates[a] >= NONE,
                    "arc " + a + " leads from " + tails[a] + " to " + heads[a] + " and has coordinate " + coordinates[a]
                            + ", where vertices are 0 to " + (n - 1),
                    "Maybe vertices are counted from 1");
        }
        boolean[] isClosed = new boolean[n];
        for (int v = 0; v < n; v++) {
            isClosed[v] = closed.test(v);
        }
        return new Network(tails, heads, coordinates, secondCoordinates, isClosed, onVertices);
    }

    /** Returns for each of n vertices the number of arcs of smaller vertices; arc a belongs to vertices[a]. */
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

    /** Returns the arcs sorted by their vertices (a stable sort). */
    private static int[] sorted(int[] vertices, int[] start) {
        int[] next = start.clone();
        int[] order = new int[vertices.length];
        for (int a = 0; a < order.length; a++) {
            order[next[vertices[a]]++] = a;
        }
        return order;
    }

    private static int[] reordered(int[] values, int[] order) {
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
     * {@return the index, for {@link #into}, of the first arc into a vertex; the index of the last is {@code
     * firstInto(vertex + 1) - 1}}
     *
     * @param vertex from 0 to n
     */
    public int firstInto(int vertex) {
        return startInto[vertex];
    }

    /**
     * {@return the arc at an index in the list of all arcs, sorted by the vertex that they enter}
     *
     * @param index from 0 to arcs - 1
     */
    public int into(int index) {
        return into[index];
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
     * {@return the coordinate of theta of an arc, or -1 if there is none}
     *
     * @param arc the arc
     */
    public int coordinate(int arc) {
        return coordinates[arc];
    }

    /**
     * {@return the second coordinate of theta of an arc, such as the coordinate of a turn, or -1 if there is none}
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

    /**
     * {@return whether costs are on vertices, so that the cost of a path from s has theta[s] in addition to its arcs}
     */
    public boolean isOnVertices() {
        return onVertices;
    }
}
