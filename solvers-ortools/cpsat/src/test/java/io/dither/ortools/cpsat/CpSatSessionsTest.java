package io.dither.ortools.cpsat;

import static io.dither.ortools.ResidentMemory.assertSteady;
import static io.dither.ortools.ResidentMemory.assertTenfoldSteady;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.ortools.ResidentMemory;
import io.dither.ortools.SessionThreads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Sessions of constraint models on several threads, and the memory that they free. */
class CpSatSessionsTest {
    private static LinearOracle roster(int days) {
        List<BoolVar> shifts = new ArrayList<>();
        CpModel model = RandomModel.roster(3, days, shifts);
        return OrToolsCpSat.oracle(model, Sense.MINIMIZE, shifts);
    }

    @Test
    void sideBySideTheyAnswerAsAlone() throws InterruptedException, ExecutionException {
        SessionThreads.assertConcurrentEqualsSerial(roster(4), 50);
    }

    @Test
    void aSessionThatIsAtWorkRefusesAnotherThread() throws InterruptedException {
        SessionThreads.assertRefusesAnotherThread(roster(4));
    }

    @Test
    void closingDuringASolveWaitsForItsEnd() throws InterruptedException {
        SessionThreads.assertClosingWaits(roster(4));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void fiveHundredSolvesLeakNothing() throws IOException {
        LinearOracle roster = roster(3);
        assertSteady(() -> ResidentMemory.solve(roster, 500), 2, 12);
    }

    @Test
    @Tag("long")
    @EnabledOnOs(OS.LINUX)
    void aHundredThousandSolvesLeakNothing() throws IOException {
        assertTenfoldSteady(roster(3), 10_000);
    }
}
