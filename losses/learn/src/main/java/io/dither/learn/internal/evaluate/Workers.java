package io.dither.learn.internal.evaluate;

import io.dither.error.OracleException;
import io.dither.learn.evaluate.StoppedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/**
 * Threads that evaluate blocks of examples. A cancelled fit stops within a fraction of a second, even if solves are
 * running; their threads finish the solves later and free the sessions.
 */
public final class Workers implements AutoCloseable {
    /** The time between two checks whether the fit is cancelled, in nanoseconds. */
    private static final long POLL_NANOS = 100_000_000;

    private final ExecutorService threads;
    private final BooleanSupplier cancelled;
    /** The time of the next check, by {@link System#nanoTime}. */
    private volatile long nextCheck;

    public Workers(int count, BooleanSupplier cancelled) {
        this.cancelled = cancelled;
        threads = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "dither-learner");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Does the work of each block, and returns the results in the order of the blocks. */
    public <T> List<T> runAll(int blocks, IntFunction<T> work) {
        return runAll(blocks, work, block -> {});
    }

    /**
     * Does the work of each block, and returns the results in the order of the blocks. Calls {@code done} on the
     * calling thread with the index of each block, once this block and all before it have ended.
     */
    public <T> List<T> runAll(int blocks, IntFunction<T> work, IntConsumer done) {
        List<Future<T>> running = new ArrayList<>();
        for (int block = 0; block < blocks; block++) {
            int index = block;
            running.add(threads.submit(() -> work.apply(index)));
        }
        List<T> all = new ArrayList<>();
        nextCheck = System.nanoTime() + POLL_NANOS;
        try {
            for (Future<T> block : running) {
                all.add(await(block));
                done.accept(all.size() - 1);
            }
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw new OracleException(
                    OracleException.Code.FAILED, "an evaluation failed: " + failure.getCause(), failure.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new StoppedException("interrupted");
        } finally {
            running.forEach(block -> block.cancel(true));
        }
        return all;
    }

    private <T> T await(Future<T> running) throws ExecutionException, InterruptedException {
        while (true) {
            try {
                // many short blocks in a row do not delay the check: only the remaining time is waited
                return running.get(nextCheck - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException stillRunning) {
                if (cancelled.getAsBoolean()) {
                    throw new StoppedException("learning was cancelled during an evaluation");
                }
                nextCheck = System.nanoTime() + POLL_NANOS;
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
