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
    /** The time between two checks whether the fit is cancelled, in milliseconds. */
    private static final long POLL_MILLIS = 100;

    private final ExecutorService threads;
    private final BooleanSupplier cancelled;

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
                return running.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillRunning) {
                if (cancelled.getAsBoolean()) {
                    throw new StoppedException("learning was cancelled during an evaluation");
                }
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
