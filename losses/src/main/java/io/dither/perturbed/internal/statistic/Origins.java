package io.dither.perturbed.internal.statistic;

import io.dither.oracle.Vertex;
import java.util.Arrays;

/**
 * The origins relative to which the coordinates of y are summed within a block: the coordinates of the first vertex, so
 * that a large constant part loses no digits. A coordinate that a later vertex does not have gets the origin 0, so that
 * a vertex without it adds nothing. This loses no digits: the coordinate has a value in some vertices and is 0 in
 * others, so it varies by about as much as its value.
 */
final class Origins {
    /** The origin of each coordinate. */
    private final double[] values;
    /** The coordinates whose origin is not 0: the first {@link #size} elements. */
    private final int[] nonZero;
    /** For each coordinate, the number (from 1) of the last vertex that has it, or 0. Unused if all origins are 0. */
    private final int[] lastVertex;

    private int size;
    /** The number of vertices of the block so far, and so the number of the current vertex. */
    private int vertices;
    /** The position in {@link #nonZero} at which {@link #nextMissing} goes on. */
    private int cursor;

    Origins(int dimension) {
        values = new double[dimension];
        nonZero = new int[dimension];
        lastVertex = new int[dimension];
    }

    /**
     * Takes the next vertex of the block. Before adding the vertex to a sum, call {@link #nextMissing()} until it
     * returns -1.
     */
    void next(Vertex vertex) {
        if (++vertices == 1) {
            setOrigins(vertex);
        }
        cursor = 0;
        if (size > 0) {
            for (int k = 0; k < vertex.size(); k++) {
                lastVertex[vertex.index(k)] = vertices;
            }
        }
    }

    private void setOrigins(Vertex first) {
        for (int k = 0; k < first.size(); k++) {
            int i = first.index(k);
            values[i] = first.value(k);
            if (values[i] != 0) {
                nonZero[size++] = i;
            }
        }
    }

    /**
     * Returns the next coordinate whose origin is not 0 and that the vertex does not have; -1 if there are no more.
     * Each is returned once: the caller makes its sums relative to 0 and calls {@code move(coordinate, 0)}.
     */
    int nextMissing() {
        while (cursor < size) {
            int i = nonZero[cursor];
            if (lastVertex[i] != vertices) {
                nonZero[cursor] = nonZero[--size];
                return i;
            }
            cursor++;
        }
        return -1;
    }

    void reset() {
        Arrays.fill(values, 0);
        Arrays.fill(lastVertex, 0);
        size = 0;
        vertices = 0;
    }

    double of(int coordinate) {
        return values[coordinate];
    }

    /** Changes an origin: to 0 after {@link #nextMissing}, or to any number after the last vertex of the block. */
    void move(int coordinate, double origin) {
        values[coordinate] = origin;
    }
}
