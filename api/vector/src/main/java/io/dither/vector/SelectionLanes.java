package io.dither.vector;

import io.dither.oracles.kernel.SelectionKernel;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Searches for the largest coordinates in all lanes at once. */
final class SelectionLanes implements SelectionKernel {
    private static final VectorSpecies<Double> DOUBLES = Lanes.DOUBLES;
    private static final int LANES = Lanes.LANES;

    /**
     * Searches four quarters at the same time, because each comparison in a quarter waits for the one before it. Indices
     * are cast to double, because broadcast of a long would also check that the long can be converted exactly.
     */
    @Override
    public void argmax(double[] x, double[] largest, int[] best) {
        if (best.length != LANES) {
            SelectionKernel.super.argmax(x, largest, best);
            return;
        }
        // 0 if there are fewer than four coordinates: then the loop over the last coordinates reads all of them
        int quarter = x.length / (4 * LANES) * LANES;
        int second = quarter;
        int third = 2 * quarter;
        int fourth = 3 * quarter;
        DoubleVector a = DoubleVector.fromArray(DOUBLES, x, 0);
        DoubleVector b = DoubleVector.fromArray(DOUBLES, x, second);
        DoubleVector c = DoubleVector.fromArray(DOUBLES, x, third);
        DoubleVector d = DoubleVector.fromArray(DOUBLES, x, fourth);
        // for each quarter and lane, the index in the quarter of the largest number so far
        DoubleVector atA = DoubleVector.zero(DOUBLES);
        DoubleVector atB = atA;
        DoubleVector atC = atA;
        DoubleVector atD = atA;
        for (int at = LANES; at < quarter; at += LANES) {
            DoubleVector i = DoubleVector.broadcast(DOUBLES, (double) (at / LANES));
            DoubleVector nextA = DoubleVector.fromArray(DOUBLES, x, at);
            DoubleVector nextB = DoubleVector.fromArray(DOUBLES, x, second + at);
            DoubleVector nextC = DoubleVector.fromArray(DOUBLES, x, third + at);
            DoubleVector nextD = DoubleVector.fromArray(DOUBLES, x, fourth + at);
            VectorMask<Double> oldA = nextA.compare(VectorOperators.LE, a);
            VectorMask<Double> oldB = nextB.compare(VectorOperators.LE, b);
            VectorMask<Double> oldC = nextC.compare(VectorOperators.LE, c);
            VectorMask<Double> oldD = nextD.compare(VectorOperators.LE, d);
            a = nextA.blend(a, oldA);
            b = nextB.blend(b, oldB);
            c = nextC.blend(c, oldC);
            d = nextD.blend(d, oldD);
            atA = i.blend(atA, oldA);
            atB = i.blend(atB, oldB);
            atC = i.blend(atC, oldC);
            atD = i.blend(atD, oldD);
        }
        VectorMask<Double> betterB = b.compare(VectorOperators.GT, a);
        a = a.blend(b, betterB);
        atA = atA.blend(atB.add(quarter / LANES), betterB);
        VectorMask<Double> betterC = c.compare(VectorOperators.GT, a);
        a = a.blend(c, betterC);
        atA = atA.blend(atC.add(third / LANES), betterC);
        VectorMask<Double> betterD = d.compare(VectorOperators.GT, a);
        a = a.blend(d, betterD);
        atA = atA.blend(atD.add(fourth / LANES), betterD);
        for (int at = 4 * quarter; at < x.length; at += LANES) {
            DoubleVector next = DoubleVector.fromArray(DOUBLES, x, at);
            VectorMask<Double> old = next.compare(VectorOperators.LE, a);
            a = next.blend(a, old);
            atA = DoubleVector.broadcast(DOUBLES, (double) (at / LANES)).blend(atA, old);
        }
        // now a has the largest number of each lane, and atA its index; the array largest only converts the index
        atA.intoArray(largest, 0);
        for (int lane = 0; lane < LANES; lane++) {
            best[lane] = (int) largest[lane];
        }
    }

    @Override
    public int topKWorkspace(int k) {
        // two halves of at least k + 1 rows each: the smallest keys so far, and new keys
        return 2 * SortNetwork.size(k + 1) * LANES;
    }

    @Override
    public boolean topK(double[] x, int sign, long[] workspace, int[] best) {
        return SortLanes.selectLargest(x, sign, workspace, best);
    }
}
