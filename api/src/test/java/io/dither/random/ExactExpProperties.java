package io.dither.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ExactExpProperties {
    @Property(seed = "1", tries = 1000)
    void theWholeRange(@ForAll @DoubleRange(min = -700, max = 700) double x) {
        assertWithinTwoUlps(x);
    }

    @Property(seed = "2", tries = 1000)
    void nearZero(@ForAll @DoubleRange(min = -1, max = 1) double x) {
        assertWithinTwoUlps(x);
    }

    @Property(seed = "3", tries = 1000)
    void nextToTheFoldsAtOddHalvesOfLn2(
            @ForAll @IntRange(min = -1000, max = 1000) int k, @ForAll @LongRange(min = -100, max = 100) long ulps) {
        double fold = (k + 0.5) * Math.log(2);
        assertWithinTwoUlps(Double.longBitsToDouble(Double.doubleToLongBits(fold) + ulps));
    }

    @Test
    void zeroGivesOne() {
        assertEquals(1.0, ExactExp.exp(0));
        assertEquals(1.0, ExactExp.exp(-0.0));
    }

    private static void assertWithinTwoUlps(double x) {
        double expected = StrictMath.exp(x);
        assertEquals(expected, ExactExp.exp(x), 2 * Math.ulp(expected), () -> "x = " + x);
        double[] many = {0, x, -x};
        ExactExp.exp(many, new double[3], 3);
        assertArrayEquals(new double[] {1, ExactExp.exp(x), ExactExp.exp(-x)}, many);
    }
}
