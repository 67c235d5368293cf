package io.dither.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Searches for large coordinates in all lanes at once. */
final class LaneSearch {
    private static final VectorSpecies<Double> DOUBLES = VectorKernels.DOUBLES;
    private static final int LANES = VectorKernels.LANES;

    private LaneSearch() {}

    static void argmax(double[] x, double[] largest, int[] best) {
        DoubleVector most = DoubleVector.fromArray(DOUBLES, x, 0);
        DoubleVector index = DoubleVector.zero(DOUBLES);
        DoubleVector i = DoubleVector.zero(DOUBLES);
        for (int at = LANES; at < x.length; at += LANES) {
            i = i.add(1);
            DoubleVector next = DoubleVector.fromArray(DOUBLES, x, at);
            VectorMask<Double> better = next.compare(VectorOperators.GT, most);
            most = most.blend(next, better);
            index = index.blend(i, better);
        }
        index.intoArray(largest, 0);
        for (int lane = 0; lane < LANES; lane++) {
            best[lane] = (int) largest[lane];
        }
    }

    static int nextAbove(double[] x, int sign, double[] bounds, int from) {
        DoubleVector bound = DoubleVector.fromArray(DOUBLES, bounds, 0);
        int at = from * LANES;
        if (sign > 0) {
            while (at < x.length
                    && !DoubleVector.fromArray(DOUBLES, x, at)
                            .compare(VectorOperators.GT, bound)
                            .anyTrue()) {
                at += LANES;
            }
        } else {
            DoubleVector negative = bound.neg();
            while (at < x.length
                    && !DoubleVector.fromArray(DOUBLES, x, at)
                            .compare(VectorOperators.LT, negative)
                            .anyTrue()) {
                at += LANES;
            }
        }
        return at / LANES;
    }
}
