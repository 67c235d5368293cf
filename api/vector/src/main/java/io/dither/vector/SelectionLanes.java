package io.dither.vector;

import io.dither.oracles.SelectionKernel;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Searches for the largest coordinates in all lanes at once. */
final class SelectionLanes implements SelectionKernel {
    private static final VectorSpecies<Double> DOUBLES = Lanes.DOUBLES;
    private static final int LANES = Lanes.LANES;

    /** Searches four quarters side by side, for a comparison has to wait for the one before it. */
    @Override
    public void argmax(double[] x, double[] largest, int[] best) {
        if (best.length != LANES) {
            SelectionKernel.super.argmax(x, largest, best);
            return;
        }
        int quarter = x.length / (4 * LANES) * LANES;
        int second = quarter;
        int third = 2 * quarter;
        int fourth = 3 * quarter;
        DoubleVector a = DoubleVector.fromArray(DOUBLES, x, 0);
        DoubleVector b = DoubleVector.fromArray(DOUBLES, x, second);
        DoubleVector c = DoubleVector.fromArray(DOUBLES, x, third);
        DoubleVector d = DoubleVector.fromArray(DOUBLES, x, fourth);
        DoubleVector i = DoubleVector.zero(DOUBLES);
        DoubleVector atA = i;
        DoubleVector atB = i;
        DoubleVector atC = i;
        DoubleVector atD = i;
        for (int at = LANES; at < quarter; at += LANES) {
            i = i.add(1);
            DoubleVector nextA = DoubleVector.fromArray(DOUBLES, x, at);
            DoubleVector nextB = DoubleVector.fromArray(DOUBLES, x, second + at);
            DoubleVector nextC = DoubleVector.fromArray(DOUBLES, x, third + at);
            DoubleVector nextD = DoubleVector.fromArray(DOUBLES, x, fourth + at);
            VectorMask<Double> betterA = nextA.compare(VectorOperators.GT, a);
            VectorMask<Double> betterB = nextB.compare(VectorOperators.GT, b);
            VectorMask<Double> betterC = nextC.compare(VectorOperators.GT, c);
            VectorMask<Double> betterD = nextD.compare(VectorOperators.GT, d);
            a = a.blend(nextA, betterA);
            b = b.blend(nextB, betterB);
            c = c.blend(nextC, betterC);
            d = d.blend(nextD, betterD);
            atA = atA.blend(i, betterA);
            atB = atB.blend(i, betterB);
            atC = atC.blend(i, betterC);
            atD = atD.blend(i, betterD);
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
            VectorMask<Double> better = next.compare(VectorOperators.GT, a);
            a = a.blend(next, better);
            atA = atA.blend(at / LANES, better);
        }
        atA.intoArray(largest, 0);
        for (int lane = 0; lane < LANES; lane++) {
            best[lane] = (int) largest[lane];
        }
    }

    @Override
    public int topKWorkspace(int k) {
        return 2 * SortLanes.size(k + 1) * LANES;
    }

    @Override
    public boolean topK(double[] x, int sign, long[] workspace, int[] best) {
        return SortLanes.best(x, sign, workspace, best);
    }
}
