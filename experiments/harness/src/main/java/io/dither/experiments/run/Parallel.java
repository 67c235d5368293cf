package io.dither.experiments.run;

import io.dither.error.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs tasks on some threads; results in the order of the tasks, and the first failure in that order is thrown. */
public final class Parallel {
    private Parallel() {}

    /**
     * Runs tasks.
     *
     * @param tasks the tasks
     * @param threads how many threads, at least 1
     * @param after what follows each task, in its thread
     * @return their results
     * @param <T> the type of a result
     */
    public static <T> List<T> run(List<? extends Callable<T>> tasks, int threads, Runnable after) {
        ExecutorService executor = Executors.newFixedThreadPool(Arguments.threads("threads", threads));
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> task : tasks) {
                futures.add(executor.submit(() -> {
                    T result = task.call();
                    after.run();
                    return result;
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(await(future));
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
