package io.dither.jgrapht;

import java.util.Arrays;
import java.util.List;

/** A list of edges that grows. */
final class Edges {
    private int[] tails;
    private int[] heads;
    private int size;

    Edges(int capacity) {
        tails = new int[capacity];
        heads = new int[capacity];
    }

    int size() {
        return size;
    }

    void add(int tail, int head) {
        if (size == tails.length) {
            tails = Arrays.copyOf(tails, 2 * size);
            heads = Arrays.copyOf(heads, 2 * size);
        }
        tails[size] = tail;
        heads[size++] = head;
    }

    int[] tails() {
        return Arrays.copyOf(tails, size);
    }

    int[] heads() {
        return Arrays.copyOf(heads, size);
    }

    FlatGraph graph(boolean directed, List<String> vertices) {
        return FlatGraph.named(directed, tails(), heads(), vertices);
    }
}
