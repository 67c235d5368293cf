package io.dither.perturbed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Thetas;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.LaneSession;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.VertexLanes;
import io.dither.oracles.Oracles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Oracles that fail in some of many solves, by each kind of fault, policy and number of threads: a call fails with the sample that
 * reproduces it, or takes the answer and counts; the layer, its threads and its sessions live on and are closed once.
 */
@Timeout(60)
class FaultyOraclesTest {
    private static final double[] THETA = {0.3, 0.1, -0.2};
    private static final int SAMPLES = 600;

    /** What a session does in one of some 50 solves. */
    private enum Fault {
        THROWS(Code.FAILED) {
            @Override
            void strike(double[] theta, Vertex vertex) {
                FaultyOraclesTest.<RuntimeException>sneak(new IOException("torn"));
            }
        },
        KILLS_ITS_THREAD(Code.FAILED) {
            @Override
            void strike(double[] theta, Vertex vertex) {
                throw new StackOverflowError("deep");
            }
        },
        IS_INTERRUPTED(Code.INTERRUPTED) {
            @Override
            void strike(double[] theta, Vertex vertex) {
                FaultyOraclesTest.<RuntimeException>sneak(new InterruptedException("by its own solver"));
            }
        },
        WRONG_LENGTH(Code.FAILED) {
            @Override
            void strike(double[] theta, Vertex vertex) {
                vertex.add(3, 1);
            }
        },
        NOT_A_NUMBER(Code.INVALID_ANSWER) {
            @Override
            void strike(double[] theta, Vertex vertex) {
                vertex.add((vertex.index(0) + 1) % 3, Double.NaN);
            }
        },
        INFEASIBLE(Code.INVALID_ANSWER) {
            @Override
            void strike(double[] theta, Vertex vertex) {
                vertex.add((vertex.index(0) + 1) % 3, 1);
            }
        },
        ANOTHER_DIMENSION(Code.INVALID_INPUT) {
            @Override
            void strike(double[] theta, Vertex vertex) {
                Thetas.check(theta, 4);
            }
        },
        SLOW(Code.NOT_OPTIMAL) {
            @Override
            void strike(double[] theta, Vertex vertex) {
                vertex.gap(0.25); // what a limit leaves
            }
        };

        private final Code code;

        Fault(Code code) {
            this.code = code;
        }

        abstract void strike(double[] theta, Vertex vertex);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable any) throws T {
        throw (T) any;
    }

    /** One of three, with faults while they are switched on; each session counts how often it was closed. */
    private static final class Faulty implements Membership {
        private final Fault fault;
        private final List<AtomicInteger> closes = new CopyOnWriteArrayList<>();
        private final AtomicInteger struck = new AtomicInteger();
        private volatile boolean on = true;

        Faulty(Fault fault) {
            this.fault = fault;
        }

        @Override
        public int dimension() {
            return 3;
        }

        @Override
        public Optional<String> violation(double[] y) {
            return Arrays.stream(y).sum() == 1 ? Optional.empty() : Optional.of("not one of three");
        }

        @Override
        public OracleSession openSession() {
            AtomicInteger closed = new AtomicInteger();
            closes.add(closed);
            return new OracleSession() {
                @Override
                public void solve(double[] theta, Vertex vertex) {
                    boolean now = on && theta[0] > 2.2;
                    int best = theta[0] >= Math.max(theta[1], theta[2]) ? 0 : theta[1] >= theta[2] ? 1 : 2;
                    vertex.clear();
                    vertex.add(best, 1);
                    if (now) {
                        struck.incrementAndGet();
                        fault.strike(theta, vertex);
                    }
                }

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        }

        void assertClosedOnce() {
            assertTrue(closes.stream().allMatch(count -> count.get() == 1), closes.toString());
        }
    }

    private static PerturbedOptimizerBuilder layer(LinearOracle oracle, InexactPolicy policy) {
        return PerturbedOptimizer.builder(oracle)
                .samples(SAMPLES)
                .seed(11)
                .inexact(policy)
                .guard(Guard.EVERY);
    }

