package io.dither.perturbed;

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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A layer that is closed by another thread in the midst of a call. */
@Timeout(30)
class ClosingTest {
    private static final double[] THETA = {1, 0};

    /** Solves that hang until they are asked to end, or let go. */
    private static final class Hanging implements LinearOracle {
        private final CountDownLatch atWork = new CountDownLatch(1);
        private final CountDownLatch letGo = new CountDownLatch(1);
        private final AtomicInteger open = new AtomicInteger();
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
            open.incrementAndGet();
            return new LimitedSession() {
                @Override
                public void solve(double[] theta, Vertex vertex) {
                    atWork.countDown();
                    awaitAlways(letGo);
                    vertex.clear();
                    vertex.gap(1); // what it has
                }

                @Override
                public void scaleLimits(double factor) {}

                @Override
                public void interrupt() {
                    if (obeys) {
                        letGo.countDown();
                    }
                }

                @Override
                public void close() {
                    open.decrementAndGet();
                }
            };
        }
    }

    /** Waits as native code does, which hears no interrupt. */
    private static void awaitAlways(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                assertTrue(latch.await(20, TimeUnit.SECONDS));
                break;
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Code codeOf(Future<?> call) throws Exception {
        Throwable thrown = assertThrows(Exception.class, () -> call.get(20, TimeUnit.SECONDS))
                .getCause();
        return ((OracleException) thrown).code();
    }

    @Test
    void aSolveThatCanBeAskedEndsAndSoDoesTheCall() throws Exception {
        Hanging oracle = new Hanging(true);
        ExecutorService caller = Executors.newSingleThreadExecutor();
        PerturbedOptimizer layer = PerturbedOptimizer.builder(oracle).build();
        Future<?> call = caller.submit(() -> layer.estimate(THETA));
        oracle.atWork.await();
        layer.close();
        assertEquals(Code.CLOSED, codeOf(call));
        assertEquals(0, oracle.open.get());
        caller.shutdownNow();
    }

    @Test
    void aCallWithoutEndEnds() throws Exception {
        CountDownLatch solved = new CountDownLatch(1000);
        LinearOracle quick = LinearOracle.of(2, theta -> {
            solved.countDown();
            return theta;
        });
        for (int threads = 1; threads <= 2; threads++) {
            ExecutorService caller = Executors.newSingleThreadExecutor();
            PerturbedOptimizer layer = PerturbedOptimizer.builder(quick)
                    .samples(Integer.MAX_VALUE)
                    .threads(threads)
                    .build();
            Future<?> call = caller.submit(() -> layer.estimate(THETA));
            solved.await();
            layer.close();
            assertEquals(Code.CLOSED, codeOf(call));
            caller.shutdownNow();
        }
    }

    /** The caller waits for a helper, whose solve hears nothing: it goes, and the helper closes its session later. */
    @Test
    void aHelperThatDoesNotObeyIsLeftToItsThread() throws Exception {
        Hanging hanging = new Hanging(false);
        Thread[] calling = {Thread.currentThread()};
        CountDownLatch helped = new CountDownLatch(1);
        LinearOracle oracle = new LinearOracle() {
            @Override
            public int dimension() {
                return 2;
            }

            @Override
            public OracleSession openSession() {
                OracleSession session = hanging.openSession();
                return new OracleSession() {
                    @Override
                    public void solve(double[] theta, Vertex vertex) {
                        if (Thread.currentThread() == calling[0]) {
                            awaitAlways(hanging.atWork);
                            vertex.clear();
                        } else {
                            session.solve(theta, vertex);
                        }
                    }

                    @Override
                    public void close() {
                        session.close();
                        helped.countDown();
                    }
                };
            }
        };
        ExecutorService helper = Executors.newSingleThreadExecutor();
        PerturbedOptimizer layer = PerturbedOptimizer.builder(oracle)
                .samples(10_000)
                .executor(helper, 2)
                .build();
        Thread closer = new Thread(() -> {
            awaitAlways(hanging.atWork);
            layer.close();
        });
        closer.start();
        OracleException failure = assertThrows(OracleException.class, () -> layer.estimate(THETA));
        assertEquals(Code.CLOSED, failure.code());
        closer.join();
        assertEquals(1, hanging.open.get(), "what is at work is not closed");
        hanging.letGo.countDown();
        helper.shutdown();
        assertTrue(helper.awaitTermination(20, TimeUnit.SECONDS));
        assertEquals(0, hanging.open.get());
        assertEquals(0, helped.getCount());
    }
}
