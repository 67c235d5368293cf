package io.dither.oracles.internal.combine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.oracle.LimitedSession;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.oracle.capability.RetargetableSession;
import io.dither.oracle.capability.StructuredOracle;
import io.dither.oracles.Oracles;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    /** A solver that hangs where theta[0] is above 1, until it is let go, or asked to end where it obeys. */
    private static final class Hanging implements LinearOracle {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch letGo = new CountDownLatch(1);
        final CountDownLatch closed = new CountDownLatch(1);
        final AtomicReference<String> closedBy = new AtomicReference<>("");
        private final boolean obeys;

        Hanging(boolean obeys) {
            this.obeys = obeys;
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public OracleSession openSession() {
            String opener = Thread.currentThread().getName();
            return new LimitedSession() {
                private final CountDownLatch asked = new CountDownLatch(1);

                @Override
                public void limits(double factor) {}

                @Override
                public void interrupt() {
                    asked.countDown();
                }

                @Override
                public void solve(double[] theta, Vertex vertex) {
                    vertex.clear();
                    vertex.add(theta[0] > theta[1] ? 0 : 1, 1);
                    begun.countDown();
                    if (theta[0] > 1) {
                        try {
                            (obeys ? asked : letGo).await();
                        } catch (InterruptedException never) {
                            throw new IllegalStateException(never);
                        }
                        vertex.gap(7);
                    }
                }

                @Override
                public void close() {
                    closedBy.set(opener + " " + Thread.currentThread().getName());
                    closed.countDown();
                }
            };
        }
    }

    @Test
    void aSolveThatDoesNotEndIsLeftToItsThreadWhichClosesItsSession() throws InterruptedException {
        Hanging hanging = new Hanging(false);
        LinearOracle timed = Oracles.deadline(hanging, 0.4);
        Vertex vertex = new Vertex(2);
        try (OracleSession session = timed.openSession()) {
            OracleException late =
                    assertThrows(OracleException.class, () -> session.solve(new double[] {2, 0}, vertex));
            assertEquals(Code.TIMEOUT, late.code());
            assertTrue(String.valueOf(late.getMessage()).contains("1 so far"), late.getMessage());
            assertEquals(1, hanging.closed.getCount(), "what is at work is not closed");
            session.solve(new double[] {0, 1}, vertex); // another session, on another thread
            assertArrayEquals(new double[] {0, 1}, vertex.toArray());
            hanging.letGo.countDown();
            assertTrue(hanging.closed.await(10, TimeUnit.SECONDS));
            assertEquals("dither-deadline dither-deadline", hanging.closedBy.get());
        }
    }

    @Test
    void aSolverThatObeysGivesWhatItHas() {
        LinearOracle timed = Oracles.deadline(new Hanging(true), 0.4);
        Vertex vertex = new Vertex(2);
        try (OracleSession session = timed.openSession()) {
            session.solve(new double[] {2, 0}, vertex);
            assertArrayEquals(new double[] {1, 0}, vertex.toArray());
            assertEquals(7, vertex.gap());
        }
    }

    @Test
    void closingFromAnotherThreadIsNoFailureOfTheSolve() throws InterruptedException {
        Hanging hanging = new Hanging(false);
        OracleSession session = Oracles.deadline(hanging, 0.3).openSession();
        Thread other = new Thread(() -> {
            try {
                hanging.begun.await();
                session.close();
            } catch (InterruptedException never) {
                throw new IllegalStateException(never);
            }
        });
        other.start();
        assertEquals(Code.TIMEOUT, refusal(session));
        other.join();
        assertEquals(Code.CLOSED, refusal(session));
        hanging.letGo.countDown();
        assertTrue(hanging.closed.await(10, TimeUnit.SECONDS));
    }

    private static Code refusal(OracleSession session) {
        return assertThrows(OracleException.class, () -> session.solve(new double[] {2, 0}, new Vertex(2)))
                .code();
    }

    @Test
    void onlySoManySolvesAreLeftToTheirThreads() {
        Hanging hanging = new Hanging(false);
        LinearOracle timed = Oracles.deadline(hanging, 1e-3);
        try (OracleSession session = timed.openSession()) {
            Code code = Code.TIMEOUT;
            int left = 0;
            while (code == Code.TIMEOUT && left < 1000) {
                code = refusal(session);
                left++;
            }
            assertEquals(Code.FAILED, code);
            assertTrue(left > 16 && left <= 33, left + " were left");
            hanging.letGo.countDown();
            while (refuses(session)) {
                Thread.onSpinWait();
            }
        }
    }

    private static boolean refuses(OracleSession session) {
        try {
            session.solve(new double[] {0, 1}, new Vertex(2));
            return false;
        } catch (OracleException refused) {
            return true;
        }
    }

    @Test
    void anInterruptEndsTheWait() throws InterruptedException {
        Hanging hanging = new Hanging(false);
        LinearOracle timed = Oracles.deadline(hanging, 1000);
        AtomicReference<Code> code = new AtomicReference<>(Code.FAILED);
        AtomicBoolean flag = new AtomicBoolean();
        Thread waiting = new Thread(() -> {
            try (OracleSession session = timed.openSession()) {
                session.solve(new double[] {2, 0}, new Vertex(2));
            } catch (OracleException stopped) {
                code.set(stopped.code());
                flag.set(Thread.currentThread().isInterrupted());
            }
        });
        waiting.start();
        waiting.interrupt();
        waiting.join(10_000);
        assertEquals(Code.INTERRUPTED, code.get());
        assertTrue(flag.get());
        hanging.letGo.countDown();
        assertTrue(hanging.closed.await(10, TimeUnit.SECONDS));
    }

    /** Two coordinates that are one each, with names. */
    private record Pair(String name) implements Membership, NamedCoordinates {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public List<?> coordinates() {
            return List.of(name + " one", name + " two");
        }

        @Override
        public Optional<String> violation(double[] y) {
            return y[0] == 1 && y[1] == 1 ? Optional.empty() : Optional.of(name + " says no");
        }

        @Override
        public OracleSession openSession() {
            return (theta, vertex) -> Arrays.fill(vertex.dense(), 1);
        }
    }

    @Test
    void whatIsKnownOfTheSetIsPassedOn() {
        for (UnaryOperator<LinearOracle> wrap :
                List.<UnaryOperator<LinearOracle>>of(inner -> Oracles.deadline(inner, 9), Oracles::negate)) {
            LinearOracle pair = wrap.apply(new Pair("it"));
            assertEquals(
                    List.of("it one", "it two"),
                    pair.as(NamedCoordinates.class).orElseThrow().coordinates());
            assertEquals(
                    "it says no",
                    pair.as(Membership.class)
                            .orElseThrow()
                            .violation(new double[2])
                            .orElseThrow());
            assertEquals(
                    "it says no",
                    pair.as(Membership.class)
                            .orElseThrow()
                            .violation(new Vertex(2))
                            .orElseThrow());
            Membership pairs = wrap.apply(Oracles.assignment(1, 2, Sense.MINIMIZE))
                    .as(Membership.class)
                    .orElseThrow();
            assertEquals("row 0 has no partner", pairs.violation(new double[2]).orElseThrow());
            assertTrue(wrap.apply(Oracles.argmax(2)).as(StructuredOracle.class).isPresent());
            assertTrue(wrap.apply(new Hanging(true)).as(Membership.class).isEmpty());
        }
    }

    @Test
    void aSessionTurnsToAnotherOracleWithTheSameDeadline() {
        double[][] weights = {{3, 4, 5}};
        double[] theta = {1, 2, 4};
        Vertex vertex = new Vertex(3);
        try (RetargetableSession session = (RetargetableSession)
                Oracles.deadline(Oracles.knapsack(weights, 9), 9).openSession()) {
            session.solve(theta, vertex);
            assertArrayEquals(new double[] {0, 1, 1}, vertex.toArray());
            assertTrue(session.retarget(Oracles.deadline(Oracles.knapsack(weights, 8), 9)));
            session.solve(theta, vertex);
            assertArrayEquals(new double[] {1, 0, 1}, vertex.toArray());
            // of another family, for which it opens another session
            assertTrue(session.retarget(Oracles.deadline(Oracles.argmax(3), 9)));
            session.solve(theta, vertex);
            assertArrayEquals(new double[] {0, 0, 1}, vertex.toArray());
            assertFalse(session.retarget(Oracles.deadline(Oracles.argmax(3), 8)));
            assertFalse(session.retarget(Oracles.deadline(Oracles.argmax(2), 9)));
            assertFalse(session.retarget(Oracles.argmax(3)));
        }
    }
}
