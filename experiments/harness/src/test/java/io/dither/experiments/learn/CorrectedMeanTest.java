package io.dither.experiments.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.random.KeyedRandom;
import org.junit.jupiter.api.Test;

class CorrectedMeanTest {
    /** Mean 3, variance 2.5; five folds, so the squared error is 2.5 (1/5 + 1/4) = 1.125; t of 4 degrees: 2.776445. */
    @Test
    void theIntervalAndTheTestByHand() {
        CorrectedMean mean = CorrectedMean.of(new double[] {1, 2, 3, 4, 5}, 5);
        assertEquals(3, mean.mean());
        assertEquals(2.776445 * Math.sqrt(1.125), mean.halfWidth(), 1e-5);
        assertEquals(3 - mean.halfWidth(), mean.low());
        assertEquals(3 + mean.halfWidth(), mean.high());
        assertTrue(mean.pValue() > 0.01 && mean.pValue() < 0.05, mean.toString());
    }

    @Test
    void theTestIsFivePercentWhereTheIntervalEndsAtNothing() {
        double half = CorrectedMean.of(new double[] {-1, 0, 1}, 3).halfWidth();
        CorrectedMean edge = CorrectedMean.of(new double[] {half - 1, half, half + 1}, 3);
        assertEquals(0.05, edge.pValue(), 1e-9);
    }

    @Test
    void equalValuesAreCertain() {
        assertEquals(1, CorrectedMean.of(new double[3], 3).pValue());
        assertEquals(0, CorrectedMean.of(new double[] {1, 1, 1}, 3).pValue());
    }

    /** The mean over K disjoint parts has the plain error; here the correction must make the interval wider. */
    @Test
    void itIsWiderThanThePlainInterval() {
        double[] values = new double[10];
        KeyedRandom random = new KeyedRandom(4);
        java.util.Arrays.setAll(values, i -> random.nextGaussian());
        assertTrue(CorrectedMean.of(values, 10).halfWidth()
                > 2.262 * SampleMean.of(values).standardError() * 1.4);
    }

    @Test
    void oneValueHasNoInterval() {
        assertThrows(InvalidArgumentException.class, () -> CorrectedMean.of(new double[1], 2));
        assertThrows(InvalidArgumentException.class, () -> CorrectedMean.of(new double[2], 1));
    }
}
