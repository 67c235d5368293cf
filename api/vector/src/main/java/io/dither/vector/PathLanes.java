package io.dither.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Sweeps that lower the distances of the vertices of a graph, all lanes at once; a sweep boxes no vector. */
final class PathLanes {
    private static final VectorSpecies<Double> DOUBLES = VectorKernels.DOUBLES;
    private static final int LANES = VectorKernels.LANES;

    private PathLanes() {}

    static boolean lowerByArcs(
            int[] start, int[] tails, int[] coordinates, double[] costs, double[] distances, boolean forward) {
        boolean lower = false;
        int vertices = start.length - 1;
        int step = forward ? 1 : -1;
        for (int k = 0, v = forward ? 0 : vertices - 1; k < vertices; k++, v += step) {
            int at = v * LANES;
            DoubleVector old = DoubleVector.fromArray(DOUBLES, distances, at);
            DoubleVector least = old;
            for (int a = start[v], end = start[v + 1]; a < end; a++) {
                DoubleVector candidate = DoubleVector.fromArray(DOUBLES, distances, tails[a] * LANES)
                        .add(DoubleVector.fromArray(DOUBLES, costs, coordinates[a] * LANES));
                least = least.blend(candidate, candidate.compare(VectorOperators.LT, least));
            }
            VectorMask<Double> fallen = least.compare(VectorOperators.LT, old);
            if (fallen.anyTrue()) {
                least.intoArray(distances, at);
                lower = true;
            }
        }
        return lower;
    }

    static boolean lowerByVertices(int[] start, int[] tails, double[] costs, double[] distances, boolean forward) {
        boolean lower = false;
        int vertices = start.length - 1;
        int step = forward ? 1 : -1;
        for (int k = 0, v = forward ? 0 : vertices - 1; k < vertices; k++, v += step) {
            int a = start[v];
            int end = start[v + 1];
            if (a == end) {
                continue;
            }
            DoubleVector least = DoubleVector.fromArray(DOUBLES, distances, tails[a] * LANES);
            for (a++; a < end; a++) {
                DoubleVector next = DoubleVector.fromArray(DOUBLES, distances, tails[a] * LANES);
                least = least.blend(next, next.compare(VectorOperators.LT, least));
            }
            int at = v * LANES;
            DoubleVector old = DoubleVector.fromArray(DOUBLES, distances, at);
            DoubleVector candidate = least.add(DoubleVector.fromArray(DOUBLES, costs, at));
            VectorMask<Double> fallen = candidate.compare(VectorOperators.LT, old);
            if (fallen.anyTrue()) {
                old.blend(candidate, fallen).intoArray(distances, at);
                lower = true;
            }
        }
        return lower;
    }
}
