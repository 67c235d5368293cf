package io.dither.experiments.methods;

import io.dither.experiments.methods.SortingNetwork.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** The pairs of wires that a sorting network compares, layer by layer; the first of a pair gets the smaller number. */
final class Comparators {
    private Comparators() {}

    static List<int[][]> layers(Kind kind, int n) {
        return kind == Kind.ODD_EVEN ? oddEven(n) : bitonic(n);
    }

    private static List<int[][]> oddEven(int n) {
        List<int[][]> layers = new ArrayList<>();
        for (int layer = 0; layer < n; layer++) {
            layers.add(pairs(n, 2, layer % 2, i -> i + 1));
        }
        return layers;
    }

    /**
     * Merges blocks: a mirrored comparison of both halves, and halvings; wires beyond n count as infinite and never
     * move.
     */
    private static List<int[][]> bitonic(int n) {
        List<int[][]> layers = new ArrayList<>();
        for (int size = 2; size < 2 * n; size *= 2) {
            int mirror = size - 1;
            layers.add(pairs(n, size, 0, i -> i ^ mirror));
            for (int half = size / 4; half > 0; half /= 2) {
                int distance = half;
                layers.add(pairs(n, 2 * half, 0, i -> i + distance));
            }
        }
        return layers;
    }

    /** Pairs the first half of each block of a size with partners in the second. */
    private static int[][] pairs(int n, int size, int from, IntUnaryOperator partner) {
        List<int[]> pairs = new ArrayList<>();
        for (int i = from; i < n; i++) {
            int j = partner.applyAsInt(i);
            if ((i - from) % size < size / 2 && j < n) {
                pairs.add(new int[] {i, j});
            }
        }
        return pairs.toArray(int[][]::new);
    }
}
