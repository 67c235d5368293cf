package io.dither.vector;

import io.dither.kernel.PathKernel;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Cheapest paths in acyclic graphs, and sweeps that lower the distances of vertices, in all lanes at once. The arcs
 * into vertex v are start[v] to start[v + 1] - 1; number i of a lane is at i * LANES + lane. No vector is boxed.
 */
final class PathLanes implements PathKernel {
    private static final VectorSpecies<Double> DOUBLES = Lanes.DOUBLES;
    private static final VectorSpecies<Long> LONGS = Lanes.LONGS;
    private static final int LANES = Lanes.LANES;

    private static final LongVector ONE = LongVector.broadcast(LONGS, 1);

    @Override
    public void cheapestPaths(
            int[] start,
            int[] tails,
            int[] coordinates,
            double[] costs,
            double[] distances,
            long[] via,
            double[] paths) {
        search(start, tails, coordinates, costs, distances, via);
        Arrays.fill(paths, 0);
        for (int lane = 0; lane < LANES; lane++) {
            // back from the last vertex to vertex 0
            for (int v = start.length - 2; v > 0; ) {
                int arc = (int) via[v * LANES + lane];
                paths[coordinates[arc] * LANES + lane] = 1;
                v = tails[arc];
            }
        }
    }

    /** Computes the distance of each vertex, and the last arc of a cheapest path to it. */
    private static void search(
            int[] start, int[] tails, int[] coordinates, double[] costs, double[] distances, long[] via) {
        Arrays.fill(distances, 0, LANES, 0);
        for (int v = 1; v + 1 < start.length; v++) {
            int first = start[v];
            int at = v * LANES;
            LongVector.broadcast(LONGS, first).intoArray(via, at);
            DoubleVector.fromArray(DOUBLES, distances, tails[first] * LANES)
                    .add(DoubleVector.fromArray(DOUBLES, costs, coordinates[first] * LANES))
                    .intoArray(distances, at);
            for (int a = first + 1, end = start[v + 1]; a < end; a++) {
                DoubleVector smallest = DoubleVector.fromArray(DOUBLES, distances, at);
                DoubleVector candidate = DoubleVector.fromArray(DOUBLES, distances, tails[a] * LANES)
                        .add(DoubleVector.fromArray(DOUBLES, costs, coordinates[a] * LANES));
                // the sign bit of the difference, repeated: all bits are 1 in lanes where the candidate is smaller
                LongVector less = candidate.sub(smallest).reinterpretAsLongs().lanewise(VectorOperators.ASHR, 63);
                LongVector.fromArray(LONGS, via, at)
                        .lanewise(VectorOperators.BITWISE_BLEND, a, less)
                        .intoArray(via, at);
                smallest.reinterpretAsLongs()
                        .lanewise(VectorOperators.BITWISE_BLEND, candidate.reinterpretAsLongs(), less)
                        .reinterpretAsDoubles()
                        .intoArray(distances, at);
            }
        }
    }

    @Override
    public boolean lowerByArcs(
            int[] start, int[] tails, int[] coordinates, double[] costs, double[] distances, boolean forward) {
        boolean anyLower = false;
        int vertices = start.length - 1;
        int step = forward ? 1 : -1;
        for (int k = 0, v = forward ? 0 : vertices - 1; k < vertices; k++, v += step) {
            int at = v * LANES;
            DoubleVector old = DoubleVector.fromArray(DOUBLES, distances, at);
            DoubleVector smallest = old;
            for (int a = start[v], end = start[v + 1]; a < end; a++) {
                DoubleVector candidate = DoubleVector.fromArray(DOUBLES, distances, tails[a] * LANES)
                        .add(DoubleVector.fromArray(DOUBLES, costs, coordinates[a] * LANES));
                smallest = candidate.blend(smallest, candidate.compare(VectorOperators.GE, smallest));
            }
            VectorMask<Double> isLower = smallest.compare(VectorOperators.LT, old);
            if (isLower.anyTrue()) {
                smallest.intoArray(distances, at);
                anyLower = true;
            }
        }
        return anyLower;
    }

    @Override
    public boolean lowerByVertices(
            int[] start,
            int[] tails,
            int[] nextStart,
            int[] heads,
            double[] costs,
            double[] distances,
            boolean[] stale,
            int target,
            boolean forward) {
        int behind = 0; // negative as soon as a vertex that this sweep has passed is stale again
        int vertices = stale.length;
        int step = forward ? 1 : -1;
        for (int k = 0, v = forward ? 0 : vertices - 1; k < vertices; k++, v += step) {
            if (!stale[v]) {
                continue;
            }
            stale[v] = false;
            if (lower(start[v], start[v + 1], tails, costs, distances, v * LANES, target * LANES)) {
                for (int a = nextStart[v], end = nextStart[v + 1]; a < end; a++) {
                    stale[heads[a]] = true;
                    behind |= forward ? heads[a] - v : v - heads[a];
                }
            }
        }
        return behind < 0;
    }

    /**
     * Lowers the distances of one vertex, at index {@code at}, by the arcs from {@code a} to {@code end - 1}; returns
     * whether any lane became lower. The distances of the target are at index {@code target}. Distances are compared by
     * their bits: no distance is below 0, so the bits have the order of the distances.
     */
    private static boolean lower(int a, int end, int[] tails, double[] costs, double[] distances, int at, int target) {
        if (a == end) {
            return false;
        }
        LongVector smallest =
                DoubleVector.fromArray(DOUBLES, distances, tails[a] * LANES).reinterpretAsLongs();
        // two minima, because each step of a minimum waits for the one before it
        LongVector otherSmallest = DoubleVector.fromArray(DOUBLES, distances, tails[end - 1] * LANES)
                .reinterpretAsLongs();
        for (int b = a + 1; b + 1 < end; b += 2) {
            smallest = DoubleVector.fromArray(DOUBLES, distances, tails[b] * LANES)
                    .reinterpretAsLongs()
                    .min(smallest);
            otherSmallest = DoubleVector.fromArray(DOUBLES, distances, tails[b + 1] * LANES)
                    .reinterpretAsLongs()
                    .min(otherSmallest);
        }
        DoubleVector old = DoubleVector.fromArray(DOUBLES, distances, at);
        DoubleVector candidate =
                smallest.min(otherSmallest).reinterpretAsDoubles().add(DoubleVector.fromArray(DOUBLES, costs, at));
        // a new distance is below the old one and at most the target's distance; adding 1 to the bits gives the next
        // larger number
        DoubleVector limit = old.reinterpretAsLongs()
                .min(DoubleVector.fromArray(DOUBLES, distances, target)
                        .reinterpretAsLongs()
                        .add(ONE))
                .reinterpretAsDoubles();
        VectorMask<Double> isLower = candidate.compare(VectorOperators.LT, limit);
        if (!isLower.anyTrue()) {
            return false;
        }
        old.blend(candidate, isLower).intoArray(distances, at);
        return true;
    }
}
