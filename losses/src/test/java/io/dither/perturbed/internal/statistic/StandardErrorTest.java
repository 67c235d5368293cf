package io.dither.perturbed.internal.statistic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.OracleException;
import org.junit.jupiter.api.Test;

class StandardErrorTest {
    /** Numbers that differ by less than 1e-13 of their mean are alike. */
    @Test
    void ofAMean() {
        assertEquals(Math.sqrt(6.0 / 3 / 4), StandardError.ofMean(2, 6, 4), 1e-15);
        for (double mean : new double[] {-0.01, 1, 300}) {
            double rounding = 5 * Math.pow(1e-13 * mean, 2);
            assertEquals(Double.NaN, StandardError.ofMean(mean, 0.9 * rounding, 5));
            assertEquals(Math.sqrt(1.1 * rounding / 20), StandardError.ofMean(mean, 1.1 * rounding, 5), 1e-24);
        }
        assertEquals(Double.NaN, StandardError.ofMean(0, 0, 5));
        assertEquals(Double.NaN, StandardError.ofMean(0, 1, 1));
        assertEquals(Math.sqrt(0.5), StandardError.ofMean(0, 1, 2), 1e-15);
    }

    @Test
    void ofACovariance() {
        // terms 1, 2, 6: their sum 9, squares 41, spread 41 - 81 / 3 = 14
        assertEquals(Math.sqrt(14.0 * 3 / 2) / 2, StandardError.ofCovariance(9, 41, 3), 1e-15);
        assertEquals(Double.NaN, StandardError.ofCovariance(9, 27, 3));
        assertEquals(Double.NaN, StandardError.ofCovariance(3e7, 3e14 + 10, 3));
        assertFalse(Double.isNaN(StandardError.ofCovariance(3e7, 3e14 + 100, 3)));
        assertEquals(Double.NaN, StandardError.ofCovariance(1, 5, 1));
        assertEquals(Math.sqrt(2), StandardError.ofCovariance(0, 1, 2), 1e-15);
    }

    @Test
    void sumsThatOverflowAreRefusedFromTwoUnitsOn() {
        double[] infinite = {1, Double.POSITIVE_INFINITY};
        assertSame(infinite, StandardError.requireFinite(infinite, 1));
        assertThrows(OracleException.class, () -> StandardError.requireFinite(infinite, 2));
        double[] finite = {1, 2};
        assertSame(finite, StandardError.requireFinite(finite, 2));
    }

    @Test
    void intervalsAreCalibratedFromALeastNumberOfUnitsOn() {
        double[] one = {1};
        assertFalse(StandardError.estimatedMeans(one, one, 99).calibrated());
        assertTrue(StandardError.estimatedMeans(one, one, 100).calibrated());
        assertFalse(StandardError.estimatedCovariances(one, one, 399).calibrated());
        assertTrue(StandardError.estimatedCovariances(one, one, 400).calibrated());
        assertEquals(398, StandardError.estimatedCovariances(one, one, 399).degreesOfFreedom());
    }
}
