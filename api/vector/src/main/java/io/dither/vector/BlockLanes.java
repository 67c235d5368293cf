package io.dither.vector;

import io.dither.oracle.BlockKernel;
import java.util.stream.IntStream;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Loops by vectors over blocks that have LANES lanes; number i of a lane is at i * LANES + lane. */
final class BlockLanes implements BlockKernel {
    private static final VectorSpecies<Double> DOUBLES = Lanes.DOUBLES;
    private static final int LANES = Lanes.LANES;
    /** The index of each lane, from 0. */
    private static final DoubleVector LANE = DoubleVector.zero(DOUBLES).addIndex(1);

    /** The index of each lane plus 1. */
    private static final LongVector LANE_PLUS_1 =
            LongVector.broadcast(Lanes.LONGS, 1).addIndex(1);

    /** Where the next LANES numbers of a lane are in a block, relative to the first of them. */
    private static final int[] STEPS =
            IntStream.range(0, LANES).map(i -> i * LANES).toArray();

    /** Vectors are slower for arrays that are shorter than this. */
    private static final int MIN_LENGTH = 64;

    @Override
    public void shift(double[] theta, double scale, double[] z, double[] x, int from, int to) {
        if (z.length != LANES * theta.length) {
            BlockKernel.super.shift(theta, scale, z, x, from, to);
        } else if (to - from == LANES) {
            for (int i = 0, at = 0; i < theta.length; i++, at += LANES) {
                DoubleVector.fromArray(DOUBLES, z, at).mul(scale).add(theta[i]).intoArray(x, at);
            }
        } else {
            shiftRange(theta, scale, z, x, from, to);
        }
    }

    private static void shiftRange(double[] theta, double scale, double[] z, double[] x, int from, int to) {
        VectorMask<Double> selected = LANE.compare(VectorOperators.GE, from).and(LANE.compare(VectorOperators.LT, to));
        for (int i = 0, at = 0; i < theta.length; i++, at += LANES) {
            DoubleVector shifted =
                    DoubleVector.fromArray(DOUBLES, z, at).mul(scale).add(theta[i]);
            DoubleVector.fromArray(DOUBLES, x, at).blend(shifted, selected).intoArray(x, at);
        }
    }

    /**
     * Arrays of at least MIN_LENGTH numbers have a separate method. In one method with the loop for shorter arrays, the
     * compiler would assume that vectors are rare, and box each vector.
     */
    @Override
    public boolean areFinite(double[] x, double factor) {
        return x.length < MIN_LENGTH ? BlockKernel.super.areFinite(x, factor) : areAllFinite(x, factor);
    }

    /**
     * Computes eight sums at a time. This also makes the method too long to be inlined: when the method was inlined,
     * its vectors were sometimes boxed.
     */
    private static boolean areAllFinite(double[] x, double factor) {
        DoubleVector a = DoubleVector.zero(DOUBLES);
        DoubleVector b = DoubleVector.zero(DOUBLES);
        DoubleVector c = DoubleVector.zero(DOUBLES);
        DoubleVector d = DoubleVector.zero(DOUBLES);
        DoubleVector e = DoubleVector.zero(DOUBLES);
        DoubleVector f = DoubleVector.zero(DOUBLES);
        DoubleVector g = DoubleVector.zero(DOUBLES);
        DoubleVector h = DoubleVector.zero(DOUBLES);
        int at = 0;
        // a finite product times 0 is 0; infinity or NaN times 0 is NaN
        for (; at + 8 * LANES <= x.length; at += 8 * LANES) {
            a = DoubleVector.fromArray(DOUBLES, x, at).mul(factor).mul(0).add(a);
            b = DoubleVector.fromArray(DOUBLES, x, at + LANES)
                    .mul(factor)
                    .mul(0)
                    .add(b);
            c = DoubleVector.fromArray(DOUBLES, x, at + 2 * LANES)
                    .mul(factor)
                    .mul(0)
                    .add(c);
            d = DoubleVector.fromArray(DOUBLES, x, at + 3 * LANES)
                    .mul(factor)
                    .mul(0)
                    .add(d);
            e = DoubleVector.fromArray(DOUBLES, x, at + 4 * LANES)
                    .mul(factor)
                    .mul(0)
                    .add(e);
            f = DoubleVector.fromArray(DOUBLES, x, at + 5 * LANES)
                    .mul(factor)
                    .mul(0)
                    .add(f);
            g = DoubleVector.fromArray(DOUBLES, x, at + 6 * LANES)
                    .mul(factor)
                    .mul(0)
                    .add(g);
            h = DoubleVector.fromArray(DOUBLES, x, at + 7 * LANES)
                    .mul(factor)
                    .mul(0)
                    .add(h);
        }
        for (; at + LANES <= x.length; at += LANES) {
            a = DoubleVector.fromArray(DOUBLES, x, at).mul(factor).mul(0).add(a);
        }
        double last = 0;
        for (; at < x.length; at++) {
            last += x[at] * factor * 0;
        }
        DoubleVector sum = a.add(b).add(c).add(d).add(e).add(f).add(g).add(h);
        return last == 0 && !sum.compare(VectorOperators.NE, 0).anyTrue();
    }

