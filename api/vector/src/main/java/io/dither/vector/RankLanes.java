package io.dither.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Ranks by counting, all lanes at once: each pair of coordinates is compared once, by the sign of their difference, which is
 * exact. Spelled out without methods that take a vector, which would box it where the compiler does not inline them.
 */
final class RankLanes {
    private static final VectorSpecies<Double> DOUBLES = VectorKernels.DOUBLES;
    private static final int LANES = VectorKernels.LANES;
    private static final LongVector ONE = DoubleVector.broadcast(DOUBLES, 1).reinterpretAsLongs();

    private RankLanes() {}

    static void count(double[] x, int sign, double[] ranks) {
        DoubleVector.zero(DOUBLES).intoArray(ranks, 0);
        for (int i = LANES; i < x.length; i += LANES) {
            countOne(x, sign, i, ranks);
        }
    }

    /** Compares the coordinate at i with those before it. */
    private static void countOne(double[] x, int sign, int i, double[] ranks) {
        // adding 0 takes the sign of zero away
        DoubleVector own = DoubleVector.fromArray(DOUBLES, x, i).mul(sign).add(0);
        DoubleVector less = DoubleVector.broadcast(DOUBLES, i / LANES);
        for (int j = 0; j < i; j += LANES) {
            // 1 where x_j is above
            DoubleVector above = own.sub(DoubleVector.fromArray(DOUBLES, x, j).mul(sign))
                    .reinterpretAsLongs()
                    .lanewise(VectorOperators.ASHR, 63)
                    .lanewise(VectorOperators.AND, ONE)
                    .reinterpretAsDoubles();
            DoubleVector.fromArray(DOUBLES, ranks, j).add(above).intoArray(ranks, j);
            less = less.sub(above);
        }
        less.intoArray(ranks, i);
    }
}
