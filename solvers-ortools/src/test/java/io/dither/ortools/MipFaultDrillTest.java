package io.dither.ortools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.LimitedSession;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.ortools.program.LinearProgram;
import io.dither.ortools.program.OrToolsMip;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong with a mixed-integer program ends in one clear error or a stated gap, and the session goes on. */
@Timeout(120)
class MipFaultDrillTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static OrToolsMip mip(LinearProgram program, boolean sat) {
        return sat ? OrToolsMip.of(program).sat() : OrToolsMip.of(program);
    }

    private static void assertFails(Code code, LinearOracle oracle, double... theta) {
        OracleException failure = assertThrows(OracleException.class, () -> oracle.solve(theta));
        assertEquals(code, failure.code(), failure.getMessage());
        assertFalse(String.valueOf(failure.getMessage()).contains("\n"));
    }

    private static LinearProgram halfPlane(Sense sense) {
        return LinearProgram.builder(sense)
                .integers(1, 0, INFINITY)
                .variable(0, INFINITY)
                .constraint(0.5, new double[] {1, -1}, INFINITY)
                .build();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anInfeasibleProgramSaysSo(boolean sat) {
        LinearProgram parity = LinearProgram.builder(Sense.MAXIMIZE)
                .integers(2, 0, 5)
                .constraint(3, new double[] {2, -2}, 3)
                .build();
        assertFails(Code.INFEASIBLE, mip(parity, sat).oracle(), 1, 1);
        assertFails(Code.INFEASIBLE, mip(parity, sat).oracle(), 0, 0);
    }

    @Test
    void anInfeasibleProgramSaysSoEvenWhereThetaWouldBeUnbounded() {
        LinearProgram empty = LinearProgram.builder(Sense.MAXIMIZE)
                .integers(1, 0, INFINITY)
                .variable(0, INFINITY)
                .constraint(1, new double[] {1, -1}, INFINITY)
                .constraint(1, new double[] {-1, 1}, INFINITY)
                .build();
        assertFails(Code.INFEASIBLE, OrToolsMip.oracle(empty), 1, 1);
    }

    @ParameterizedTest
    @EnumSource(Sense.class)
    void anUnboundedProgramSaysSoAndTheSessionGoesOn(Sense sense) {
        try (OracleSession session = OrToolsMip.oracle(halfPlane(sense)).openSession()) {
            Vertex vertex = new Vertex(2);
            double out = sense.sign();
            OracleException failure =
                    assertThrows(OracleException.class, () -> session.solve(new double[] {out, 0}, vertex));
            assertEquals(Code.UNBOUNDED, failure.code());
            session.solve(new double[] {-out, -out}, vertex);
            assertArrayEquals(new double[] {1, 0}, vertex.toArray(), 0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void badThetasNeverReachTheSolver(boolean sat) {
        LinearOracle oracle =
                mip(RandomMip.knapsack(Sense.MAXIMIZE, 2, 1, 3), sat).oracle();
        assertFails(Code.INVALID_INPUT, oracle, 1, Double.NaN);
        assertFails(Code.INVALID_INPUT, oracle, 1, INFINITY);
        assertFails(Code.INVALID_INPUT, oracle, 1);
        assertFails(Code.INVALID_INPUT, oracle, 1, 1, 1);
    }

    @Test
    void extremeThetasAndNegativeZerosAreFine() {
        LinearProgram program = RandomMip.knapsack(Sense.MINIMIZE, 3, 1, 4);
        for (boolean sat : new boolean[] {false, true}) {
            double[] y = mip(program, sat).oracle().solve(new double[] {1e308, 1e-300, -0.0});
            assertEquals(0, y[0]);
            for (double value : y) {
                assertFalse(value == 0 && 1 / value < 0, "-0.0");
            }
        }
    }

    @Test
    void whatTheNodeLimitLeavesOpenIsStatedAndMoreNodesCloseIt() {
        LinearProgram hard = RandomMip.knapsack(Sense.MAXIMIZE, 18, 4, 5);
        double[] theta = RandomMip.hardCosts(hard, 6);
        Vertex best = new Vertex(18);
        try (OracleSession session = OrToolsMip.oracle(hard).openSession()) {
            session.solve(theta, best);
        }
        Vertex cut = new Vertex(18);
        LinearOracle limited = OrToolsMip.of(hard).nodes(1).oracle();
        try (OracleSession session = limited.openSession()) {
            session.solve(theta, cut);
            assertTrue(cut.gap() > 0 && cut.gap() < INFINITY, () -> "gap " + cut.gap());
            assertTrue(best.objective(theta) - cut.objective(theta) <= cut.gap());
            OracleException refused =
                    assertThrows(OracleException.class, () -> InexactPolicy.FAIL.solve(limited, session, theta, cut));
            assertEquals(Code.NOT_OPTIMAL, refused.code());
            InexactPolicy.FAIL.retrying(1e6).solve(limited, session, theta, cut);
            assertEquals(0, cut.gap());
            session.solve(theta, cut);
            assertTrue(cut.gap() > 0, "the limits are as they were");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatTheTimeLimitLeavesOpenIsStated(boolean sat) {
        LinearProgram hard = RandomMip.knapsack(Sense.MAXIMIZE, 18, 4, 5);
        double[] theta = RandomMip.hardCosts(hard, 6);
        double best = value(OrToolsMip.oracle(hard), theta);
        Vertex vertex = new Vertex(18);
        try (OracleSession session = mip(hard, sat).seconds(0.02).oracle().openSession()) {
            session.solve(theta, vertex);
            assertTrue(best - vertex.objective(theta) <= vertex.gap() + 1e-9 * best);
        } catch (OracleException none) {
            assertEquals(Code.TIMEOUT, none.code()); // on a slow machine
        }
    }

    private static double value(LinearOracle oracle, double[] theta) {
        Vertex vertex = new Vertex(theta.length);
        try (OracleSession session = oracle.openSession()) {
            session.solve(theta, vertex);
        }
        return vertex.objective(theta);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noSolutionWithinTheLimitIsATimeout(boolean sat) {
        LinearProgram hard = RandomMip.marketSplit(40, 5, 7);
        assertFails(Code.TIMEOUT, mip(hard, sat).seconds(0.05).oracle(), RandomMip.gaussians(8, 40));
        if (!sat) {
            assertFails(Code.TIMEOUT, OrToolsMip.of(hard).nodes(3).oracle(), RandomMip.gaussians(8, 40));
        }
    }

    /** Interrupts until the solve has ended. */
    private static Thread interrupting(LimitedSession session, AtomicBoolean ended) {
        Thread thread = new Thread(() -> {
            while (!ended.get()) {
                session.interrupt();
                Thread.onSpinWait();
            }
        });
        thread.start();
        return thread;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anotherThreadInterruptsAndTheSessionGoesOn(boolean sat) throws InterruptedException {
        LinearProgram hard = RandomMip.marketSplit(50, 6, 9);
        double[] theta = RandomMip.gaussians(10, 50);
        Vertex vertex = new Vertex(50);
        try (OracleSession session = mip(hard, sat).oracle().openSession()) {
            for (int k = 0; k < 20; k++) {
                AtomicBoolean ended = new AtomicBoolean();
                Thread other = interrupting((LimitedSession) session, ended);
                OracleException failure = assertThrows(OracleException.class, () -> session.solve(theta, vertex));
                ended.set(true);
                other.join();
                assertEquals(Code.TIMEOUT, failure.code(), failure.getMessage());
                ((LimitedSession) session).interrupt(); // nothing is under way
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClosedSessionRefusesEverythingButClosing(boolean sat) {
        OracleSession session =
                mip(RandomMip.knapsack(Sense.MAXIMIZE, 3, 1, 3), sat).oracle().openSession();
        session.close();
        session.close();
        ((LimitedSession) session).interrupt();
        OracleException failure =
                assertThrows(OracleException.class, () -> session.solve(new double[] {1, 1, 1}, new Vertex(3)));
        assertEquals(Code.CLOSED, failure.code());
        failure = assertThrows(OracleException.class, () -> ((LimitedSession) session).scaleLimits(2));
        assertEquals(Code.CLOSED, failure.code());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void closingDuringASolveWaitsForItsEnd(boolean sat) throws InterruptedException {
        LinearProgram hard = RandomMip.marketSplit(50, 6, 9);
        OracleSession session = mip(hard, sat).oracle().openSession();
        AtomicBoolean ended = new AtomicBoolean();
        Thread other = new Thread(() -> {
            while (!ended.get()) {
                session.close();
                ((LimitedSession) session).interrupt();
                Thread.onSpinWait();
            }
        });
        other.start();
        Vertex vertex = new Vertex(50);
        OracleException failure =
                assertThrows(OracleException.class, () -> session.solve(RandomMip.gaussians(10, 50), vertex));
        ended.set(true);
        other.join();
        assertTrue(failure.code() == Code.TIMEOUT || failure.code() == Code.CLOSED, failure.getMessage());
    }
}
