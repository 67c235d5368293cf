package io.dither.jgrapht.internal.kernel;

/**
 * The vertices (or edges, in a search from edge to edge) that a search has reached, with their predecessors. The source
 * (or an edge that begins a path) is its own predecessor. Clearing takes time proportional to the number of reached
 * vertices, not to the size of the graph.
 */
final class SearchTree {
    private static final int UNREACHED = -1;

    private final int[] predecessor;
    /** The vertices reached so far; only the first {@code size} elements are used. */
    private final int[] reached;

    private int size;

    SearchTree(int vertices) {
        predecessor = new int[vertices];
        java.util.Arrays.fill(predecessor, UNREACHED);
        reached = new int[vertices];
    }

    void clear() {
        for (int k = 0; k < size; k++) {
            predecessor[reached[k]] = UNREACHED;
        }
        size = 0;
    }

    boolean contains(int v) {
        return predecessor[v] != UNREACHED;
    }

    /** Adds a vertex that was not reached before. */
    void add(int v, int from) {
        reached[size++] = v;
        predecessor[v] = from;
    }

    /** Gives a reached vertex another predecessor. */
    void setPredecessor(int v, int from) {
        predecessor[v] = from;
    }

    int predecessor(int v) {
        return predecessor[v];
    }
}
