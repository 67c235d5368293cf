package io.dither.ortools.cpsat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.SatParameters;
import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.LimitedSession;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.ortools.RandomMip;
import io.dither.ortools.program.LinearProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes wrong with a constraint model ends in one clear error or a stated gap, and the session goes on. */
@Timeout(120)
class CpSatFaultDrillTest {
    private static OrToolsCpSat model(LinearProgram program) {
        List<BoolVar> variables = new ArrayList<>();
        CpModel model = RandomModel.knapsack(program, variables);
        return OrToolsCpSat.of(model, program.sense(), variables);
    }

    private static void assertFails(Code code, LinearOracle oracle, double... theta) {
        OracleException failure = assertThrows(OracleException.class, () -> oracle.solve(theta));
        assertEquals(code, failure.code(), failure.getMessage());
        assertEquals(1, String.valueOf(failure.getMessage()).lines().count());
    }

    private static Vertex solve(OracleSession session, double[] theta) {
        Vertex vertex = new Vertex(theta.length);
        session.solve(theta, vertex);
        return vertex;
    }

    @Test
    void anInfeasibleModelSaysSo() {
        CpModel model = OrToolsCpSat.model();
        List<BoolVar> x = RandomModel.booleans(model, "x", 2);
        model.addBoolOr(List.of(x.get(0), x.get(1)));
        model.addEquality(x.get(0), 0);
        model.addEquality(x.get(1), 0);
        LinearOracle oracle = OrToolsCpSat.oracle(model, Sense.MINIMIZE, x);
        assertFails(Code.INFEASIBLE, oracle, 1, 1);
        assertFails(Code.INFEASIBLE, oracle, 0, 0);
    }

    @Test
    void badThetasNeverReachTheSolverAndTheSessionGoesOn() {
        LinearOracle oracle = model(RandomMip.knapsack(Sense.MAXIMIZE, 2, 0, 1)).oracle();
        try (OracleSession session = oracle.openSession()) {
            for (double[] bad : new double[][] {{1, Double.NaN}, {Double.POSITIVE_INFINITY, 1}, {1}, {1, 1, 1}}) {
                OracleException failure = assertThrows(OracleException.class, () -> session.solve(bad, new Vertex(2)));
                assertEquals(Code.INVALID_INPUT, failure.code());
                assertArrayEquals(
                        new double[] {1, 0},
                        solve(session, new double[] {1e308, -1e308}).toArray());
                assertArrayEquals(
                        new double[] {1, 0},
                        solve(session, new double[] {1e-300, -1e-301}).toArray());
            }
            assertEquals(0, solve(session, new double[] {0.0, -0.0}).gap());
        }
    }

    @Test
    void whatALimitLeavesOpenIsStatedAndMoreWorkClosesIt() {
        LinearProgram hard = RandomMip.knapsack(Sense.MAXIMIZE, 18, 4, 5);
        double[] theta = RandomMip.hardCosts(hard, 6);
        double best;
        try (OracleSession session = model(hard).oracle().openSession()) {
            best = solve(session, theta).objective(theta);
        }
        LinearOracle limited = model(hard).work(1e-3).oracle();
        try (OracleSession session = limited.openSession()) {
            Vertex cut = solve(session, theta);
            assertTrue(cut.gap() > 0 && cut.gap() < Double.POSITIVE_INFINITY, () -> "gap " + cut.gap());
            assertTrue(best - cut.objective(theta) <= cut.gap());
            OracleException refused =
                    assertThrows(OracleException.class, () -> InexactPolicy.FAIL.solve(limited, session, theta, cut));
            assertEquals(Code.NOT_OPTIMAL, refused.code());
            InexactPolicy.FAIL.retrying(1e6).solve(limited, session, theta, cut);
            assertEquals(0, cut.gap());
            assertEquals(best, cut.objective(theta), 1e-9);
            assertTrue(solve(session, theta).gap() > 0, "the limits are as they were");
        }
    }

    @Test
    void whatTheTimeLimitLeavesOpenIsStated() {
        LinearProgram hard = RandomMip.knapsack(Sense.MAXIMIZE, 18, 4, 5);
        double[] theta = RandomMip.hardCosts(hard, 6);
        Vertex best = solve(model(hard).oracle().openSession(), theta);
        try (OracleSession session = model(hard).seconds(0.005).oracle().openSession()) {
            Vertex cut = solve(session, theta);
            assertTrue(best.objective(theta) - cut.objective(theta) <= cut.gap());
        } catch (OracleException none) {
            assertEquals(Code.TIMEOUT, none.code()); // on a slow machine
        }
    }

    @Test
    void noSolutionWithinTheLimitIsATimeout() {
        OrToolsCpSat hard = model(RandomMip.marketSplit(40, 5, 7));
        assertFails(Code.TIMEOUT, hard.seconds(0.05).oracle(), RandomMip.gaussians(8, 40));
        assertFails(Code.TIMEOUT, hard.work(1e-3).oracle(), RandomMip.gaussians(8, 40));
    }

    @Test
    void anotherThreadInterruptsAndTheSessionGoesOn() throws InterruptedException {
        double[] theta = RandomMip.gaussians(10, 50);
        try (OracleSession session =
                model(RandomMip.marketSplit(50, 6, 9)).oracle().openSession()) {
            for (int k = 0; k < 20; k++) {
                AtomicBoolean ended = new AtomicBoolean();
                Thread other = new Thread(() -> {
                    while (!ended.get()) {
                        ((LimitedSession) session).interrupt();
                        Thread.onSpinWait();
                    }
                });
                other.start();
                OracleException failure = assertThrows(OracleException.class, () -> solve(session, theta));
                ended.set(true);
                other.join();
                assertEquals(Code.TIMEOUT, failure.code(), failure.getMessage());
                ((LimitedSession) session).interrupt(); // nothing is under way
            }
        }
    }

    @Test
    void aClosedSessionRefusesEverythingButClosing() {
        OracleSession session =
                model(RandomMip.knapsack(Sense.MAXIMIZE, 2, 0, 1)).oracle().openSession();
        session.close();
        session.close();
        ((LimitedSession) session).interrupt();
        assertEquals(
                Code.CLOSED,
                assertThrows(OracleException.class, () -> solve(session, new double[2]))
                        .code());
        assertEquals(
                Code.CLOSED,
                assertThrows(OracleException.class, () -> ((LimitedSession) session).scaleLimits(2))
                        .code());
    }

    /** Where CP-SAT catches it, it takes the signal from Java, and an application that handles it there is aborted. */
    @Test
    void theSignalOfCtrlCIsLeftToJava() {
        assertFalse(CpSatSettings.PROOF.solverParameters(1).getCatchSigintSignal());
        assertFalse(CpSatSettings.PROOF
                .with(SatParameters.getDefaultInstance())
                .solverParameters(2)
                .getCatchSigintSignal());
    }
}
