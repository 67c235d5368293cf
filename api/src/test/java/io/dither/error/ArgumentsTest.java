package io.dither.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void onlyFinitePositiveNumbersArePositive(double bad) {
        assertRefused(
                "epsilon = " + bad + " is not a finite number above 0. Maybe choose a value such as 1.0.",
                () -> Arguments.positive("epsilon", bad));
        assertEquals(Double.MIN_VALUE, Arguments.positive("epsilon", Double.MIN_VALUE));
    }

    @Test
    void theLeastValueIsAllowed() {
        assertEquals(3, Arguments.atLeast("samples", 3, 3));
        assertRefused("samples = 2 is too small. Maybe choose 3 or more.", () -> Arguments.atLeast("samples", 2, 3));
    }

    @Test
    void threadsAreBounded() {
        assertEquals(1, Arguments.threads("threads", 1));
        assertEquals(1024, Arguments.threads("threads", 1024));
        assertRefused("threads = 0 is too small. Maybe choose 1 or more.", () -> Arguments.threads("threads", 0));
        assertRefused(
                "threads = 2147483647 is too large. Maybe choose 1024 or less.",
                () -> Arguments.threads("threads", Integer.MAX_VALUE));
    }

    @Test
    void vectorsAreFiniteAndOfTheRightLength() {
        double[] good = {1, 2};
        assertSame(good, Arguments.finite("target", good, 2));
        assertRefused(
                "target has length 2, not 3. Maybe target belongs to another oracle.",
                () -> Arguments.finite("target", good, 3));
        assertRefused(
                "target[1] = NaN is not finite. Maybe a division by zero or an overflow came before.",
                () -> Arguments.finite("target", new double[] {1, Double.NaN}, 2));
    }

    @Test
    void dataErrorsNameTheFileAndTheLine() {
        assertEquals("iris.txt:7: no ranking", new DataException("iris.txt", 7, "no ranking").getMessage());
        assertEquals("iris.txt: missing", new DataException("iris.txt", 0, "missing").getMessage());
    }

    private static void assertRefused(String message, Executable action) {
        assertEquals(
                message, assertThrows(InvalidArgumentException.class, action).getMessage());
    }
}
