package io.dither.experiments.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.oracle.OracleRegistry;
import org.junit.jupiter.api.Test;

class TripsTest {
    private static final OracleRegistry ORACLES = OracleRegistry.discover();

    private static double value(int side, int threads) {
        Workload workload = Trips.workload(side, 40, 20);
        assertTrue(Trips.areMeant(workload));
        try (Trips trips = Trips.of(workload, threads, ORACLES)) {
            assertEquals(4 * side * (side - 1), trips.dimension());
            double value = trips.call(1);
            assertEquals(value, trips.call(1));
            return value;
        }
    }

    /** The noise of a street is another where there are more of them, but costs and ends are the same. */
    @Test
    void theTripsAreTheSameOnStreetsOfAnyNumber() {
        double small = value(25, 1);
        assertEquals(small, value(25, 2));
        assertEquals(small, value(51, 1), 0.05 * small);
    }
}