    static Stream<Arguments> table() {
        List<Arguments> all = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            for (InexactPolicy policy : List.of(InexactPolicy.FAIL, InexactPolicy.ACCEPT)) {
                for (int threads : new int[] {1, 2, 4}) {
                    all.add(Arguments.of(fault, policy, threads));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("table")
    void aCallFailsWithWhatReproducesItOrCounts(Fault fault, InexactPolicy policy, int threads) {
        Faulty oracle = new Faulty(fault);
        try (PerturbedOptimizer layer = layer(oracle, policy).threads(threads).build()) {
            if (fault == Fault.SLOW && policy.accepts()) {
                Estimate estimate = layer.estimate(THETA);
                assertEquals(SAMPLES, estimate.samples());
                assertEquals(oracle.struck.get(), estimate.inexactSamples());
                assertTrue(oracle.struck.get() > 5, oracle.struck + " faults");
            } else {
                OracleException failure = assertThrows(OracleException.class, () -> layer.estimate(THETA));
                assertEquals(fault.code, failure.code());
                assertReproduced(fault, policy, String.valueOf(failure.getMessage()));
            }
            assertLivesOn(oracle, layer);
        }
        oracle.assertClosedOnce();
    }

    /** The sample that is named fails by itself and the same way; all before it are drawn without it. */
    private static void assertReproduced(Fault fault, InexactPolicy policy, String message) {
        int at = message.indexOf("(example 0, sample ") + "(example 0, sample ".length();
        int sample = Integer.parseInt(message.substring(at, message.indexOf(", step 0, seed 11)")));
        try (PerturbedOptimizer upTo =
                        layer(new Faulty(fault), policy).samples(sample + 1).build();
                PerturbedOptimizer before =
                        layer(new Faulty(fault), policy).samples(sample).build()) {
            OracleException again = assertThrows(OracleException.class, () -> upTo.estimate(THETA));
            assertEquals(message, again.getMessage());
            assertEquals(sample, before.estimate(THETA).samples());
        }
    }

    /** Without the fault, the same sessions and threads give what new ones give. */
    private static void assertLivesOn(Faulty oracle, PerturbedOptimizer layer) {
        oracle.on = false;
        try (PerturbedOptimizer healthy = PerturbedOptimizer.builder(Oracles.argmax(3))
                .samples(SAMPLES)
                .seed(11)
                .build()) {
            assertArrayEquals(
                    healthy.estimate(THETA).mean(), layer.estimate(THETA).mean());
        }
    }

    /** No fault of the oracle that is reported with a sample, but the end of the process. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void memoryThatIsFullIsThrownOn(int threads) {
        OutOfMemoryError full = new OutOfMemoryError("full");
        OracleSession fails = (theta, vertex) -> {
            throw full;
        };
        List<LinearOracle> oracles = List.of(opening(() -> fails), opening(() -> new InLanes(fails)), opening(() -> {
            throw full;
        }));
        for (LinearOracle oracle : oracles) {
            try (PerturbedOptimizer layer =
                    layer(oracle, InexactPolicy.FAIL).threads(threads).build()) {
                assertSame(full, assertThrows(OutOfMemoryError.class, () -> layer.estimate(THETA)));
            }
        }
        OracleSession works = (theta, vertex) -> vertex.clear();
        for (LinearOracle oracle : List.of(opening(() -> works), opening(() -> new InLanes(works)))) {
            try (PerturbedOptimizer layer =
                    layer(oracle, InexactPolicy.FAIL).threads(threads).build()) {
                Query counted = layer.at(THETA).pushforward(y -> {
                    throw full;
                });
                assertSame(full, assertThrows(OutOfMemoryError.class, counted::estimate));
            }
        }
    }

    private static LinearOracle opening(Supplier<OracleSession> sessions) {
        return new LinearOracle() {
            @Override
            public int dimension() {
                return 3;
            }

            @Override
            public OracleSession openSession() {
                return sessions.get();
            }
        };
    }

    /** Four solves at once, one by one. */
    private record InLanes(OracleSession single) implements LaneSession {
        @Override
        public int lanes() {
            return 4;
        }

        @Override
        public void solve(double[] theta, Vertex vertex) {
            single.solve(theta, vertex);
        }

        @Override
        public void solveLanes(double[] thetas, VertexLanes vertices) {
            for (int lane = 0; lane < 4; lane++) {
                solve(new double[] {thetas[lane], thetas[4 + lane], thetas[8 + lane]}, vertices.vertex(lane));
            }
        }
    }

    /** A solve that waits until it is interrupted. */
    private static final class Hanging implements LinearOracle {
        private final CountDownLatch atWork = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);
        private final List<String> closers = new CopyOnWriteArrayList<>();

        @Override
        public int dimension() {
            return 3;
        }

        @Override
        public OracleSession openSession() {
            return new OracleSession() {
                @Override
                public void solve(double[] theta, Vertex vertex) {
                    atWork.countDown();
                    try {
                        assertTrue(new CountDownLatch(1).await(20, TimeUnit.SECONDS));
                    } catch (InterruptedException stop) {
                        FaultyOraclesTest.<RuntimeException>sneak(stop);
                    }
                    vertex.clear();
                }

                @Override
                public void close() {
                    closers.add(Thread.currentThread().getName());
                    closed.countDown();
                }
            };
        }

        void assertClosedOnceBy(String thread) throws InterruptedException {
            assertTrue(closed.await(20, TimeUnit.SECONDS));
            assertEquals(List.of(thread), closers);
        }
    }

    @Test
    void anInterruptEndsASolve() throws Exception {
        Hanging oracle = new Hanging();
        PerturbedOptimizer layer = layer(oracle, InexactPolicy.FAIL).build();
        ExecutorService caller = Executors.newSingleThreadExecutor();
        Future<OracleException> call =
                caller.submit(() -> assertThrows(OracleException.class, () -> layer.estimate(THETA)));
        assertTrue(oracle.atWork.await(20, TimeUnit.SECONDS));
        caller.shutdownNow(); // interrupts
        assertEquals(Code.INTERRUPTED, call.get(20, TimeUnit.SECONDS).code());
        Thread closer = new Thread(layer::close, "closer");
        closer.start();
        closer.join();
        oracle.assertClosedOnceBy("closer");
    }
}
