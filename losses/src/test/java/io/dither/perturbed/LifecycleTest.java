package io.dither.perturbed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.LaneSession;
import io.dither.oracle.capability.VertexLanes;
import io.dither.oracles.Oracles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a layer holds and for how long: blocks, time, sessions and threads; and how it says that something failed. */
class LifecycleTest {
    private static final double[] THETA = {1, 0};

    /** Counts open sessions and solves; each solve may run something. */
    private static class Counting implements LinearOracle {
        private final AtomicInteger open = new AtomicInteger();
        private final AtomicInteger opened = new AtomicInteger();
        private final AtomicInteger solves = new AtomicInteger();
        private Runnable duringSolve = () -> {};
        private Runnable duringClose = () -> {};

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public OracleSession openSession() {
            open.incrementAndGet();
            opened.incrementAndGet();
            return new OracleSession() {
                @Override
                public void solve(double[] theta, Vertex vertex) {
                    solves.incrementAndGet();
                    duringSolve.run();
                    vertex.clear();
                    vertex.add(theta[0] > theta[1] ? 0 : 1, 1);
                }

                @Override
                public void close() {
                    open.decrementAndGet();
                    duringClose.run();
                }
            };
        }
    }

    private static String message(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }

    @Test
    void sessionsOfOraclesOfTheirOwnLiveOnOverCalls() {
        List<Counting> oracles = Stream.generate(Counting::new).limit(50).toList();
        try (PerturbedOptimizer layer =
                PerturbedOptimizer.builder(new Counting()).samples(3).threads(2).build()) {
            for (int step = 0; step < 10; step++) {
                List<Input> inputs = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    inputs.add(new Input(THETA, new NoiseKey(step, i), oracles.get(i)));
                }
                layer.batch(inputs).estimate();
            }
            // each thread may have met each of them
            int open = oracles.stream().mapToInt(oracle -> oracle.open.get()).sum();
            assertTrue(open >= 50 && open <= 100, open + " sessions are open");
            assertTrue(oracles.stream().allMatch(oracle -> oracle.opened.get() <= 2));
        }
        assertEquals(0, oracles.stream().mapToInt(oracle -> oracle.open.get()).sum());
    }

    @Test
    void idleSessionsAreBounded() {
        List<Counting> oracles = Stream.generate(Counting::new).limit(400).toList();
        try (PerturbedOptimizer layer =
                PerturbedOptimizer.builder(new Counting()).samples(3).build()) {
            for (Counting oracle : oracles) {
                layer.at(new Input(THETA, NoiseKey.ZERO, oracle)).estimate();
            }
            assertEquals(
                    256, oracles.stream().mapToInt(oracle -> oracle.open.get()).sum());
            // those that were used last are kept
            assertEquals(0, oracles.get(0).open.get());
            assertEquals(1, oracles.get(399).open.get());
        }
    }

    @Test
    void readingAnEstimateTwiceGivesTheSame() {
        try (PerturbedOptimizer layer =
                PerturbedOptimizer.builder(Oracles.ranking(2)).samples(20).build()) {
            Estimate estimate = layer.estimate(THETA);
            assertArrayEquals(estimate.mean(), estimate.mean());
            assertArrayEquals(estimate.meanStandardError(), estimate.meanStandardError());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aClosedLayerSaysSo(int threads) {
        Counting oracle = new Counting();
        PerturbedOptimizer layer =
                PerturbedOptimizer.builder(oracle).threads(threads).build();
        assertEquals(100, layer.estimate(THETA).samples());
        layer.close();
        assertEquals(0, oracle.open.get());
        OracleException failure = assertThrows(OracleException.class, () -> layer.estimate(THETA));
        assertEquals(Code.CLOSED, failure.code());
        assertEquals(0, oracle.open.get());
    }

    @Test
    void aSessionAtWorkWhileItsLayerClosesIsClosedAfterwards() {
        Counting oracle = new Counting();
        PerturbedOptimizer layer =
                PerturbedOptimizer.builder(oracle).samples(10).build();
        oracle.duringSolve = layer::close;
        OracleException failure = assertThrows(OracleException.class, () -> layer.estimate(THETA));
        assertEquals(Code.CLOSED, failure.code());
        assertEquals(1, oracle.solves.get());
        assertEquals(0, oracle.open.get());
    }

    /** Throws what need not be declared to be thrown, as Kotlin and Scala do. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable any) throws T {
        throw (T) any;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @Timeout(20)
    void whateverASolverThrowsIsReportedWithWhereAndTheSessionGoesBack(int threads) {
        for (Throwable thrown : List.of(new IOException("torn"), new StackOverflowError("deep"))) {
            Counting oracle = new Counting();
            oracle.duringSolve = () -> LifecycleTest.<RuntimeException>sneak(thrown);
            try (PerturbedOptimizer layer = PerturbedOptimizer.builder(oracle)
                    .seed(7)
                    .samples(1000)
                    .threads(threads)
                    .build()) {
                OracleException failure = assertThrows(OracleException.class, () -> layer.estimate(THETA));
                assertEquals(Code.FAILED, failure.code());
                assertEquals(thrown, failure.getCause());
                assertEquals(
                        "the oracle failed: " + thrown + " (example 0, sample 0, step 0, seed 7)", message(failure));
            }
            assertTrue(oracle.solves.get() <= threads, oracle.solves + " solves");
            assertEquals(0, oracle.open.get());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @Timeout(20)
    void aSessionThatDoesNotOpenIsReportedWithWhere(int threads) {
        for (Throwable thrown : List.of(new IOException("torn"), new NoClassDefFoundError("gone"))) {
            LinearOracle shut = new LinearOracle() {
                @Override
                public int dimension() {
                    return 2;
                }

                @Override
                public OracleSession openSession() {
                    LifecycleTest.<RuntimeException>sneak(thrown);
                    throw new AssertionError();
                }
            };
            try (PerturbedOptimizer layer = PerturbedOptimizer.builder(shut)
                    .seed(7)
                    .samples(1000)
                    .threads(threads)
                    .build()) {
                OracleException failure = assertThrows(OracleException.class, () -> layer.estimate(THETA));
                assertEquals(
                        "no session of the oracle opened: " + thrown + " (example 0, step 0, seed 7)",
                        message(failure));
            }
        }
    }

    @Test
    void allSessionsAndTheThreadsCloseWhereOneThrows() {
        Counting oracle = new Counting();
        Counting other = new Counting();
        for (Counting one : List.of(oracle, other)) {
            one.duringClose = () -> LifecycleTest.<RuntimeException>sneak(new IOException("torn"));
        }
        PerturbedOptimizer layer =
                PerturbedOptimizer.builder(oracle).samples(10).threads(2).build();
        layer.estimate(THETA);
        layer.at(new Input(THETA, NoiseKey.ZERO, other)).estimate();
        OracleException failure = assertThrows(OracleException.class, layer::close);
        assertEquals("a session of the oracle did not close: java.io.IOException: torn", message(failure));
        assertEquals(1, Objects.requireNonNull(failure.getCause()).getSuppressed().length);
        assertEquals(0, oracle.open.get() + other.open.get());
        assertEquals(
                Code.CLOSED,
                assertThrows(OracleException.class, () -> layer.estimate(THETA)).code());
    }

    @Test
    void aSessionWhoseLanesFailIsClosed() {
        AtomicInteger open = new AtomicInteger();
        LinearOracle halfMade = new Counting() {
            @Override
            public OracleSession openSession() {
                open.incrementAndGet();
                return new HalfMade(open);
            }
        };
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(halfMade).build()) {
            OracleException failure = assertThrows(OracleException.class, () -> layer.estimate(THETA));
            assertTrue(message(failure).contains("no lanes"), message(failure));
        }
        assertEquals(0, open.get());
    }

    private record HalfMade(AtomicInteger open) implements LaneSession {
        @Override
        public int lanes() {
            throw new IllegalStateException("no lanes");
        }

        @Override
        public void solveLanes(double[] thetas, VertexLanes vertices) {
            throw new AssertionError();
        }

        @Override
        public void solve(double[] theta, Vertex vertex) {
            throw new AssertionError();
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }

    @Test
    void callsFromABusyExecutorDoNotFillItsQueue() throws Exception {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(Oracles.argmax(2))
                .executor(executor, 2)
                .samples(64)
                .build()) {
            int queued = executor.submit(() -> {
                        for (int step = 0; step < 3000; step++) {
                            layer.estimate(THETA);
                        }
                        return executor.getQueue().size();
                    })
                    .get();
            assertTrue(queued <= 1024, queued + " helpers wait");
            assertEquals(64, layer.estimate(THETA).samples());
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    @Timeout(20)
    void anInterruptOfTheCallerEndsTheCall() {
        Counting oracle = new Counting();
        oracle.duringSolve = () -> {
            if (oracle.solves.get() == 10) {
                Thread.currentThread().interrupt();
            }
        };
        try (PerturbedOptimizer layer =
                PerturbedOptimizer.builder(oracle).samples(200_000_000).build()) {
            OracleException failure = assertThrows(OracleException.class, () -> layer.estimate(THETA));
            assertTrue(Thread.interrupted());
            assertEquals(Code.INTERRUPTED, failure.code());
            assertTrue(oracle.solves.get() < 100, oracle.solves + " solves");
        }
        assertEquals(0, oracle.open.get());
    }

    @Test
    @Timeout(20)
    void anInterruptedCallerLeavesASolveThatSleepsToItsThread() throws InterruptedException {
        Counting oracle = new Counting();
        Thread caller = Thread.currentThread();
        CountDownLatch asleep = new CountDownLatch(1);
        CountDownLatch wake = new CountDownLatch(1);
        oracle.duringSolve = () -> {
            if (Thread.currentThread() == caller) {
                await(asleep);
                caller.interrupt();
            } else {
                asleep.countDown();
                await(wake);
            }
        };
        ExecutorService executor = Executors.newSingleThreadExecutor();
        PerturbedOptimizer layer = PerturbedOptimizer.builder(oracle)
                .executor(executor, 2)
                .samples(1000)
                .build();
        OracleException failure = assertThrows(OracleException.class, () -> layer.estimate(THETA));
        assertTrue(Thread.interrupted());
        assertEquals(Code.INTERRUPTED, failure.code());
        layer.close();
        assertEquals(1, oracle.open.get());
        wake.countDown();
        executor.shutdown();
        assertTrue(executor.awaitTermination(10, TimeUnit.SECONDS));
        assertEquals(0, oracle.open.get());
    }

    @Test
    void aSharedExecutorThatIsShutDownLeavesTheWorkToTheCaller() {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        executor.shutdownNow();
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(Oracles.argmax(2))
                .executor(executor, 3)
                .build()) {
            assertEquals(100, layer.estimate(THETA).samples());
        }
    }

    @Test
    void estimatesThatOverflowAreRefused() {
        try (PerturbedOptimizer layer =
                PerturbedOptimizer.builder(Oracles.ranking(3)).epsilon(1e307).build()) {
            Estimate large = layer.estimate(new double[3]);
            assertOverflow(large::value);
        }
        try (PerturbedOptimizer layer =
                PerturbedOptimizer.builder(Oracles.ranking(3)).build()) {
            double[] theta = {1, 2, 1.5};
            Estimate huge =
                    layer.at(theta).vjp(new double[] {1e307, -1e307, 1e307}).estimate();
            assertOverflow(huge::vjp);
            Estimate large =
                    layer.at(theta).vjp(new double[] {1e300, -1e300, 1e300}).estimate();
            assertTrue(Double.isFinite(large.vjp().values()[0]));
        }
    }

    private static void assertOverflow(Executable reading) {
        OracleException failure = assertThrows(OracleException.class, reading);
        assertEquals(Code.INVALID_INPUT, failure.code());
        assertTrue(message(failure).startsWith("an estimate overflows to "), message(failure));
    }

    @Test
    void aFunctionThatFailsIsNotTakenForTheOracle() {
        try (PerturbedOptimizer layer =
                PerturbedOptimizer.builder(Oracles.argmax(2)).build()) {
            Query thrown = layer.at(THETA).pushforward(y -> {
                throw new IllegalStateException("no cost");
            });
            OracleException failure = assertThrows(OracleException.class, thrown::estimate);
            assertTrue(message(failure).startsWith("the function of pushforward(f) failed: "), message(failure));
            assertTrue(message(failure).contains("no cost") && !message(failure).contains("oracle"), message(failure));
            Query unknown = layer.at(THETA).pushforward(y -> Double.NaN);
            failure = assertThrows(OracleException.class, unknown::estimate);
            assertEquals(Code.INVALID_ANSWER, failure.code());
            assertTrue(message(failure).contains("pushforward(f) returned NaN"), message(failure));
        }
    }

    @Test
    void aZeroCoordinateUnderMultiplicationHasNoStandardError() {
        try (PerturbedOptimizer layer =
                PerturbedOptimizer.builder(Oracles.argmax(3)).multiplicative().build()) {
            double[] theta = {1, 0, 0.8};
            Estimate estimate = layer.at(theta)
                    .vjp(theta)
                    .jacobian()
                    .jvp(new double[] {1, 1, 1})
                    .estimate();
            assertEquals(0, estimate.vjp().values()[1], 0);
            assertEquals(0, estimate.jacobian().get(0, 1), 0);
            assertTrue(Double.isFinite(estimate.vjp().standardErrors()[0]));
            assertTrue(Double.isNaN(estimate.vjp().standardErrors()[1]));
            assertTrue(Double.isFinite(estimate.jacobianStandardError().get(0, 0)));
            assertTrue(Double.isNaN(estimate.jacobianStandardError().get(0, 1)));
            assertTrue(Double.isNaN(estimate.jvp().standardErrors()[0]));
            Estimate inside = layer.at(theta).jvp(new double[] {1, 0, 0}).estimate();
            assertTrue(Double.isFinite(inside.jvp().standardErrors()[0]));
        }
    }

    @Test
    void theLargestNumberOfSamplesIsRoundedDown() {
        PerturbedOptimizerBuilder builder = PerturbedOptimizer.builder(Oracles.argmax(2))
                .sampling(Sampling.SOBOL)
                .samples(Integer.MAX_VALUE);
        InvalidArgumentException refusal = assertThrows(InvalidArgumentException.class, builder::build);
        assertTrue(message(refusal).endsWith("Maybe choose 2147483632."), message(refusal));
    }

    @Test
    void hintsReadRightInJavaAndOnACommandLine() {
        PerturbedOptimizerBuilder builder = PerturbedOptimizer.builder(Oracles.argmax(2))
                .noise(Noise.gumbel())
                .multiplicative();
        InvalidArgumentException refusal = assertThrows(InvalidArgumentException.class, builder::build);
        assertTrue(message(refusal).endsWith("Maybe use gaussian noise."), message(refusal));
    }

    @Test
    void failuresOfReplicatesAreReportedInTheirOrder() {
        LinearOracle broken = LinearOracle.of(1, t -> {
            if (t[0] > 0) {
                throw new IllegalStateException("positive");
            }
            return t;
        });
        String[] messages = new String[2];
        for (int threads = 1; threads <= 2; threads++) {
            try (PerturbedOptimizer layer = PerturbedOptimizer.builder(broken)
                    .sampling(Sampling.SOBOL)
                    .samples(16 * 8)
                    .threads(threads)
                    .build()) {
                messages[threads - 1] =
                        message(assertThrows(OracleException.class, () -> layer.estimate(new double[1])));
            }
        }
        assertEquals(messages[0], messages[1]);
    }

    @Test
    void failuresBeyondTheStoppingPointAreNone() {
        double[] noise = new double[400];
        AtomicInteger drawn = new AtomicInteger();
        LinearOracle recording = LinearOracle.of(1, t -> {
            noise[drawn.getAndIncrement()] = t[0];
            return new double[] {1};
        });
        try (PerturbedOptimizer layer =
                PerturbedOptimizer.builder(recording).samples(400).build()) {
            layer.estimate(new double[1]);
        }
        assertEquals(
                estimateThatFailsAt(noise, 300, 1).value(),
                estimateThatFailsAt(noise, 300, 2).value());
        String serial = message(assertThrows(OracleException.class, () -> estimateThatFailsAt(noise, 100, 1)));
        assertEquals(serial, message(assertThrows(OracleException.class, () -> estimateThatFailsAt(noise, 100, 2))));
        assertTrue(serial.contains("sample 100"), serial);
    }

    /** Stops after 128 samples; with several threads the first sample waits for the failing one. */
    private static Estimate estimateThatFailsAt(double[] noise, int sample, int threads) {
        CountDownLatch failed = new CountDownLatch(1);
        LinearOracle late = LinearOracle.of(1, t -> {
            if (t[0] == noise[sample]) {
                failed.countDown();
                throw new IllegalStateException("late");
            }
            if (t[0] == noise[0] && threads > 1) {
                await(failed);
            }
            return new double[] {t[0] > 0 ? 1 : 0};
        });
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(late)
                .samples(400)
                .threads(threads)
                .stopping(StoppingRule.solutionStandardError(1))
                .build()) {
            return layer.estimate(new double[1]);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }
}
