package io.dither.vector;

import io.dither.random.KeyedRandom;
import io.dither.random.NormalKernel;
import io.dither.random.NormalWorkspace;
import io.dither.random.Ziggurat;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Draws normal numbers, with one sample per lane, by xoshiro256++ and the quick part of the ziggurat in vectors. If the
 * quick part rejects the number of a lane, the scalar generator finishes it; so the bits are the same as those
 * of the scalar streams.
 */
final class NormalLanes implements NormalKernel {
    private static final VectorSpecies<Double> DOUBLES = Lanes.DOUBLES;
    private static final VectorSpecies<Long> LONGS = Lanes.LONGS;
    private static final int LANES = Lanes.LANES;
    /** The right ends of the layers of the ziggurat, from the base up; the last number is 0. */
    private static final double[] EDGE = Ziggurat.edges();

    private static final int LAYERS = EDGE.length - 1;
    /** Scales signed 54-bit integers to [-1, 1). */
    private static final double UNIT = 0x1.0p-53;

    /**
     * Whether vectors of longs are converted to doubles directly. Processors before AVX-512, whose vectors have
     * fewer than 8 doubles, cannot do that, and the compiler would box the vectors.
     */
    private static final boolean CONVERTS = LANES >= 8;

    /** The bits of the double 2^84. Its last bit stands for 2^32. */
    private static final long UPPER = Double.doubleToRawLongBits(0x1p84);
    /** The bits of the double 2^52. Its last bit stands for 1. */
    private static final long LOWER = Double.doubleToRawLongBits(0x1p52);
    /** Subtracts 2^84 and 2^52, and 2^53 for the sign bit, which is inverted. */
    private static final DoubleVector OFFSET = DoubleVector.broadcast(DOUBLES, -(0x1p84 + 0x1p53 + 0x1p52));

    @Override
    public void fillBlock(KeyedRandom random, NormalWorkspace workspace, double[] z, int from, int to) {
        if (workspace.lanes() != LANES) {
            NormalKernel.super.fillBlock(random, workspace, z, from, to);
            return;
        }
        start(workspace.blockStreams, workspace.states);
        int at = fillQuickly(workspace, z, from, to);
        while (at < to) {
            finish(random, workspace, z, at);
            at = fillQuickly(workspace, z, at + LANES, to);
        }
    }

    /**
     * Hashes the streams into their states, as {@link KeyedRandom#startStream(long)} does. The hash of a stream stays
     * in registers until the words of the state are made, because compilers of Java 17 may read it from memory before
     * it is written.
     */
    private static void start(long[] streams, long[] states) {
        LongVector hash = LongVector.fromArray(LONGS, streams, 0).add(KeyedRandom.GOLDEN);
        hash = hash.lanewise(VectorOperators.LSHR, 30)
                .lanewise(VectorOperators.XOR, hash)
                .mul(KeyedRandom.FIRST_FACTOR);
        hash = hash.lanewise(VectorOperators.LSHR, 27)
                .lanewise(VectorOperators.XOR, hash)
                .mul(KeyedRandom.SECOND_FACTOR);
        hash = hash.lanewise(VectorOperators.LSHR, 31).lanewise(VectorOperators.XOR, hash);
        for (int word = 0; word < 4; word++) {
            LongVector bits = hash.add((word + 1) * KeyedRandom.GOLDEN);
            bits = bits.lanewise(VectorOperators.LSHR, 30)
                    .lanewise(VectorOperators.XOR, bits)
                    .mul(KeyedRandom.FIRST_FACTOR);
            bits = bits.lanewise(VectorOperators.LSHR, 27)
                    .lanewise(VectorOperators.XOR, bits)
                    .mul(KeyedRandom.SECOND_FACTOR);
            bits.lanewise(VectorOperators.LSHR, 31)
                    .lanewise(VectorOperators.XOR, bits)
                    .intoArray(states, word * LANES);
        }
    }

    /** Finishes the numbers of the lanes that the quick part of the ziggurat rejected at index {@code at}. */
    private static void finish(KeyedRandom random, NormalWorkspace workspace, double[] z, int at) {
        for (int lane = 0; lane < LANES; lane++) {
            long bits = workspace.drawnBits[lane];
            if (Math.abs(z[at + lane]) >= EDGE[(int) (bits & (LAYERS - 1)) + 1]) {
                // continues the stream from its state in workspace.states, and stores its new state there
                z[at + lane] = random.finishGaussian(workspace.states, lane, bits);
            }
        }
    }

    /**
     * Fills z from index {@code from} until a lane needs the slow part of the ziggurat; the workspace then has the bits
     * drawn last for all lanes. The method calls only vector operations and keeps no mask in a variable, so no vector
     * or mask is boxed.
     *
     * @return the index where it stopped; {@code to} if no lane needed the slow part
     */
    private static int fillQuickly(NormalWorkspace workspace, double[] z, int from, int to) {
        long[] states = workspace.states;
        int[] layers = workspace.layers;
        LongVector a = LongVector.fromArray(LONGS, states, 0);
        LongVector b = LongVector.fromArray(LONGS, states, LANES);
        LongVector c = LongVector.fromArray(LONGS, states, 2 * LANES);
        LongVector d = LongVector.fromArray(LONGS, states, 3 * LANES);
        int at = from;
        for (; at < to; at += LANES) {
            LongVector bits = a.add(d).lanewise(VectorOperators.ROL, 23).add(a);
            LongVector shifted = b.lanewise(VectorOperators.LSHL, 17);
            c = c.lanewise(VectorOperators.XOR, a);
            d = d.lanewise(VectorOperators.XOR, b);
            b = b.lanewise(VectorOperators.XOR, c);
            a = a.lanewise(VectorOperators.XOR, d);
            c = c.lanewise(VectorOperators.XOR, shifted);
            d = d.lanewise(VectorOperators.ROL, 45);
            IntVector layer = (IntVector)
                    bits.lanewise(VectorOperators.AND, LAYERS - 1).convertShape(VectorOperators.L2I, Lanes.INTS, 0);
            layer.intoArray(layers, 0);
            DoubleVector edge = DoubleVector.fromArray(DOUBLES, EDGE, 0, layers, 0);
            DoubleVector nextEdge = DoubleVector.fromArray(DOUBLES, EDGE, 1, layers, 0);
            // bits >> 10 as a double: its upper 22 bits and lower 32 bits are put into the last bits of 2^84 and
            // 2^52, which OFFSET subtracts again
            DoubleVector leading = CONVERTS
                    ? (DoubleVector)
                            bits.lanewise(VectorOperators.ASHR, 10).convertShape(VectorOperators.L2D, DOUBLES, 0)
                    : OFFSET.add(bits.lanewise(VectorOperators.XOR, Long.MIN_VALUE)
                                    .lanewise(VectorOperators.LSHR, 42)
                                    .lanewise(VectorOperators.OR, UPPER)
                                    .reinterpretAsDoubles())
                            .add(bits.lanewise(VectorOperators.LSHR, 10)
                                    .lanewise(VectorOperators.AND, 0xFFFF_FFFFL)
                                    .lanewise(VectorOperators.OR, LOWER)
                                    .reinterpretAsDoubles());
            // begins with edge, whose class the compiler knows: it boxes vectors whose class it does not know
            DoubleVector x = edge.mul(UNIT).mul(leading);
            x.intoArray(z, at);
            if (x.lanewise(VectorOperators.ABS)
                    .compare(VectorOperators.GE, nextEdge)
                    .anyTrue()) {
                bits.intoArray(workspace.drawnBits, 0);
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
