package io.dither.vector;

import io.dither.oracles.RankKernel;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Ranks, all lanes at once: by a sorting network, or by counting, where each pair of coordinates is compared once, by the sign of their difference, which is
 * exact. Spelled out without methods that take a vector, which would box it where the compiler does not inline them.
 */
final class RankLanes implements RankKernel {
    private static final VectorSpecies<Double> DOUBLES = Lanes.DOUBLES;
    private static final int LANES = Lanes.LANES;
    private static final LongVector ONE = DoubleVector.broadcast(DOUBLES, 1).reinterpretAsLongs();

    @Override
    public void countRanks(double[] x, int lanes, int sign, double[] ranks) {
        if (lanes != LANES) {
            RankKernel.super.countRanks(x, lanes, sign, ranks);
            return;
        }
        DoubleVector.zero(DOUBLES).intoArray(ranks, 0);
        for (int i = LANES; i < x.length; i += LANES) {
            countOne(x, sign, i, ranks);
        }
    }

    /** Compares the coordinate at i with those before it. */
    private static void countOne(double[] x, int sign, int i, double[] ranks) {
        // adding 0 takes the sign of zero away
        DoubleVector own = DoubleVector.fromArray(DOUBLES, x, i).mul(sign).add(0);
        DoubleVector greater = DoubleVector.zero(DOUBLES);
        for (int j = 0; j < i; j += LANES) {
            // 1 where x_j is above
            DoubleVector above = own.sub(DoubleVector.fromArray(DOUBLES, x, j).mul(sign))
                    .reinterpretAsLongs()
                    .lanewise(VectorOperators.ASHR, 63)
                    .lanewise(VectorOperators.AND, ONE)
                    .reinterpretAsDoubles();
            DoubleVector.fromArray(DOUBLES, ranks, j).add(above).intoArray(ranks, j);
            greater = above.add(greater);
        }
        // as a double: of a long the compiler checks that it survives
        DoubleVector.broadcast(DOUBLES, (double) (i / LANES)).sub(greater).intoArray(ranks, i);
    }

    @Override
    public int sortWorkspace(int dimension) {
        return SortLanes.size(dimension) * LANES;
    }

    @Override
    public boolean sortRanks(double[] x, int sign, long[] workspace, double[] ranks) {
        return SortLanes.rank(x, sign, workspace, ranks);
    }
}
