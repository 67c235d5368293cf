package io.dither.perturbed.internal.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.layer.Estimated;
import io.dither.perturbed.internal.statistic.Replicates;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Three replicates of 40 samples whose estimates are (1, 5), (2, 5) and (6, 5). */
class ReplicatesTest {
    private static final int SAMPLES = 40;
    private static final double[] FIRST = {1, 2, 6};

    private static Tally tally(int replicate) {
        Tally tally = new Tally(EngineTest.problem(replicate), new Statistic<?>[0]);
        for (int m = 0; m < SAMPLES; m++) {
            tally.add(new Sample(2));
        }
        return tally;
    }

    private static Estimated read(Tally tally) {
        return new Estimated(
                new double[] {FIRST[tally.problem().replicate()], 5}, new double[] {0.1, 0.2}, SAMPLES - 1, false);
    }

    @Test
    void theErrorIsThatOfTheMeanOfTheReplicates() {
        List<Tally> replicates = List.of(tally(0), tally(1), tally(2));
        Estimated means = Replicates.pool(replicates, ReplicatesTest::read);
        assertArrayEquals(new double[] {3, 5}, means.values(), 1e-15);
        // deviations -2, -1 and 3 from the mean: variance 14 / 2
        assertArrayEquals(new double[] {Math.sqrt(7.0 / 3), Double.NaN}, means.standardErrors(), 1e-15);
        assertEquals(2, means.degreesOfFreedom());
        assertTrue(means.calibrated());
        Estimated covariances = Replicates.poolCovariances(replicates, ReplicatesTest::read);
        assertArrayEquals(new double[] {3 * 39 / 40.0, 5 * 39 / 40.0}, covariances.values(), 1e-15);
        assertEquals(Math.sqrt(7.0 / 3) * 39 / 40, covariances.standardErrors()[0], 1e-15);
        assertFalse(covariances.calibrated());
    }

    @Test
    void oneReplicateKeepsItsOwnErrors() {
        Estimated own = read(tally(0));
        Function<Tally, Estimated> read = tally -> own;
        assertSame(own, Replicates.pool(List.of(tally(0)), read));
        assertSame(own, Replicates.poolCovariances(List.of(tally(0)), read));
        assertArrayEquals(new double[] {1, 5}, own.values());
    }
}
