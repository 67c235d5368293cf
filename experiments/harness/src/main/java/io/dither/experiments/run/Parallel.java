package io.dither.experiments.run;

import io.dither.internal.threads.Workers;
import java.util.List;
import java.util.concurrent.Callable;

/** Runs tasks on several threads, and returns their results in the order of the tasks. */
public final class Parallel {
    private Parallel() {}

    /**
     * Runs tasks. Each thread takes chunks of them: at most an eighth of its share, but at least one task. After a failure, the other
     * threads finish the chunks that they have begun; then the first failure is thrown.
     *
     * @param tasks the tasks, whose results are not null
     * @param threads the number of threads, at least 1
     * @param afterEach runs after each task that succeeds, in the thread of the task
     * @return their results
     * @param <T> the type of a result
     * @throws IllegalStateException if a task throws a checked exception, which is then the cause
     */
    public static <T> List<T> run(List<? extends Callable<T>> tasks, int threads, Runnable afterEach) {
        try (Workers workers = Workers.owned(threads)) {
            return workers.make(tasks.size(), index -> {
                T result = called(tasks.get(index));
                afterEach.run();
                return result;
            });
        }
    }

    private static <T> T called(Callable<T> task) {
        try {
            return task.call();
        } catch (RuntimeException problem) {
            throw problem;
        } catch (Exception checked) {
            throw new IllegalStateException(checked);
        }
    }
}
