package io.dither.vector;

import io.dither.kernel.Kernels;
import io.dither.random.KeyedRandom;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The kernels in the widest vectors that the processor offers. */
final class VectorKernels implements Kernels {
    static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    static final int LANES = DOUBLES.length();
    static final VectorSpecies<Integer> INTS =
            VectorSpecies.of(int.class, jdk.incubator.vector.VectorShape.forBitSize(32 * LANES));

    static boolean isWideEnough() {
        return LANES >= 4;
    }

    @Override
    public String name() {
        return "vector-" + DOUBLES.vectorBitSize();
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void normals(KeyedRandom random, long first, long[] states, double[] z) {
        if (states.length == 4 * LANES) {
            NormalLanes.fill(random, first, states, z);
        } else {
            Kernels.super.normals(random, first, states, z);
        }
    }

    @Override
    public void shift(double[] theta, double scale, double[] z, double[] x) {
        if (z.length != LANES * theta.length) {
            Kernels.super.shift(theta, scale, z, x);
            return;
        }
        for (int i = 0, at = 0; i < theta.length; i++, at += LANES) {
            DoubleVector.fromArray(DOUBLES, z, at).mul(scale).add(theta[i]).intoArray(x, at);
        }
    }
}
