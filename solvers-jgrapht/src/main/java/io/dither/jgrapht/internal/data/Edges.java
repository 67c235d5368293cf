package io.dither.jgrapht.internal.data;

import java.util.Arrays;
import java.util.List;

/** A list of edges that grows. */
public final class Edges {
    private int[] tails;
    private int[] heads;
    private int size;

    public Edges(int capacity) {
        tails = new int[capacity];
        heads = new int[capacity];
    }

    public int size() {
        return size;
    }

    public void add(int tail, int head) {
        if (size == tails.length) {
            tails = Arrays.copyOf(tails, 2 * size);
            heads = Arrays.copyOf(heads, 2 * size);
        }
        tails[size] = tail;
        heads[size++] = head;
    }

    public int[] tails() {
        return Arrays.copyOf(tails, size);
    }

    public int[] heads() {
        return Arrays.copyOf(heads, size);
    }

    /** Makes the graph of these edges; {@code vertices} are the names of the vertices. */
    public FlatGraph graph(boolean directed, List<String> vertices) {
        return FlatGraph.named(directed, tails(), heads(), vertices);
    }
}
