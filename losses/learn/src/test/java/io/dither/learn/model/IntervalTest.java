package io.dither.learn.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IntervalTest {
    @Test
    void knownValues() {
        Interval summary = Interval.ofMean(new double[] {1, 2, 3, 6});
        assertEquals(3, summary.value(), 1e-12);
        // squares 4 + 1 + 0 + 9 = 14, over 3, over 4
        assertEquals(Math.sqrt(14.0 / 12), summary.standardError(), 1e-12);
    }

    @Test
    void oneObservationHasNoErrorAndNoneHasNoMean() {
        assertTrue(Double.isNaN(Interval.ofMean(new double[] {5}).standardError()));
        assertThrows(InvalidArgumentException.class, () -> Interval.ofMean(new double[0]));
    }

    /** Mean 3, variance 2.5; five folds, so the squared error is 2.5 (1/5 + 1/4) = 1.125; t of 4 degrees: 2.776445. */
    @Test
    void theIntervalAndTheTestByHand() {
        Interval mean = Interval.ofFolds(new double[] {1, 2, 3, 4, 5}, 5);
        assertEquals(3, mean.value());
        assertEquals(2.776445 * Math.sqrt(1.125), mean.margin(), 1e-5);
        assertEquals(3 - mean.margin(), mean.low());
        assertEquals(3 + mean.margin(), mean.high());
        assertTrue(mean.pValue() > 0.01 && mean.pValue() < 0.05, mean.toString());
    }

    @Test
    void theTestIsFivePercentWhereTheIntervalEndsAtNothing() {
        double half = Interval.ofFolds(new double[] {-1, 0, 1}, 3).margin();
        Interval edge = Interval.ofFolds(new double[] {half - 1, half, half + 1}, 3);
        assertEquals(0.05, edge.pValue(), 1e-9);
    }

    @Test
    void equalValuesAreCertain() {
        assertEquals(1, Interval.ofFolds(new double[3], 3).pValue());
        assertEquals(0, Interval.ofFolds(new double[] {1, 1, 1}, 3).pValue());
    }

    /** The mean over K disjoint parts has the plain error; here the correction must make the interval wider. */
    @Test
    void itIsWiderThanThePlainInterval() {
        double[] values = new double[10];
        KeyedRandom random = new KeyedRandom(4);
        Arrays.setAll(values, i -> random.nextGaussian());
        assertTrue(Interval.ofFolds(values, 10).margin()
                > 2.262 * Interval.ofMean(values).standardError() * 1.4);
    }

    @Test
    void oneValueHasNoInterval() {
        assertThrows(InvalidArgumentException.class, () -> Interval.ofFolds(new double[1], 2));
        assertThrows(InvalidArgumentException.class, () -> Interval.ofFolds(new double[2], 1));
    }

    @Test
    void withAKnownErrorTheLawIsNormal() {
        Interval one = Interval.of(3, 1.5);
        assertEquals(3 - 1.959963984540054 * 1.5, one.low());
        assertEquals(3 + 1.959963984540054 * 1.5, one.high());
        assertEquals(0.04550026389635839, one.pValue(), 1e-12);
        assertEquals(Interval.of(100, 250), one.minus(Interval.of(2, 2)).times(100));
        assertTrue(Double.isNaN(Interval.of(3, Double.NaN).pValue()));
    }
}
