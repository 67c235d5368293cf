package io.dither.vector;

import io.dither.kernel.TreeKernel;
import io.dither.oracles.kernel.AssignmentKernel;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Scans one row of a single problem, several columns at once. A key is the bits of a number; if the number is
 * negative, all bits but the sign are inverted. So keys have the order of the numbers, and the smallest key of all
 * lanes is found in few steps.
 *
 * <p>A vector that a loop changes never starts as a constant of this class, because the loop would box it.
 */
final class RowLanes implements AssignmentKernel, TreeKernel {
    private static final VectorSpecies<Double> DOUBLES = Lanes.DOUBLES;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final int LANES = Lanes.LANES;
    /** The index of each lane, from 0. */
    private static final LongVector LANE = LongVector.zero(LONGS).addIndex(1);

    private static final LongVector LARGEST_KEY = LongVector.broadcast(LONGS, Long.MAX_VALUE);
    private static final LongVector STEP = LongVector.broadcast(LONGS, LANES);
    private static final long[] COLUMNS = LANE.toArray();
    private static final DoubleVector INFINITY = DoubleVector.broadcast(DOUBLES, Double.POSITIVE_INFINITY);
    private static final DoubleVector ZERO = DoubleVector.zero(DOUBLES);

    @Override
    public void twoSmallest(double[] row, double[] v, int[] two) {
        if (row.length < LANES || !tryTwoSmallest(row, v, two)) {
            AssignmentKernel.super.twoSmallest(row, v, two);
        }
    }

    /**
     * Finds the columns of {@link #twoSmallest} by keys. Puts the columns into the last bits of the keys of the reduced
     * costs row[j] - v[j], and keeps the three smallest keys of each lane. Adding 0 turns -0 into 0.
     *
     * @return whether the three smallest keys of the row differ in their leading bits; otherwise the columns may be
     *     wrong
     */
    private static boolean tryTwoSmallest(double[] row, double[] v, int[] two) {
        // the number of bits of a column
        int width = 64 - Long.numberOfLeadingZeros(row.length - 1L);
        LongVector leadingMask = LongVector.broadcast(LONGS, -1L << width);
        LongVector column = LongVector.fromArray(LONGS, COLUMNS, 0);
        LongVector smallestKeys = LongVector.broadcast(LONGS, Long.MAX_VALUE);
        LongVector secondKeys = smallestKeys;
        LongVector thirdKeys = smallestKeys;
        // the number of columns that fill whole vectors
        int whole = row.length - row.length % LANES;
        for (int j = 0; j < whole; j += LANES) {
            LongVector bits = DoubleVector.fromArray(DOUBLES, row, j)
                    .sub(DoubleVector.fromArray(DOUBLES, v, j))
                    .add(ZERO)
                    .reinterpretAsLongs();
            LongVector key = bits.lanewise(VectorOperators.ASHR, 63)
                    .lanewise(VectorOperators.LSHR, 1)
                    .lanewise(VectorOperators.XOR, bits)
                    .and(leadingMask)
                    .or(column);
            // the larger of the new key and the smallest so far is compared with the second, and so on
            LongVector displaced = key.max(smallestKeys);
            smallestKeys = key.min(smallestKeys);
            LongVector displacedAgain = displaced.max(secondKeys);
            secondKeys = displaced.min(secondKeys);
            thirdKeys = displacedAgain.min(thirdKeys);
            column = STEP.add(column);
        }
        if (whole < row.length) {
            int j = row.length - LANES;
            LongVector bits = DoubleVector.fromArray(DOUBLES, row, j)
                    .sub(DoubleVector.fromArray(DOUBLES, v, j))
                    .add(ZERO)
                    .reinterpretAsLongs();
            LongVector key = bits.lanewise(VectorOperators.ASHR, 63)
                    .lanewise(VectorOperators.LSHR, 1)
                    .lanewise(VectorOperators.XOR, bits)
                    .and(leadingMask)
                    .or(LANE.add(j));
            // skips the columns that were scanned before
            key = key.blend(LARGEST_KEY, LANE.compare(VectorOperators.LT, (long) (whole - j)));
            LongVector displaced = key.max(smallestKeys);
            smallestKeys = key.min(smallestKeys);
            LongVector displacedAgain = displaced.max(secondKeys);
            secondKeys = displaced.min(secondKeys);
            thirdKeys = displacedAgain.min(thirdKeys);
        }
        long first = smallestKeys.reduceLanes(VectorOperators.MIN);
        VectorMask<Long> isFirst = smallestKeys.compare(VectorOperators.EQ, first);
        smallestKeys = smallestKeys.blend(secondKeys, isFirst);
        secondKeys = secondKeys.blend(thirdKeys, isFirst);
        long second = smallestKeys.reduceLanes(VectorOperators.MIN);
        long third = smallestKeys
                .blend(secondKeys, smallestKeys.compare(VectorOperators.EQ, second))
                .reduceLanes(VectorOperators.MIN);
        long columnMask = ~(-1L << width);
        two[0] = (int) (first & columnMask);
        two[1] = (int) (second & columnMask);
        return (first | columnMask) < second && (second | columnMask) < third;
    }

