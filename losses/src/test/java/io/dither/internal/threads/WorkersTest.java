package io.dither.internal.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.OracleException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads that share the indices of a call. */
@Timeout(20)
class WorkersTest {
    private interface Part {
        void of(AtomicInteger queue, int count) throws Exception;
    }

    private static Workers.Body body(Part part) {
        return new Workers.Body() {
            @Override
            public void work(AtomicInteger queue, int count) {
                try {
                    part.of(queue, count);
                } catch (RuntimeException wanted) {
                    throw wanted;
                } catch (Exception other) {
                    throw new AssertionError(other);
                }
            }

            @Override
            public void stop() {}
        };
    }

    /** As many threads as were asked for meet, the caller among them; the others do not keep a program alive. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void allThreadsTakePart(int threads) {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        CyclicBarrier meeting = new CyclicBarrier(threads);
        try (Workers workers = Workers.owned(threads)) {
            for (int call = 0; call < 3; call++) {
                workers.run(8, body((queue, count) -> {
                    seen.add(Thread.currentThread());
                    meeting.await(10, TimeUnit.SECONDS);
                }));
            }
        }
        assertEquals(threads, seen.size());
        assertTrue(seen.remove(Thread.currentThread()));
        assertTrue(seen.stream().allMatch(Thread::isDaemon));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whatThreadsMakeIsInOrder(int threads) {
        try (Workers workers = Workers.owned(threads)) {
            for (int count : new int[] {0, 1, 7, 100, 1001}) {
                assertEquals(IntStream.range(0, count).boxed().toList(), workers.make(count, i -> i));
            }
            IllegalStateException torn = new IllegalStateException("torn");
            assertSame(
                    torn,
                    assertThrows(
                            IllegalStateException.class,
                            () -> workers.make(100, i -> {
                                throw torn;
                            })));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatIsClosedDoesNothing(int threads) {
        Workers workers = Workers.owned(threads);
        workers.close();
        OracleException failure = assertThrows(
                OracleException.class,
                () -> workers.run(4, body((queue, count) -> {
                    throw new AssertionError();
                })));
        assertEquals(OracleException.Code.CLOSED, failure.code());
    }

    /** What one throws empties the queue for the others, and is thrown once they are done. */
    @Test
    void aFailureEndsTheWorkOfAll() {
        IllegalStateException torn = new IllegalStateException("torn");
        CyclicBarrier meeting = new CyclicBarrier(2);
        Thread caller = Thread.currentThread();
        AtomicInteger ended = new AtomicInteger();
        try (Workers workers = Workers.owned(2)) {
            Workers.Body failing = body((queue, count) -> {
                meeting.await(10, TimeUnit.SECONDS);
                if (Thread.currentThread() == caller) {
                    throw torn;
                }
                while (queue.get() < count) {
                    Thread.onSpinWait();
                }
                ended.incrementAndGet();
            });
            assertSame(torn, assertThrows(IllegalStateException.class, () -> workers.run(4, failing)));
            assertEquals(1, ended.get());
        }
    }

    /** The caller goes, and leaves a thread that hears nothing alone. */
    @Test
    void closingLetsTheCallerGo() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        Workers workers = Workers.owned(2);
        FutureTask<OracleException> call = new FutureTask<>(() -> {
            Thread caller = Thread.currentThread();
            return assertThrows(
                    OracleException.class,
                    () -> workers.run(4, body((queue, count) -> {
                        if (Thread.currentThread() == caller) {
                            assertTrue(stuck.await(10, TimeUnit.SECONDS));
                            return;
                        }
                        stuck.countDown();
                        while (letGo.getCount() > 0) {
                            Thread.onSpinWait(); // as native code does
                        }
                    })));
        });
        Thread thread = new Thread(call);
        thread.start();
        assertTrue(stuck.await(10, TimeUnit.SECONDS));
        workers.close();
        assertEquals(OracleException.Code.CLOSED, call.get(10, TimeUnit.SECONDS).code());
        letGo.countDown();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aCallDuringWhichWorkersAreClosedFails(int threads) {
        Workers workers = Workers.owned(threads);
        OracleException failure =
                assertThrows(OracleException.class, () -> workers.run(1, body((queue, count) -> workers.close())));
        assertEquals(OracleException.Code.CLOSED, failure.code());
    }
}
