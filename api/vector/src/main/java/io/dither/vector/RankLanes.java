package io.dither.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Ranks by counting, all lanes at once: a coordinate is compared with each other by the sign of their difference, which is
 * exact. Four coordinates are counted in one pass over the others.
 */
final class RankLanes {
    private static final VectorSpecies<Double> DOUBLES = VectorKernels.DOUBLES;
    private static final int LANES = VectorKernels.LANES;

    private RankLanes() {}

    static void count(double[] x, int sign, double[] ranks) {
        int d = x.length / LANES;
        int i = 0;
        for (; i + 4 <= d; i += 4) {
            countFour(x, sign, i, ranks);
        }
        for (; i < d; i++) {
            countOne(x, sign, i, ranks);
        }
    }

    /** Returns 1 in the lanes in which the difference is below 0. */
    private static LongVector negative(DoubleVector difference) {
        return difference.reinterpretAsLongs().lanewise(VectorOperators.LSHR, 63);
    }

    private static DoubleVector load(double[] x, int sign, int i) {
        // adding 0 takes the sign of zero away
        return DoubleVector.fromArray(DOUBLES, x, i * LANES).mul(sign).add(0);
    }

    private static void store(LongVector count, double[] ranks, int i) {
        ((DoubleVector) count.convertShape(VectorOperators.L2D, DOUBLES, 0)).intoArray(ranks, i * LANES);
    }

    /** Those before i count where not above x_i, those after it where below. */
    private static void countOne(double[] x, int sign, int i, double[] ranks) {
        DoubleVector own = load(x, sign, i);
        LongVector above = LongVector.zero(LongVector.SPECIES_PREFERRED);
        LongVector below = above;
        for (int j = 0; j < i; j++) {
            above = above.add(negative(own.sub(load(x, sign, j))));
        }
        for (int j = i + 1; j < x.length / LANES; j++) {
            below = below.add(negative(load(x, sign, j).sub(own)));
        }
        store(below.sub(above).add(i), ranks, i);
    }

    private static void countFour(double[] x, int sign, int i, double[] ranks) {
        int d = x.length / LANES;
        DoubleVector a = load(x, sign, i);
        DoubleVector b = load(x, sign, i + 1);
        DoubleVector c = load(x, sign, i + 2);
        DoubleVector e = load(x, sign, i + 3);
        LongVector ra = LongVector.zero(LongVector.SPECIES_PREFERRED);
        LongVector rb = ra;
        LongVector rc = ra;
        LongVector re = ra;
        for (int j = 0; j < i; j++) {
            DoubleVector y = load(x, sign, j);
            ra = ra.sub(negative(a.sub(y)));
            rb = rb.sub(negative(b.sub(y)));
            rc = rc.sub(negative(c.sub(y)));
            re = re.sub(negative(e.sub(y)));
        }
        for (int j = i + 4; j < d; j++) {
            DoubleVector y = load(x, sign, j);
            ra = ra.add(negative(y.sub(a)));
            rb = rb.add(negative(y.sub(b)));
            rc = rc.add(negative(y.sub(c)));
            re = re.add(negative(y.sub(e)));
        }
        LongVector ab = negative(b.sub(a));
        LongVector ac = negative(c.sub(a));
        LongVector ae = negative(e.sub(a));
        LongVector bc = negative(c.sub(b));
        LongVector be = negative(e.sub(b));
        LongVector ce = negative(e.sub(c));
        store(ra.add(ab).add(ac).add(ae).add(i), ranks, i);
        store(rb.sub(ab).add(bc).add(be).add(i + 1), ranks, i + 1);
        store(rc.sub(ac).sub(bc).add(ce).add(i + 2), ranks, i + 2);
        store(re.sub(ae).sub(be).sub(ce).add(i + 3), ranks, i + 3);
    }
}
