package io.dither.jgrapht.internal.kernel;

import java.util.Arrays;

/**
 * A binary heap of (key, item) pairs in flat arrays. The smallest key comes first; of equal keys, the smallest item.
 */
public final class MinHeap {
    private double[] keys;
    private int[] items;
    private int size;
    /** Unused: padding, so that heaps of different threads rarely share a cache line. */
    @SuppressWarnings({"unused", "UnusedVariable", "MultiVariableDeclaration"})
    private long pad0, pad1, pad2, pad3, pad4, pad5, pad6, pad7;

    /** Makes an empty heap. A push into a full heap doubles its capacity, so push needs a capacity of at least 1. */
    public MinHeap(int capacity) {
        keys = new double[capacity];
        items = new int[capacity];
    }

    public void clear() {
        size = 0;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public double smallestKey() {
        return keys[0];
    }

    int size() {
        return size;
    }

    /** Returns the key at a position; the key at position 0 is the smallest. */
    double key(int position) {
        return keys[position];
    }

    int item(int position) {
        return items[position];
    }

    public void push(double key, int item) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            items = Arrays.copyOf(items, 2 * size);
        }
        int hole = size++;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (!isBefore(key, item, parent)) {
                break;
            }
            keys[hole] = keys[parent];
            items[hole] = items[parent];
            hole = parent;
        }
        keys[hole] = key;
        items[hole] = item;
    }

    /** Removes the smallest pair and returns its item. */
    public int pop() {
        int smallest = items[0];
        size--;
        sift(0, keys[size], items[size]);
        return smallest;
    }

    /**
     * Replaces the content by (values[i], i) for all i below {@code count}, in linear time. The count must be at most
     * the capacity, because the heap does not grow here.
     */
    public void fill(double[] values, int count) {
        System.arraycopy(values, 0, keys, 0, count);
        for (int i = 0; i < count; i++) {
            items[i] = i;
        }
        size = count;
        for (int i = (count >>> 1) - 1; i >= 0; i--) {
            sift(i, keys[i], items[i]);
        }
    }

    /**
     * Puts a pair into the heap at or below a position. Moves the smaller children up along a path to a leaf, then
     * moves the pair up from that leaf. A pair from the end of the heap, as in pop, rarely moves far up, so
     * this saves comparisons.
     */
    private void sift(int from, double key, int item) {
        // local copies of the fields are faster
        double[] heapKeys = keys;
        int[] heapItems = items;
        int n = size;
        int hole = from;
        int child = 2 * hole + 1;
        while (child + 1 < n) {
            child += isBefore(heapKeys[child + 1], heapItems[child + 1], heapKeys[child], heapItems[child]) ? 1 : 0;
            heapKeys[hole] = heapKeys[child];
            heapItems[hole] = heapItems[child];
            hole = child;
            child = 2 * hole + 1;
        }
        if (child < n) {
            heapKeys[hole] = heapKeys[child];
            heapItems[hole] = heapItems[child];
            hole = child;
        }
        while (hole > from) {
            int parent = (hole - 1) >>> 1;
            if (!isBefore(key, item, heapKeys[parent], heapItems[parent])) {
                break;
            }
            heapKeys[hole] = heapKeys[parent];
            heapItems[hole] = heapItems[parent];
            hole = parent;
        }
        heapKeys[hole] = key;
        heapItems[hole] = item;
    }

    private boolean isBefore(double key, int item, int position) {
        return isBefore(key, item, keys[position], items[position]);
    }

    private static boolean isBefore(double key, int item, double otherKey, int otherItem) {
        return key < otherKey || (key == otherKey && item < otherItem);
    }
}