    @Override
    public void dots(double[] x, double[] y, double[] sums) {
        if (sums.length != LANES) {
            BlockKernel.super.dots(x, y, sums);
            return;
        }
        if (x.length == y.length) {
            dotsOfBlocks(x, y, sums);
        } else {
            dotsOfShared(x, y, sums);
        }
    }

    private static void dotsOfBlocks(double[] x, double[] y, double[] sums) {
        DoubleVector sum = DoubleVector.zero(DOUBLES);
        for (int at = 0; at < y.length; at += LANES) {
            sum = DoubleVector.fromArray(DOUBLES, x, at)
                    .mul(DoubleVector.fromArray(DOUBLES, y, at))
                    .add(sum);
        }
        sum.intoArray(sums, 0);
    }

    /** Computes the dots of y with a vector x that all lanes share. */
    private static void dotsOfShared(double[] x, double[] y, double[] sums) {
        DoubleVector sum = DoubleVector.zero(DOUBLES);
        for (int i = 0, at = 0; at < y.length; i++, at += LANES) {
            sum = DoubleVector.fromArray(DOUBLES, y, at).mul(x[i]).add(sum);
        }
        sum.intoArray(sums, 0);
    }

    @Override
    public void addDeviations(double[] y, double[] guess, int from, int to, int first, double[] sum, double[] squares) {
        // the plain loop adds the last coordinates, which do not fill a vector; it adds all if a block does not have
        // LANES lanes
        int end = y.length == LANES * sum.length ? sum.length - (sum.length - first) % LANES : first;
        for (int i = first; i < end; i += LANES) {
            DoubleVector centre = DoubleVector.fromArray(DOUBLES, guess, i);
            DoubleVector s = DoubleVector.fromArray(DOUBLES, sum, i);
            DoubleVector q = DoubleVector.fromArray(DOUBLES, squares, i);
            for (int lane = from; lane < to; lane++) {
                DoubleVector deviation = DoubleVector.fromArray(DOUBLES, y, i * LANES + lane, STEPS, 0)
                        .sub(centre);
                s = deviation.add(s);
                q = deviation.mul(deviation).add(q);
            }
            s.intoArray(sum, i);
            q.intoArray(squares, i);
        }
        BlockKernel.super.addDeviations(y, guess, from, to, end, sum, squares);
    }

    @Override
    public void addProducts(double[] r, double[] w, int from, int to, int first, double[][] sums) {
        int count = sums[0].length;
        // the plain loop adds the last weights, which do not fill a vector; it adds all if a block does not have LANES
        // lanes
        int end = r.length == LANES ? count - (count - first) % LANES : first;
        for (int i = first; i < end; i += LANES) {
            // the sums of w, w w, r w, (r w) w and (r w)(r w) of LANES weights
            DoubleVector w1 = DoubleVector.fromArray(DOUBLES, sums[0], i);
            DoubleVector w2 = DoubleVector.fromArray(DOUBLES, sums[1], i);
            DoubleVector rw = DoubleVector.fromArray(DOUBLES, sums[2], i);
            DoubleVector rw2 = DoubleVector.fromArray(DOUBLES, sums[3], i);
            DoubleVector r2w2 = DoubleVector.fromArray(DOUBLES, sums[4], i);
            for (int lane = from; lane < to; lane++) {
                DoubleVector weight = DoubleVector.fromArray(DOUBLES, w, i * LANES + lane, STEPS, 0);
                DoubleVector product = weight.mul(r[lane]);
                w1 = weight.add(w1);
                w2 = weight.mul(weight).add(w2);
                rw = product.add(rw);
                rw2 = product.mul(weight).add(rw2);
                r2w2 = product.mul(product).add(r2w2);
            }
            w1.intoArray(sums[0], i);
            w2.intoArray(sums[1], i);
            rw.intoArray(sums[2], i);
            rw2.intoArray(sums[3], i);
            r2w2.intoArray(sums[4], i);
        }
        BlockKernel.super.addProducts(r, w, from, to, end, sums);
    }

    @Override
    public void countOnes(double[] y, int from, int to, int[] counts) {
        if (y.length != LANES * counts.length) {
            BlockKernel.super.countOnes(y, from, to, counts);
            return;
        }
        // 0 in the lanes before the range, where lane + 1 - from is at most 0; 1 in all later lanes
        LongVector fromFirst = LANE_PLUS_1.sub(from).max(0).min(1);
        // 1 in the lanes of the range, 0 in all other lanes
        LongVector selected = fromFirst.sub(LANE_PLUS_1.sub(to).max(0).min(1));
        for (int i = 0, at = 0; i < counts.length; i++, at += LANES) {
            counts[i] += (int) DoubleVector.fromArray(DOUBLES, y, at)
                    .reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHR, 61) // turns 1.0 into 1
                    .and(selected)
                    .reduceLanes(VectorOperators.ADD);
        }
    }
}
