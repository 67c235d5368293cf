package io.dither.exact;

import io.dither.error.OracleException;
import io.dither.layer.Pullback;
import io.dither.oracle.capability.Network;
import java.util.Arrays;

/**
 * The part of a network from which walks lead to a target. Vertices are renumbered, and the target gets the number 0.
 * Without cycles every arc leads to a vertex with a smaller number; with cycles the numbers are in the order of the
 * least number of arcs to the target.
 */
final class Walks {
    private static final int NONE = -1;

    final Network network;
    /** The new number of each vertex of the network; negative if no walk leads from the vertex to the target. */
    private final int[] numbers;
    /** The number of vertices. */
    final int size;
    /** The arcs of vertex u are start[u] to start[u + 1] - 1. */
    final int[] start;

    /** The vertex to which each arc leads. */
    final int[] heads;
    /** The coordinate of theta that is the score of each arc; negative if the arc has none. */
    private final int[] coordinates;
    /** A second coordinate, which is added to the first in the score of each arc; negative if the arc has none. */
    private final int[] secondCoordinates;

    final boolean isAcyclic;

    /** Takes the part of a network from which walks lead to a target. */
    Walks(Network network, int target) {
        this.network = network;
        int[] nearestFirst = sortedByArcsToTarget(network, target);
        int[] sorted = sortedTopologically(network, nearestFirst);
        isAcyclic = sorted.length == nearestFirst.length;
        int[] order = isAcyclic ? sorted : nearestFirst;
        size = order.length;
        numbers = numbered(network, order);
        start = new int[size + 1];
        int[] headNumbers = new int[network.arcs()];
        int[] firstCoordinates = new int[network.arcs()];
        int[] otherCoordinates = new int[network.arcs()];
        int arcs = 0;
        for (int u = 0; u < size; u++) {
            for (int a = network.firstFrom(order[u]); a < network.firstFrom(order[u] + 1); a++) {
                if (isOpen(network, a, target) && numbers[network.head(a)] != NONE) {
                    headNumbers[arcs] = numbers[network.head(a)];
                    firstCoordinates[arcs] = network.coordinate(a);
                    otherCoordinates[arcs++] = network.secondCoordinate(a);
                }
            }
            start[u + 1] = arcs;
        }
        heads = Arrays.copyOf(headNumbers, arcs);
        coordinates = Arrays.copyOf(firstCoordinates, arcs);
        secondCoordinates = Arrays.copyOf(otherCoordinates, arcs);
    }

    /** Returns the new number of the source of a trip; throws if no walk leads from it to the target. */
    int renumbered(int source) {
        if (numbers[source] == NONE) {
            throw new OracleException(
                    OracleException.Code.INFEASIBLE,
                    "no path leads from the source to the target. Maybe an edge is missing or has the wrong direction");
        }
        return numbers[source];
    }

    /** Returns for each arc the sum of the values of its coordinates. */
    double[] byArc(double[] values) {
        double[] sums = new double[heads.length];
        for (int a = 0; a < sums.length; a++) {
            sums[a] = (coordinates[a] < 0 ? 0 : values[coordinates[a]])
                    + (secondCoordinates[a] < 0 ? 0 : values[secondCoordinates[a]]);
        }
        return sums;
    }

    /** Adds an amount to the coordinates of an arc in y. */
    void add(int arc, double amount, double[] y) {
        if (coordinates[arc] >= 0) {
            y[coordinates[arc]] += amount;
        }
        if (secondCoordinates[arc] >= 0) {
            y[secondCoordinates[arc]] += amount;
        }
    }

    /** Adds to {@code sum} the gradients of the coordinates of an arc in the parameters, times a factor. */
    void add(int arc, double factor, Pullback parameters, double[] sum) {
        if (coordinates[arc] >= 0) {
            parameters.add(coordinates[arc], factor, sum);
        }
        if (secondCoordinates[arc] >= 0) {
            parameters.add(secondCoordinates[arc], factor, sum);
        }
    }

    /**
     * Returns whether walks may take an arc. Walks may start or end at a closed vertex, but not cross it: they enter a
     * closed vertex only if it is the target, and do not leave a closed target.
     */
    private static boolean isOpen(Network network, int arc, int target) {
        int tail = network.tail(arc);
        int head = network.head(arc);
        return (head == target || !network.isClosed(head)) && (tail != target || !network.isClosed(tail));
    }

    /** Sorts the vertices from which a walk leads to the target by the least number of arcs of such a walk. */
    private static int[] sortedByArcsToTarget(Network network, int target) {
        boolean[] seen = new boolean[network.vertices()];
        int[] order = new int[network.vertices()];
        int size = 0;
        order[size++] = target;
        seen[target] = true;
        for (int next = 0; next < size; next++) {
            int v = order[next];
            for (int k = network.firstInto(v); k < network.firstInto(v + 1); k++) {
                int arc = network.into(k);
                if (!seen[network.tail(arc)] && isOpen(network, arc, target)) {
                    seen[network.tail(arc)] = true;
                    order[size++] = network.tail(arc);
                }
            }
        }
        return Arrays.copyOf(order, size);
    }

    /** Sorts vertices so that arcs lead to earlier vertices. Leaves out vertices from which a walk reaches a cycle. */
    private static int[] sortedTopologically(Network network, int[] nearestFirst) {
        int target = nearestFirst[0];
        int[] numbers = numbered(network, nearestFirst);
        // for each vertex, the number of arcs to heads that are not in the order yet
        int[] waiting = new int[network.vertices()];
        for (int v : nearestFirst) {
            for (int a = network.firstFrom(v); a < network.firstFrom(v + 1); a++) {
                waiting[v] += isOpen(network, a, target) && numbers[network.head(a)] != NONE ? 1 : 0;
            }
        }
        int[] order = new int[nearestFirst.length];
        int size = 0;
        if (waiting[target] == 0) {
            order[size++] = target;
        }
        for (int next = 0; next < size; next++) {
            int v = order[next];
            for (int k = network.firstInto(v); k < network.firstInto(v + 1); k++) {
                int arc = network.into(k);
                if (isOpen(network, arc, target) && --waiting[network.tail(arc)] == 0) {
                    order[size++] = network.tail(arc);
                }
            }
        }
        return Arrays.copyOf(order, size);
    }

    private static int[] numbered(Network network, int[] order) {
        int[] numbers = new int[network.vertices()];
        Arrays.fill(numbers, NONE);
        for (int u = 0; u < order.length; u++) {
            numbers[order[u]] = u;
        }
        return numbers;
    }
}
