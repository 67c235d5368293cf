package io.dither.perturbed.internal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import io.dither.oracles.Oracles;
import org.junit.jupiter.api.Test;

/** Which solves a guard checks. */
class SolveGuardTest {
    private static final long[] OTHERS = {1, 7, 1023, 1025};
    private static final long[] ONE_DUE = {1, 7, 2048, 1025};

    private static Vertex first(int dimension) {
        Vertex answer = new Vertex(dimension);
        answer.add(0, 1);
        return answer;
    }

    @Test
    void theFirstSolveAndOneInSoMany() {
        SolveGuard guard = new SolveGuard(1024);
        assertTrue(guard.isDue(7));
        guard.check(Oracles.argmax(3), first(3));
        assertFalse(guard.isDue(7));
        assertFalse(guard.isDue(1023));
        assertTrue(guard.isDue(3 * 1024));
        assertTrue(guard.isDueInLanes(7)); // these were not checked yet
        assertTrue(guard.isAnyDueInLanes(OTHERS, 4));
        guard.recordLanesChecked();
        assertFalse(guard.isDueInLanes(7));
        assertTrue(guard.isDueInLanes(2048));
        assertFalse(guard.isAnyDueInLanes(OTHERS, 4));
        assertTrue(guard.isAnyDueInLanes(ONE_DUE, 4));
        assertFalse(guard.isAnyDueInLanes(ONE_DUE, 2)); // the others are left from before
        // samples in a row
        assertTrue(guard.isAnyDueInLanes(new long[] {1022, 1023, 1024}, 3));
        assertTrue(guard.isAnyDueInLanes(new long[] {1024, 1025, 1026}, 3));
        assertFalse(guard.isAnyDueInLanes(new long[] {1022, 1023, 1024}, 2));
        assertFalse(guard.isAnyDueInLanes(new long[] {1025, 1026, 1027}, 3));
        guard.checkEverySolve();
        assertTrue(guard.isDue(7) && guard.isDueInLanes(7) && guard.isAnyDueInLanes(OTHERS, 4));
    }

    @Test
    void noneWhereItIsOff() {
        SolveGuard off = new SolveGuard(0);
        for (long stream : ONE_DUE) {
            assertFalse(off.isDue(stream) || off.isDueInLanes(stream));
        }
        assertFalse(off.isAnyDueInLanes(ONE_DUE, 4));
    }

    @Test
    void allOnceTheContractIsBroken() {
        SolveGuard guard = new SolveGuard(1024);
        Vertex twice = first(200);
        twice.add(0, 1);
        LinearOracle oracle = Oracles.topK(200, 2);
        assertFalse(guard.isBroken());
        assertThrows(OracleException.class, () -> guard.check(oracle, twice));
        assertTrue(guard.isBroken() && guard.isDue(7) && guard.isDueInLanes(7));
    }

    /** More coordinates than a word has bits, again and again. */
    @Test
    void anIndexThatIsGivenTwiceIsNamed() {
        LinearOracle oracle = Oracles.topK(200, 66);
        SolveGuard guard = new SolveGuard(1);
        Vertex many = new Vertex(200);
        for (int i = 199; i >= 134; i--) {
            many.add(i, 1);
        }
        guard.check(oracle, many);
        guard.check(oracle, many);
        many.clear();
        for (int i = 0; i < 200; i += 3) {
            many.add(i, 1);
        }
        many.add(135, 1);
        OracleException failure = assertThrows(OracleException.class, () -> guard.check(oracle, many));
        assertTrue(String.valueOf(failure.getMessage()).contains("gives index 135 twice"), failure.getMessage());
        assertEquals(OracleException.Code.INVALID_ANSWER, failure.code());
    }
}
