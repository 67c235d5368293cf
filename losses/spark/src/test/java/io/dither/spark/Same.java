package io.dither.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.learn.model.Fitted;

/** Compares what two learners found, bit by bit. */
final class Same {
    private Same() {}

    static void assertSame(Fitted expected, Fitted found) {
        assertArrayEquals(expected.parameters(), found.parameters());
        assertEquals(expected.weights(), found.weights());
        assertEquals(expected.progress(), found.progress());
        assertEquals(expected.epsilon(), found.epsilon());
        assertEquals(expected.epsilonError(), found.epsilonError());
        assertEquals(expected.loss(), found.loss());
        assertEquals(expected.status(), found.status());
        assertEquals(expected.examples(), found.examples());
        assertEquals(expected.evaluations(), found.evaluations());
    }
}
