package io.dither.experiments.generators;

import io.dither.error.Arguments;
import java.util.stream.IntStream;

/**
 * The Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998), with the constants of its authors' C program, and the
 * doubles, normals and permutations of the classical NumPy generator.
 *
 * <p>It reproduces published data sets; all other random numbers of Dither come from keys, see {@link
 * io.dither.random.KeyedRandom}. Logarithms come from StrictMath, so that the bits are the same on every machine. Not
 * thread-safe.
 */
final class MersenneTwister {
    /** The number of words of the state. */
    private static final int SIZE = 624;
    /** The distance from a word of the state to the word that is mixed into it. */
    private static final int SHIFT = 397;

    private static final long GREATEST_SEED = 0xFFFFFFFFL;

    private final int[] state = new int[SIZE];
    /** The index of the next word of the state to use; {@link #SIZE} if the state must be refilled first. */
    private int next = SIZE;
    /** The other number of the last pair of normal numbers, if {@link #hasSavedNormal}. */
    private double savedNormal;

    private boolean hasSavedNormal;

    /** Seeds the state as init_genrand of the C program does; the seed is a whole number from 0 to 2^32 - 1. */
    MersenneTwister(long seed) {
        Arguments.require(
                seed >= 0 && seed <= GREATEST_SEED,
                "seed = " + seed + " is not from 0 to " + GREATEST_SEED,
                "Maybe choose a small one such as 42");
        state[0] = (int) seed;
        for (int i = 1; i < SIZE; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    /** Draws 32 uniform bits. */
    int nextBits() {
        if (next == SIZE) {
            refill();
        }
        int bits = state[next++];
        bits ^= bits >>> 11;
        bits ^= (bits << 7) & 0x9D2C5680;
        bits ^= (bits << 15) & 0xEFC60000;
        return bits ^ (bits >>> 18);
    }

    private void refill() {
        for (int i = 0; i < SIZE; i++) {
            int joined = (state[i] & 0x80000000) | (state[(i + 1) % SIZE] & 0x7FFFFFFF);
            int twisted = (joined >>> 1) ^ ((joined & 1) == 0 ? 0 : 0x9908B0DF);
            state[i] = state[(i + SHIFT) % SIZE] ^ twisted;
        }
        next = 0;
    }

    /** Draws a uniform number from [0, 1) with 53 bits. */
    double nextDouble() {
        int high = nextBits() >>> 5;
        int low = nextBits() >>> 6;
        return (high * 0x1p26 + low) * 0x1p-53;
    }

    /** Returns 0 or 1, with even chances. */
    double nextCoin() {
        return nextDouble() > 0.5 ? 1 : 0;
    }

    /** Draws a uniform number from [low, high). */
    double nextUniform(double low, double high) {
        return low + (high - low) * nextDouble();
    }

    /** Draws a standard normal number by the polar method: the second of a pair first. */
    double nextNormal() {
        if (hasSavedNormal) {
            hasSavedNormal = false;
            return savedNormal;
        }
        double x1;
        double x2;
        double square;
        do {
            x1 = 2 * nextDouble() - 1;
            x2 = 2 * nextDouble() - 1;
            square = x1 * x1 + x2 * x2;
        } while (square >= 1 || square == 0);
        double factor = Math.sqrt(-2 * StrictMath.log(square) / square);
        savedNormal = factor * x1;
        hasSavedNormal = true;
        return factor * x2;
    }

    /** Shuffles 0 .. n - 1. */
    int[] permutation(int n) {
        int[] order = IntStream.range(0, n).toArray();
        for (int i = n - 1; i > 0; i--) {
            int j = upTo(i);
            int moved = order[i];
            order[i] = order[j];
            order[j] = moved;
        }
        return order;
    }

    /**
     * Draws a whole number from 0 to {@code greatest}, which is at least 1: draws as many bits as that has, until they
     * are not above it.
     */
    int upTo(int greatest) {
        int mask = -1 >>> Integer.numberOfLeadingZeros(greatest);
        int value;
        do {
            value = nextBits() & mask;
        } while (value > greatest);
        return value;
    }
}