    /**
     * Scans twice: first for the smallest distance, then for its column, because tracking the column in the first scan
     * is slower.
     */
    @Override
    public int relax(double[] row, double[] v, double shift, double[] distance) {
        if (row.length < LANES) {
            return AssignmentKernel.super.relax(row, v, shift, distance);
        }
        DoubleVector shifts = DoubleVector.broadcast(DOUBLES, shift);
        DoubleVector smallest = DoubleVector.broadcast(DOUBLES, Double.POSITIVE_INFINITY);
        int last = row.length - LANES;
        for (int next = 0; next < row.length; next += LANES) {
            // if the last columns do not fill a vector, some are scanned again, which changes nothing
            int j = Math.min(next, last);
            DoubleVector oldDistance = DoubleVector.fromArray(DOUBLES, distance, j);
            DoubleVector newDistance = DoubleVector.fromArray(DOUBLES, row, j)
                    .sub(DoubleVector.fromArray(DOUBLES, v, j))
                    .sub(shifts);
            newDistance = oldDistance.blend(newDistance, newDistance.compare(VectorOperators.LT, oldDistance));
            newDistance.intoArray(distance, j);
            smallest = newDistance.blend(smallest, newDistance.compare(VectorOperators.GE, smallest));
        }
        return firstIndexOf(distance, smallest.reduceLanes(VectorOperators.MIN));
    }

    /** Returns the first index of a number, which must be in the array. */
    private static int firstIndexOf(double[] x, double number) {
        int last = x.length - LANES;
        for (int j = 0; j < last; j += LANES) {
            VectorMask<Double> equal = DoubleVector.fromArray(DOUBLES, x, j).compare(VectorOperators.EQ, number);
            if (equal.anyTrue()) {
                return j + equal.firstTrue();
            }
        }
        return last
                + DoubleVector.fromArray(DOUBLES, x, last)
                        .compare(VectorOperators.EQ, number)
                        .firstTrue();
    }

    /** Scans twice, as {@link #relax} does. */
    @Override
    public int nearestEdge(double[] costs, double[] edges, int rowStart, double[] cheapest, double[] via) {
        DoubleVector smallest = DoubleVector.broadcast(DOUBLES, Double.POSITIVE_INFINITY);
        for (int k = 0; k < cheapest.length; k += LANES) {
            DoubleVector cost = DoubleVector.fromArray(DOUBLES, costs, rowStart + k);
            DoubleVector edge = DoubleVector.fromArray(DOUBLES, edges, rowStart + k);
            DoubleVector oldCost = DoubleVector.fromArray(DOUBLES, cheapest, k);
            DoubleVector oldEdge = DoubleVector.fromArray(DOUBLES, via, k);
            // comparisons with NaN are false: oldCost is NaN for a vertex in the tree, cost is NaN if there is no edge
            VectorMask<Double> better = cost.compare(VectorOperators.LT, oldCost)
                    .or(cost.compare(VectorOperators.EQ, oldCost).and(edge.compare(VectorOperators.LT, oldEdge)));
            DoubleVector newCost = oldCost.blend(cost, better);
            newCost.intoArray(cheapest, k);
            oldEdge.blend(edge, better).intoArray(via, k);
            smallest = newCost.blend(
                    smallest, newCost.compare(VectorOperators.LT, smallest).not());
        }
        double cost = smallest.reduceLanes(VectorOperators.MIN);
        // of the edges with this cost, finds the smallest number; all are at least 0, so their bits have the same order
        LongVector nearest = LongVector.broadcast(LONGS, Long.MAX_VALUE);
        for (int k = 0; k < cheapest.length; k += LANES) {
            VectorMask<Double> isSmallest =
                    DoubleVector.fromArray(DOUBLES, cheapest, k).compare(VectorOperators.EQ, cost);
            nearest = INFINITY.blend(DoubleVector.fromArray(DOUBLES, via, k), isSmallest)
                    .reinterpretAsLongs()
                    .min(nearest);
        }
        return (int) Double.longBitsToDouble(nearest.reduceLanes(VectorOperators.MIN));
    }
}
