package io.dither.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ExactLogProperties {
    @Property(seed = "1", tries = 3000)
    void positiveNumbers(@ForAll @LongRange(min = 1L << 52, max = (0x7FFL << 52) - 1) long bits) {
        assertWithinTwoUlps(Double.longBitsToDouble(bits));
    }

    @Property(seed = "2", tries = 3000)
    void theUnitInterval(@ForAll @LongRange(min = 970L << 52, max = (1023L << 52) - 1) long bits) {
        assertWithinTwoUlps(Double.longBitsToDouble(bits));
    }

    @Property(seed = "3", tries = 3000)
    void nearOne(@ForAll @LongRange(min = -4_000_000_000_000L, max = 4_000_000_000_000L) long ulps) {
        assertWithinTwoUlps(Double.longBitsToDouble(Double.doubleToLongBits(1) + ulps));
    }

    @Property(seed = "4", tries = 1000)
    void nextToOne(@ForAll @LongRange(min = -1000, max = 1000) long ulps) {
        assertWithinTwoUlps(Double.longBitsToDouble(Double.doubleToLongBits(1) + ulps));
    }

    @Property(seed = "5", tries = 1000)
    void nextToTheFoldAtTheRootOfTwo(@ForAll @LongRange(min = -1000, max = 1000) long ulps) {
        assertWithinTwoUlps(Double.longBitsToDouble(Double.doubleToLongBits(Math.sqrt(2)) + ulps));
    }

    @Test
    void theLogarithmOfOneIsZero() {
        assertEquals(0.0, ExactLog.log(1));
    }

    private static void assertWithinTwoUlps(double x) {
        double expected = StrictMath.log(x);
        assertEquals(expected, ExactLog.log(x), 2 * Math.ulp(expected), () -> "x = " + x);
    }
}
