package io.dither.ortools.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.OracleException;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.ortools.GridProgram;
import io.dither.ortools.RandomMip;
import io.dither.ortools.program.OrToolsLp;
import io.dither.ortools.program.OrToolsMip;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Native memory is freed once: by closing, after the solve under way, or by the garbage collector where nobody closes. */
class NativeSessionTest {
    private static final int MOST_COLLECTIONS = 200;
    private static final int FORGOTTEN = 1000;

    @Test
    void closingFreesOnceAfterTheSolveUnderWay() {
        AtomicInteger freed = new AtomicInteger();
        Owning session = new Owning(freed::incrementAndGet) {
            @Override
            protected void doSolve(double[] theta, Vertex vertex) {
                close();
                assertEquals(0, freed.get());
            }
        };
        session.solve(new double[1], new Vertex(1));
        assertEquals(1, freed.get());
        session.close();
        assertEquals(1, freed.get());
    }

    @Test
    void aSecondThreadIsRefusedWhileOneSolves() {
        AtomicReference<OracleException> refused = new AtomicReference<>();
        AtomicInteger entered = new AtomicInteger();
        Owning session = new Owning(() -> {}) {
            @Override
            protected void doSolve(double[] theta, Vertex vertex) {
                if (entered.incrementAndGet() > 1) {
                    return;
                }
                Thread other = new Thread(() ->
                        refused.set(assertThrows(OracleException.class, () -> solve(new double[1], new Vertex(1)))));
                other.start();
                try {
                    other.join();
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        session.solve(new double[1], new Vertex(1));
        assertEquals(1, entered.get());
        assertEquals(OracleException.Code.FAILED, refused.get().code());
        session.solve(new double[1], new Vertex(1));
        session.close();
    }

    /** Owns what it never uses. */
    private static class Owning extends NativeSession {
        Owning(Runnable free) {
            super("a test");
            freeOnClose(free);
        }

        @Override
        protected void doSolve(double[] theta, Vertex vertex) {}
    }

    /** Keeps what is logged. */
    private static final class Lines extends Handler {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void whatNobodyClosesTheGarbageCollectorFrees() throws InterruptedException {
        Logger logger = Logger.getLogger("io.dither.ortools");
        Lines lines = new Lines();
        logger.addHandler(lines);
        logger.setUseParentHandlers(false);
        CountDownLatch freed = new CountDownLatch(FORGOTTEN);
        forget(freed);
        for (int k = 0; k < MOST_COLLECTIONS && freed.getCount() > 0; k++) {
            System.gc();
            freed.await(100, TimeUnit.MILLISECONDS);
        }
        logger.removeHandler(lines);
        logger.setUseParentHandlers(true);
        assertEquals(0, freed.getCount());
        // the counts that are powers of two, whatever other tests of this process forgot before
        assertTrue(!lines.lines.isEmpty() && lines.lines.size() <= 11, lines.lines.toString());
        assertTrue(
                lines.lines.stream()
                        .allMatch(line -> line.startsWith("a session of ") && line.contains("never closed")),
                lines.lines.toString());
    }

    private static void forget(CountDownLatch freed) {
        for (int k = 0; k < FORGOTTEN; k++) {
            new Owning(freed::countDown).solve(new double[1], new Vertex(1));
        }
    }

    /** Neither the model nor what frees it refers to the session, or the collector would never meet it. */
    @Test
    void sessionsThatNobodyClosesAreMet() throws InterruptedException {
        List<WeakReference<OracleSession>> forgotten = List.of(
                forget(OrToolsLp.oracle(GridProgram.of(3)).openSession()),
                forget(OrToolsMip.of(RandomMip.knapsack(Sense.MAXIMIZE, 4, 1, 1))
                        .oracle()
                        .openSession()));
        for (int k = 0; k < MOST_COLLECTIONS && forgotten.stream().anyMatch(one -> one.get() != null); k++) {
            System.gc();
        }
        assertTrue(forgotten.stream().allMatch(one -> one.get() == null));
    }

    private static WeakReference<OracleSession> forget(OracleSession session) {
        return new WeakReference<>(session);
    }
}
