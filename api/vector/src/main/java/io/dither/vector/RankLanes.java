package io.dither.vector;

import io.dither.oracles.kernel.RankKernel;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Ranks the coordinates of all lanes at once, by a sorting network or by counting. Counting compares each pair of
 * coordinates once, by the sign of their difference: the difference of two unequal numbers is never rounded to 0.
 * Counting handles two coordinates per step, so that counts are written half as often. No method has a vector as
 * argument, because the compiler would box the vector if it does not inline the method.
 */
final class RankLanes implements RankKernel {
    private static final VectorSpecies<Double> DOUBLES = Lanes.DOUBLES;
    private static final int LANES = Lanes.LANES;
    /** The bits of the number 1. */
    private static final LongVector ONE = DoubleVector.broadcast(DOUBLES, 1).reinterpretAsLongs();

    @Override
    public void countRanks(double[] x, int lanes, int sign, double[] ranks) {
        if (lanes != LANES) {
            RankKernel.super.countRanks(x, lanes, sign, ranks);
            return;
        }
        int at = 0;
        for (; at + LANES < x.length; at += 2 * LANES) {
            countTwo(x, sign, at, ranks);
        }
        if (at < x.length) {
            countOne(x, sign, at, ranks);
        }
    }

    /**
     * Compares the coordinate at index i of the block and the next coordinate with all coordinates before them, and
     * with each other.
     */
    private static void countTwo(double[] x, int sign, int i, double[] ranks) {
        // adding 0 turns -0 into 0
        DoubleVector first = DoubleVector.fromArray(DOUBLES, x, i).mul(sign).add(0);
        DoubleVector second =
                DoubleVector.fromArray(DOUBLES, x, i + LANES).mul(sign).add(0);
        DoubleVector aboveFirst = DoubleVector.zero(DOUBLES);
        DoubleVector aboveSecond = DoubleVector.zero(DOUBLES);
        for (int j = 0; j < i; j += LANES) {
            DoubleVector other = DoubleVector.fromArray(DOUBLES, x, j).mul(sign);
            // 1 in lanes where x_j is larger
            DoubleVector firstBelow = first.sub(other)
                    .reinterpretAsLongs()
                    .lanewise(VectorOperators.ASHR, 63)
                    .lanewise(VectorOperators.AND, ONE)
                    .reinterpretAsDoubles();
            DoubleVector secondBelow = second.sub(other)
                    .reinterpretAsLongs()
                    .lanewise(VectorOperators.ASHR, 63)
                    .lanewise(VectorOperators.AND, ONE)
                    .reinterpretAsDoubles();
            DoubleVector.fromArray(DOUBLES, ranks, j)
                    .add(firstBelow)
                    .add(secondBelow)
                    .intoArray(ranks, j);
            aboveFirst = firstBelow.add(aboveFirst);
            aboveSecond = secondBelow.add(aboveSecond);
        }
        DoubleVector secondBelowFirst = second.sub(first)
                .reinterpretAsLongs()
                .lanewise(VectorOperators.ASHR, 63)
                .lanewise(VectorOperators.AND, ONE)
                .reinterpretAsDoubles();
        // cast to double, because broadcast of a long would also check that the long can be converted exactly
        DoubleVector.broadcast(DOUBLES, (double) (i / LANES))
                .sub(aboveFirst)
                .add(secondBelowFirst)
                .intoArray(ranks, i);
        DoubleVector.broadcast(DOUBLES, (double) (i / LANES + 1))
                .sub(aboveSecond)
                .sub(secondBelowFirst)
                .intoArray(ranks, i + LANES);
    }

    /** Compares the coordinate at index i of the block with all coordinates before it. */
    private static void countOne(double[] x, int sign, int i, double[] ranks) {
        DoubleVector number = DoubleVector.fromArray(DOUBLES, x, i).mul(sign).add(0);
        DoubleVector above = DoubleVector.zero(DOUBLES);
        for (int j = 0; j < i; j += LANES) {
            DoubleVector below = number.sub(
                            DoubleVector.fromArray(DOUBLES, x, j).mul(sign))
                    .reinterpretAsLongs()
                    .lanewise(VectorOperators.ASHR, 63)
                    .lanewise(VectorOperators.AND, ONE)
                    .reinterpretAsDoubles();
            DoubleVector.fromArray(DOUBLES, ranks, j).add(below).intoArray(ranks, j);
            above = below.add(above);
        }
        DoubleVector.broadcast(DOUBLES, (double) (i / LANES)).sub(above).intoArray(ranks, i);
    }

    @Override
    public int sortWorkspace(int dimension) {
        return SortNetwork.size(dimension) * LANES;
    }

    @Override
    public boolean sortRanks(double[] x, int sign, long[] workspace, double[] ranks) {
        return SortLanes.rank(x, sign, workspace, ranks);
    }
}
