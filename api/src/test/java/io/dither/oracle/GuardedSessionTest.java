package io.dither.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GuardedSessionTest {
    private record Faulty(Supplier<@Nullable OracleSession> sessions) implements LinearOracle {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        @SuppressWarnings("NullAway") // what is written without a checker
        public OracleSession openSession() {
            return sessions.get();
        }
    }

    private static OracleException failure(Supplier<@Nullable OracleSession> sessions) {
        return assertThrows(OracleException.class, () -> new Faulty(sessions).answer(new double[2]));
    }

    private static int deeper(int depth) {
        return deeper(depth + 1) + 1;
    }

    @Test
    void whateverAnOracleThrowsIsAnOracleException() {
        assertEquals(
                "no session of the oracle opened: it returned null",
                failure(() -> null).getMessage());
        assertEquals(
                "no session of the oracle opened: java.lang.IllegalStateException: licence",
                failure(() -> {
                            throw new IllegalStateException("licence");
                        })
                        .getMessage());
        OracleException deep = failure(() -> (theta, vertex) -> deeper(0));
        assertEquals("the oracle failed: java.lang.StackOverflowError", deep.getMessage());
        assertEquals(Code.FAILED, deep.code());
        assertEquals(
                Code.NATIVE_MISSING,
                failure(() -> (theta, vertex) -> {
                            throw new UnsatisfiedLinkError();
                        })
                        .code());
        assertEquals(
                "a session of the oracle did not close: java.lang.AssertionError: twice",
                failure(() -> new OracleSession() {
                            @Override
                            public void solve(double[] theta, Vertex vertex) {}

                            @Override
                            public void close() {
                                throw new AssertionError("twice");
                            }
                        })
                        .getMessage());
    }

    @Test
    void aPolicyWithASecondTrySolvesWithTheGuardedSession() {
        LinearOracle oracle = new Faulty(() -> new LimitedSession() {
            @Override
            public void solve(double[] theta, Vertex vertex) {
                throw new IllegalStateException("licence");
            }

            @Override
            public void scaleLimits(double factor) {}

            @Override
            public void interrupt() {}
        });
        try (OracleSession session = OracleSession.openGuarded(oracle)) {
            OracleException failure = assertThrows(
                    OracleException.class,
                    () -> InexactPolicy.FAIL.retrying(2).solve(oracle, session, new double[2], new Vertex(2)));
            assertEquals(Code.FAILED, failure.code());
        }
    }

    @Test
    void whatIsDocumentedStays() {
        for (Throwable known : new Throwable[] {
            new OracleException(Code.INFEASIBLE, "none"),
            new InvalidArgumentException("x", "Maybe y"),
            new OutOfMemoryError()
        }) {
            assertSame(
                    known,
                    assertThrows(
                            Throwable.class,
                            () -> new Faulty(() -> (theta, vertex) -> {
                                        if (known instanceof Error error) {
                                            throw error;
                                        }
                                        throw (RuntimeException) known;
                                    })
                                    .solve(new double[2])));
        }
    }
}
