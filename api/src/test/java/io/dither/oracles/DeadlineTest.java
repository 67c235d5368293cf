package io.dither.oracles;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.oracle.LimitedSession;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    /** A solver that hangs where theta[0] is above 1, until it is let go, or asked to end where it obeys. */
    private static final class Hanging implements LinearOracle {
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
}
