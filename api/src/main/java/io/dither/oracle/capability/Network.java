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

    /** The arcs that leave vertex v are firstFrom[v] to firstFrom[v + 1] - 1. */
    private final int[] firstFrom;

    private final int[] tails;
    private final int[] heads;
    private final int[] coordinates;
    /** The second coordinate of theta of each arc, such as the coordinate of a turn; {@link #NONE} for none. */
    private final int[] secondCoordinates;
    /** The arcs that enter vertex v are at the indices firstInto[v] to firstInto[v + 1] - 1 of {@code into}. */
    private final int[] firstInto;
    /** The arcs, sorted by the vertex that they enter. */
    private final int[] into;

    /** Whether each vertex is closed: paths may start or end there, but not cross it. */
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
        firstFrom = firstPositions(tails, closed.length);
        int[] order = sorted(tails, firstFrom);
        this.tails = reordered(tails, order);
        this.heads = reordered(heads, order);
        this.coordinates = reordered(coordinates, order);
        this.secondCoordinates = reordered(secondCoordinates, order);
        this.closed = closed;
        this.onVertices = onVertices;
        firstInto = firstPositions(heads, closed.length);
        into = sorted(this.heads, firstInto);
    }

    /**
     * Makes a network whose costs are on arcs.
     *
     * @param vertices n
     * @param tails the vertices that the arcs leave; copied
     * @param heads the vertices that the arcs enter; copied
     * @param coordinates the coordinate of theta of each arc, or -1 if the arc costs 0; copied
     * @param closed returns whether a vertex, from 0 to n - 1, is closed: paths may start or end there, but not cross
     *     it
     * @return the network
     */
    public static Network onArcs(int vertices, int[] tails, int[] heads, int[] coordinates, IntPredicate closed) {
        return of(vertices, tails, heads, coordinates, noCoordinates(tails.length), closed, false);
    }

    /**
     * Makes a network whose costs are on the edges of a graph and on the turns between edges. Its vertices are the
     * starts of paths, the edges of the graph, and the ends of paths. Its arcs lead from a start to a first edge, from
     * an edge to the next edge by a turn, from a last edge to an end, and from a start to an end for a path without
     * edges.
     *
     * @param vertices the number of starts, edges and ends together
     * @param tails the vertices that the arcs leave; copied
     * @param heads the vertices that the arcs enter; copied
     * @param coordinates the coordinate of theta of the edge that each arc enters, or -1 if it enters an end; copied
     * @param secondCoordinates the coordinate of theta of the turn of each arc, or -1 for none; copied
     * @return the network, without closed vertices: if a vertex of the graph is closed, leave out the arcs of its turns
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
     * @param tails the vertices that the arcs leave; copied
     * @param heads the vertices that the arcs enter; copied
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
                IntStream.of(heads.length, coordinates.length, secondCoordinates.length)
                        .allMatch(m -> m == tails.length),
                "the numbers of tails (" + tails.length + "), heads (" + heads.length + "), coordinates ("
                        + coordinates.length + ") and second coordinates (" + secondCoordinates.length + ") differ",
                "Maybe one arc is missing");
        Arguments.between("vertices", n, 1, MAX_VERTICES);
        for (int a = 0; a < tails.length; a++) {
            Arguments.require(
                    Math.min(tails[a], heads[a]) >= 0
                            && Math.max(tails[a], heads[a]) < n
                            && Math.min(coordinates[a], secondCoordinates[a]) >= NONE,
                    "arc " + a + " leads from " + tails[a] + " to " + heads[a] + " and has coordinate " + coordinates[a]
                            + (secondCoordinates[a] == NONE ? "" : " and " + secondCoordinates[a])
                            + ", where vertices are 0 to " + (n - 1),
                    "Maybe vertices are counted from 1");
        }
        boolean[] isClosed = new boolean[n];
        for (int v = 0; v < n; v++) {
            isClosed[v] = closed.test(v);
        }
        return new Network(tails, heads, coordinates, secondCoordinates, isClosed, onVertices);
    }

    /**
     * Returns the position of the first arc of each of n vertices if arcs are sorted by vertex, then the number of
     * arcs. Here vertices[a] is the vertex of arc a: its tail or its head.
     */
    private static int[] firstPositions(int[] vertices, int n) {
        int[] first = new int[n + 1];
        for (int v : vertices) {
            first[v + 1]++;
        }
        for (int v = 0; v < n; v++) {
            first[v + 1] += first[v];
        }
        return first;
    }

    /** Returns the arcs sorted by vertex (a stable sort); {@code vertices} as in {@link #firstPositions}. */
    private static int[] sorted(int[] vertices, int[] firstPositions) {
        int[] next = firstPositions.clone();
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
     * {@return n, the number of vertices}
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
        return firstFrom[vertex];
    }

    /**
     * {@return the index, for {@link #into}, of the first arc into a vertex; the index of the last is {@code
     * firstInto(vertex + 1) - 1}}
     *
     * @param vertex from 0 to n
     */
    public int firstInto(int vertex) {
        return firstInto[vertex];
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
     * {@return the vertex that an arc leaves}
     *
     * @param arc the arc
     */
    public int tail(int arc) {
        return tails[arc];
    }

    /**
     * {@return the vertex that an arc enters}
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

    /** {@return whether costs are on vertices: the cost of a path from s is theta[s] plus the costs of its arcs} */
    public boolean isOnVertices() {
        return onVertices;
    }
}
