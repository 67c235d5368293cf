package io.dither.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class ExampleKeyTest {
    private static final int IDS = 1_000_000;
    private static final int CASES = 4000;

    @Test
    void theKeysAreFixedForEver() {
        assertEquals(-2152535657050944081L, ExampleKey.of(0));
        assertEquals(-1956407806741107680L, ExampleKey.of(-1));
        assertEquals(3055647633038352039L, ExampleKey.of(Long.MAX_VALUE));
        assertEquals(-2152535657050944081L, ExampleKey.of(""));
        assertEquals(5142644852228077664L, ExampleKey.of("7"));
        assertEquals(-4230652651142072172L, ExampleKey.of("trip-000123/2026-11-25"));
        assertEquals(8670638204236944547L, ExampleKey.of("Z\u00fcrich \ud83d\ude8c"));
    }

    @Test
    void aTextHasTheKeyOfItsCharactersAndNotThatOfItsNumber() {
        assertEquals(ExampleKey.of("abc"), ExampleKey.of(CharBuffer.wrap("abc")));
        assertNotEquals(ExampleKey.of(7), ExampleKey.of("7"));
        assertNotEquals(ExampleKey.of("ab"), ExampleKey.of("ba"));
        assertNotEquals(ExampleKey.of(""), ExampleKey.of("\0"));
    }

    @Test
    void aMillionIdsOfAKindHaveAMillionKeys() {
        assertDistinct(i -> ExampleKey.of(i));
        assertDistinct(i -> ExampleKey.of((long) i << 40));
        assertDistinct(i -> ExampleKey.of(String.valueOf(i)));
        assertDistinct(i -> ExampleKey.of("trip-" + (10_000_000 + i)));
        assertDistinct(i -> ExampleKey.of("" + (char) (i / 1000) + (char) (i % 1000)));
    }

    private static void assertDistinct(IntToLongFunction key) {
        long[] keys = new long[IDS];
        Arrays.setAll(keys, key);
        Arrays.sort(keys);
        for (int i = 1; i < IDS; i++) {
            assertTrue(keys[i - 1] < keys[i], "twice: " + keys[i]);
        }
    }

    /** Flips each bit of a number, and of the last unit of a text: every bit of the key flips in half of the cases. */
    @Test
    void keysAreWellMixed() {
        KeyedRandom random = new KeyedRandom(1);
        for (int flipped = 0; flipped < 64; flipped++) {
            int[] ofNumbers = new int[64];
            int[] ofTexts = new int[64];
            for (int i = 0; i < CASES; i++) {
                long number = random.nextLong();
                count(ExampleKey.of(number) ^ ExampleKey.of(number ^ 1L << flipped), ofNumbers);
                char other = (char) ('a' ^ 1 << flipped % 16);
                count(ExampleKey.of("id-" + i + 'a') ^ ExampleKey.of("id-" + i + other), ofTexts);
            }
            assertHalf(ofNumbers);
            assertHalf(ofTexts);
        }
    }

    private static void assertHalf(int[] flips) {
        for (int count : flips) {
            assertEquals(0, (count - 0.5 * CASES) / Math.sqrt(0.25 * CASES), 5.5);
        }
    }

    private static void count(long difference, int[] flips) {
        for (int bit = 0; bit < 64; bit++) {
            flips[bit] += (int) (difference >>> bit & 1);
        }
    }
}
