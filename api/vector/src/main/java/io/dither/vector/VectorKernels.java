package io.dither.vector;

import io.dither.kernel.Kernels;
import io.dither.kernel.NormalWorkspace;
import io.dither.random.KeyedRandom;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The kernels in the widest vectors that the processor offers. */
final class VectorKernels implements Kernels {
    static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    static final int LANES = DOUBLES.length();
    static final VectorSpecies<Integer> INTS =
            VectorSpecies.of(int.class, jdk.incubator.vector.VectorShape.forBitSize(32 * LANES));

    private static final DoubleVector LANE = DoubleVector.zero(DOUBLES).addIndex(1);
    private static final LongVector NUMBER = LongVector.broadcast(LONGS, 1).addIndex(1);

    /** Below it the check of one theta is over before vectors pay. */
    private static final int WORTH_VECTORS = 128;

    static boolean isWideEnough() {
        return LANES >= 4;
    }

    @Override
    public String name() {
        return "vector-" + DOUBLES.vectorBitSize();
    }

    /** Compilation takes one to two seconds; who asks for vectors by name wants them at once. */
    @Override
    public long warmUp() {
        return "vector".equals(System.getProperty("dither.kernels")) ? 0 : 1L << 26;
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void normals(KeyedRandom random, NormalWorkspace workspace, double[] z) {
        if (workspace.lanes() == LANES) {
            NormalLanes.fill(random, workspace, z);
        } else {
            Kernels.super.normals(random, workspace, z);
        }
    }

    @Override
    public void shift(double[] theta, double scale, double[] z, double[] x, int from, int to) {
        if (z.length != LANES * theta.length) {
            Kernels.super.shift(theta, scale, z, x, from, to);
        } else if (to - from == LANES) {
            for (int i = 0, at = 0; i < theta.length; i++, at += LANES) {
                DoubleVector.fromArray(DOUBLES, z, at).mul(scale).add(theta[i]).intoArray(x, at);
            }
        } else {
            shiftSome(theta, scale, z, x, from, to);
        }
    }

    private static void shiftSome(double[] theta, double scale, double[] z, double[] x, int from, int to) {
        VectorMask<Double> some = LANE.compare(VectorOperators.GE, from).and(LANE.compare(VectorOperators.LT, to));
        for (int i = 0, at = 0; i < theta.length; i++, at += LANES) {
            DoubleVector shifted =
                    DoubleVector.fromArray(DOUBLES, z, at).mul(scale).add(theta[i]);
            DoubleVector.fromArray(DOUBLES, x, at).blend(shifted, some).intoArray(x, at);
        }
    }

    @Override
    public boolean areFinite(double[] x) {
        if (x.length < WORTH_VECTORS) {
            return Kernels.super.areFinite(x);
        }
        DoubleVector sum = DoubleVector.zero(DOUBLES);
        int at = 0;
        for (; at + LANES <= x.length; at += LANES) {
            sum = sum.add(DoubleVector.fromArray(DOUBLES, x, at).mul(0));
        }
        double rest = 0;
        for (; at < x.length; at++) {
            rest += x[at] * 0;
        }
        return rest == 0 && !sum.compare(VectorOperators.NE, 0).anyTrue();
    }

    @Override
    public void dots(double[] x, double[] y, double[] sums) {
        if (sums.length != LANES) {
            Kernels.super.dots(x, y, sums);
            return;
        }
        DoubleVector sum = DoubleVector.zero(DOUBLES);
        for (int at = 0; at < x.length; at += LANES) {
            sum = sum.add(DoubleVector.fromArray(DOUBLES, x, at).mul(DoubleVector.fromArray(DOUBLES, y, at)));
        }
        sum.intoArray(sums, 0);
    }

    @Override
    public void countOnes(double[] y, int from, int to, int[] counts) {
        if (y.length != LANES * counts.length) {
            Kernels.super.countOnes(y, from, to, counts);
            return;
        }
        // 1 in these lanes, 0 in others
        LongVector some =
                NUMBER.sub(from).max(0).min(1).sub(NUMBER.sub(to).max(0).min(1));
        for (int i = 0, at = 0; i < counts.length; i++, at += LANES) {
            counts[i] += (int) DoubleVector.fromArray(DOUBLES, y, at)
                    .reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHR, 61) // of the bits of 1.0, 1 is left
                    .and(some)
                    .reduceLanes(VectorOperators.ADD);
        }
    }

    @Override
    public void argmax(double[] x, double[] largest, int[] best) {
        if (best.length == LANES) {
            LaneSearch.argmax(x, largest, best);
        } else {
            Kernels.super.argmax(x, largest, best);
        }
    }

    @Override
    public int nextAbove(double[] x, int sign, double[] bounds, int from) {
        return bounds.length == LANES
                ? LaneSearch.nextAbove(x, sign, bounds, from)
                : Kernels.super.nextAbove(x, sign, bounds, from);
    }

    @Override
    public void countRanks(double[] x, int lanes, int sign, double[] ranks) {
        if (lanes == LANES) {
            RankLanes.count(x, sign, ranks);
        } else {
            Kernels.super.countRanks(x, lanes, sign, ranks);
        }
    }

    @Override
    public int sortWorkspace(int dimension) {
        return SortLanes.size(dimension) * LANES;
    }

    @Override
    public boolean sortRanks(double[] x, int sign, long[] workspace, double[] ranks) {
        return SortLanes.rank(x, sign, workspace, ranks);
    }

    @Override
    public int topKWorkspace(int k) {
        return 2 * SortLanes.size(k + 1) * LANES;
    }

    @Override
    public boolean topK(double[] x, int sign, long[] workspace, int[] best) {
        return SortLanes.best(x, sign, workspace, best);
    }

    @Override
    public void cheapestPaths(
            int[] start,
            int[] tails,
            int[] coordinates,
            double[] costs,
            double[] distances,
            long[] via,
            double[] paths) {
        if (distances.length == LANES * (start.length - 1)) {
            PathLanes.cheapest(start, tails, coordinates, costs, distances, via, paths);
        } else {
            Kernels.super.cheapestPaths(start, tails, coordinates, costs, distances, via, paths);
        }
    }

    @Override
    public boolean lowerByArcs(
            int[] start,
            int[] tails,
            int[] coordinates,
            double[] costs,
            double[] distances,
            int lanes,
            boolean forward) {
        return lanes == LANES
                ? PathLanes.lowerByArcs(start, tails, coordinates, costs, distances, forward)
                : Kernels.super.lowerByArcs(start, tails, coordinates, costs, distances, lanes, forward);
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
        return distances.length == LANES * stale.length
                ? PathLanes.lowerByVertices(start, tails, nextStart, heads, costs, distances, stale, target, forward)
                : Kernels.super.lowerByVertices(
                        start, tails, nextStart, heads, costs, distances, stale, target, forward);
    }

    @Override
    public void twoSmallest(double[] row, double[] v, int[] two) {
        if (row.length < LANES || !RowLanes.twoSmallest(row, v, two)) {
            Kernels.super.twoSmallest(row, v, two);
        }
    }

    @Override
    public int relax(double[] row, double[] v, double shift, double[] distance) {
        return row.length < LANES
                ? Kernels.super.relax(row, v, shift, distance)
                : RowLanes.relax(row, v, shift, distance);
    }

    @Override
    public int nearestEdge(double[] costs, double[] edges, int from, double[] key, double[] via) {
        return RowLanes.nearestEdge(costs, edges, from, key, via);
    }
}
