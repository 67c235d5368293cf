package io.dither.vector;

import io.dither.random.KeyedRandom;
import io.dither.random.Ziggurat;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Normal numbers for one sample a lane: xoshiro256++ and the quick part of the ziggurat in vectors. A lane whose number the
 * quick part does not settle finishes it in the scalar generator, so the bits are those of the scalar streams.
 */
final class NormalLanes {
    private static final VectorSpecies<Double> DOUBLES = VectorKernels.DOUBLES;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final int LANES = VectorKernels.LANES;
    private static final double[] EDGE = Ziggurat.edges();
    private static final int LAYERS = EDGE.length - 1;
    private static final double UNIT = 0x1.0p-53;

    private NormalLanes() {}

    static void fill(KeyedRandom random, long first, long[] states, double[] z) {
        random.states(first, states);
        long[] words = new long[LANES + 1];
        int[] layers = new int[LANES];
        int at = quick(states, z, 0, words, layers);
        while (at < z.length) {
            for (long open = words[LANES]; open != 0; open &= open - 1) {
                int lane = Long.numberOfTrailingZeros(open);
                z[at + lane] = random.finishGaussian(states, lane, words[lane]);
            }
            at = quick(states, z, at + LANES, words, layers);
        }
    }

    /**
     * Fills z from a place on until a lane needs the slow part of the ziggurat, whose bits are left in {@code words} and the
     * set of such lanes behind them. No vector lives across a call, so none is boxed.
     *
     * @return where it stopped, or the end of z
     */
    private static int quick(long[] states, double[] z, int start, long[] words, int[] layers) {
        LongVector a = LongVector.fromArray(LONGS, states, 0);
        LongVector b = LongVector.fromArray(LONGS, states, LANES);
        LongVector c = LongVector.fromArray(LONGS, states, 2 * LANES);
        LongVector d = LongVector.fromArray(LONGS, states, 3 * LANES);
        int at = start;
        for (; at < z.length; at += LANES) {
            LongVector bits = a.add(d).lanewise(VectorOperators.ROL, 23).add(a);
            LongVector shifted = b.lanewise(VectorOperators.LSHL, 17);
            c = c.lanewise(VectorOperators.XOR, a);
            d = d.lanewise(VectorOperators.XOR, b);
            b = b.lanewise(VectorOperators.XOR, c);
            a = a.lanewise(VectorOperators.XOR, d);
            c = c.lanewise(VectorOperators.XOR, shifted);
            d = d.lanewise(VectorOperators.ROL, 45);
            bits.lanewise(VectorOperators.AND, LAYERS - 1)
                    .convertShape(VectorOperators.L2I, VectorKernels.INTS, 0)
                    .reinterpretAsInts()
                    .intoArray(layers, 0);
            DoubleVector edge = DoubleVector.fromArray(DOUBLES, EDGE, 0, layers, 0);
            DoubleVector next = DoubleVector.fromArray(DOUBLES, EDGE, 1, layers, 0);
            DoubleVector x = ((DoubleVector)
                            bits.lanewise(VectorOperators.ASHR, 10).convertShape(VectorOperators.L2D, DOUBLES, 0))
                    .mul(UNIT)
                    .mul(edge);
            x.intoArray(z, at);
            VectorMask<Double> open = x.lanewise(VectorOperators.ABS).compare(VectorOperators.GE, next);
            if (open.anyTrue()) {
                bits.intoArray(words, 0);
                words[LANES] = open.toLong();
                break;
            }
        }
        a.intoArray(states, 0);
        b.intoArray(states, LANES);
        c.intoArray(states, 2 * LANES);
        d.intoArray(states, 3 * LANES);
        return at;
    }
}
