package io.dither.jgrapht.internal.data;

import io.dither.oracle.capability.Network;
import java.util.Arrays;

/** A growing list of the arcs in a network of turns. */
final class TurnArcs {
    /**
     * Four numbers per arc: its tail, its head, the coordinate of its edge and the coordinate of its turn. A coordinate
     * is -1 if the arc does not enter an edge, or has no turn with a cost.
     */
    private int[] arcs = new int[64];

    private int size;

    void add(int tail, int head, int edgeCoordinate, int turnCoordinate) {
        arcs = size + 4 <= arcs.length ? arcs : Arrays.copyOf(arcs, 2 * size);
        arcs[size++] = tail;
        arcs[size++] = head;
        arcs[size++] = edgeCoordinate;
        arcs[size++] = turnCoordinate;
    }

    Network network(int vertices) {
        return Network.onTurns(vertices, column(0), column(1), column(2), column(3));
    }

    private int[] column(int index) {
        int[] column = new int[size / 4];
        Arrays.setAll(column, a -> arcs[4 * a + index]);
        return column;
    }
}
