package io.dither.experiments.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import org.junit.jupiter.api.Test;

class SampleMeanTest {
    @Test
    void knownValues() {
        SampleMean summary = SampleMean.of(new double[] {1, 2, 3, 6});
        assertEquals(3, summary.mean(), 1e-12);
        // squares 4 + 1 + 0 + 9 = 14, over 3, over 4
        assertEquals(Math.sqrt(14.0 / 12), summary.standardError(), 1e-12);
    }

    @Test
    void oneObservationHasNoErrorAndNoneHasNoMean() {
        assertTrue(Double.isNaN(SampleMean.of(new double[] {5}).standardError()));
        assertThrows(InvalidArgumentException.class, () -> SampleMean.of(new double[0]));
    }
}
