package io.dither.experiments.generators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import org.junit.jupiter.api.Test;

/** Against numbers drawn by NumPy's RandomState. */
class MersenneTwisterTest {
    @Test
    void drawsTheDoubles() {
        MersenneTwister random = new MersenneTwister(42);
        assertEquals(0.3745401188473625, random.nextDouble());
        assertEquals(0.9507143064099162, random.nextDouble());
        assertEquals(0.7319939418114051, random.nextDouble());
    }

    @Test
    void refillsItsStateMoreThanOnce() {
        MersenneTwister random = new MersenneTwister(7);
        double last = 0;
        for (int i = 0; i < 2000; i++) {
            last = random.nextDouble();
        }
        assertEquals(0.6485816947897555, last);
    }

    @Test
    void drawsTheNormals() {
        MersenneTwister random = new MersenneTwister(42);
        assertEquals(0.4967141530112327, random.nextNormal());
        assertEquals(-0.13826430117118466, random.nextNormal());
        assertEquals(0.6476885381006925, random.nextNormal());
        assertEquals(1.5230298564080254, random.nextNormal());
    }

    @Test
    void shuffles() {
        assertArrayEquals(new int[] {0, 1, 5, 2, 4, 3, 6}, new MersenneTwister(42).permutation(7));
        assertEquals(0x597e7e20L, Bits.crcOfInts(new MersenneTwister(42).permutation(2000)));
    }

    @Test
    void refusesSeedsOfMoreThan32Bits() {
        for (long seed : new long[] {-1, 1L << 32}) {
            var refusal = assertThrows(InvalidArgumentException.class, () -> new MersenneTwister(seed));
            assertTrue(String.valueOf(refusal.getMessage()).startsWith("seed = " + seed));
        }
        assertEquals(419326371, new MersenneTwister((1L << 32) - 1).nextBits());
    }
}
