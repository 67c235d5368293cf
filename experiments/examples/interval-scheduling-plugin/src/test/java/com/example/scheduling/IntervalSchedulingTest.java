package com.example.scheduling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.Sense;
import io.dither.testing.BruteForceOracle;
import io.dither.testing.OracleContract;
import io.dither.testing.OracleContractTests;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IntervalSchedulingTest implements OracleContractTests {
    private static final double[] STARTS = {0, 2, 3, 1, 5, 4, 0};
    private static final double[] ENDS = {3, 4, 6, 2, 7, 5, 7};
    private static final LinearOracle ORACLE = new IntervalScheduling(STARTS, ENDS);
    private static final BruteForceOracle ALL =
            BruteForceOracle.zeroOne(Sense.MAXIMIZE, STARTS.length, IntervalSchedulingTest::isDisjoint);

    @Override
    public LinearOracle oracle() {
        return ORACLE;
    }

    @Override
    public OracleContract contract() {
        return OracleContract.of(ORACLE).vertices(ALL);
    }

    private static boolean isDisjoint(double[] taken) {
        for (int i = 0; i < taken.length; i++) {
            for (int j = 0; j < i; j++) {
                boolean apart = ENDS[i] <= STARTS[j] || ENDS[j] <= STARTS[i];
                if (taken[i] == 1 && taken[j] == 1 && !apart) {
                    return false;
                }
            }
        }
        return true;
    }

    @Test
    void theRegistryFindsIt() {
        LinearOracle found = OracleRegistry.discover().create("interval-scheduling:starts=(0,2,3),ends=(3,4,6)");
        assertArrayEquals(new double[] {1, 0, 1}, found.solve(new double[] {2, 3, 2}));
        assertArrayEquals(new double[] {0, 1, 0}, found.solve(new double[] {2, 5, 2}));
        assertArrayEquals(new double[] {0, 0, 1}, found.solve(new double[] {-1, 0, 1}));
    }

    @Test
    void itNamesIntervalsAndTellsWhichOverlap() {
        IntervalScheduling oracle = new IntervalScheduling(new double[] {9, 10, 11}, new double[] {10.5, 11, 12});
        assertEquals(List.of("9..10.5", "10..11", "11..12"), oracle.coordinates());
        assertEquals(Optional.of("9..10.5 and 10..11 overlap"), oracle.violation(new double[] {1, 1, 0}));
        assertEquals(Optional.empty(), oracle.violation(new double[] {0, 1, 1}));
    }

    @Test
    void intervalsThatAreNoneAreRefused() {
        OracleRegistry registry = OracleRegistry.discover();
        assertThrows(
                InvalidArgumentException.class,
                () -> registry.create("interval-scheduling:starts=(0,2),ends=(3)"));
        assertThrows(
                InvalidArgumentException.class,
                () -> registry.create("interval-scheduling:starts=(0,2),ends=(3,2)"));
    }
}
