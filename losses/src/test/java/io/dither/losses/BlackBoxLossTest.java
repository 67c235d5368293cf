package io.dither.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.layer.LossValue;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracles.Oracles;
import org.junit.jupiter.api.Test;

class BlackBoxLossTest {
    private static final double[] TARGET = {0, 1, 0};

    @Test
    void isTheHammingLossWithASlopeThatReachesTheTarget() {
        LossValue far = new BlackBoxLoss(Oracles.argmax(3), 0.5).evaluate(new double[] {1, 0.2, 0}, TARGET);
        assertEquals(2, far.value());
        assertArrayEquals(new double[] {2, -2, 0}, far.gradient().values());
        LossValue tooFar = new BlackBoxLoss(Oracles.argmax(3), 0.1).evaluate(new double[] {1, 0.2, 0}, TARGET);
        assertEquals(2, tooFar.value());
        assertArrayEquals(new double[3], tooFar.gradient().values());
    }

    @Test
    void aMinimiserHasTheOppositeGradient() {
        LinearOracle cheapest = Oracles.negate(Oracles.argmax(3));
        double[] theta = {-1, -0.2, 0};
        double[] cost = new BlackBoxLoss(cheapest, 0.5)
                .evaluate(theta, TARGET)
                .gradient()
                .values();
        assertEquals(Sense.MINIMIZE, cheapest.sense());
        assertArrayEquals(new double[] {-2, 2, 0}, cost);
    }

    @Test
    void isZeroAtTheTarget() {
        LossValue there = new BlackBoxLoss(Oracles.argmax(3), 5).evaluate(new double[] {0, 1, 0}, TARGET);
        assertEquals(0, there.value());
        assertTrue(java.util.Arrays.stream(there.gradient().values()).allMatch(slope -> slope == 0));
    }
}
