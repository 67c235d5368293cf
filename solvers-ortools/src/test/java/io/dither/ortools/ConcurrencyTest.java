package io.dither.ortools;

import io.dither.oracle.Sense;
import io.dither.ortools.program.OrToolsLp;
import io.dither.ortools.program.OrToolsMip;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
    @Test
    void programs() throws InterruptedException, ExecutionException {
        SessionThreads.assertConcurrentEqualsSerial(OrToolsLp.oracle(GridProgram.of(5)), 300);
    }

    @Test
    void mixedIntegerPrograms() throws InterruptedException, ExecutionException {
        OrToolsMip mip = OrToolsMip.of(RandomMip.knapsack(Sense.MAXIMIZE, 6, 1, 1));
        SessionThreads.assertConcurrentEqualsSerial(mip.oracle(), 20);
        SessionThreads.assertConcurrentEqualsSerial(mip.sat().oracle(), 20);
    }

    @Test
    void aSessionThatIsAtWorkRefusesAnotherThread() throws InterruptedException {
        SessionThreads.assertRefusesAnotherThread(
                OrToolsMip.of(RandomMip.knapsack(Sense.MAXIMIZE, 12, 2, 1)).oracle());
        SessionThreads.assertRefusesAnotherThread(OrToolsLp.oracle(GridProgram.of(12)));
    }

    @Test
    void closingDuringASolveWaitsForItsEnd() throws InterruptedException {
        SessionThreads.assertClosingWaits(OrToolsLp.oracle(GridProgram.of(12)));
    }
}
