package io.dither.service;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that compute decisions, with a queue of waiting requests. The number of waiting requests is limited, and
 * the time of each request from its arrival to its decision.
 */
final class Deciders {
    private final ThreadPoolExecutor threads;
    private final ScheduledExecutorService clock;
    private final Duration timeLimit;

    Deciders(ServiceSettings settings, ScheduledExecutorService clock) {
        this.clock = clock;
        timeLimit = settings.timeLimit();
        threads = new ThreadPoolExecutor(
                settings.threads(),
                settings.threads(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.maxWaitingRequests()));
    }

    int waiting() {
        return threads.getQueue().size();
    }

    /**
     * Submits a request to the threads.
     *
     * @param work computes the response; interrupted at the time limit
     * @return the response; it fails with a {@link Refusal} if too many requests wait, or at the time limit
     */
    @SuppressWarnings("FutureReturnValueIgnored") // cancelling cannot fail
    CompletableFuture<Answer> submit(Callable<Answer> work) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        FutureTask<Boolean> task = new FutureTask<>(() -> complete(answer, work));
        try {
            threads.execute(task);
        } catch (RejectedExecutionException full) {
            answer.completeExceptionally(new Refusal(
                    503,
                    threads.isShutdown()
                            ? "the service stops"
                            : "too many requests wait. Maybe ask again in a second"));
            return answer;
        }
        Future<?> end = clock.schedule(() -> giveUp(answer, task), timeLimit.toMillis(), TimeUnit.MILLISECONDS);
        answer.whenComplete((given, failed) -> end.cancel(false));
        return answer;
    }

    /** Completes the answer by the result or the failure of the work; returns whether it was not yet completed. */
    private static boolean complete(CompletableFuture<Answer> answer, Callable<Answer> work) {
        try {
            return answer.complete(work.call());
        } catch (Throwable failed) { // the service makes a response from any failure, errors too
            return answer.completeExceptionally(failed);
        }
    }

    /** Ends a request at the time limit, whether it runs or waits. */
    private void giveUp(CompletableFuture<Answer> answer, FutureTask<?> task) {
        threads.remove(task);
        task.cancel(true);
        answer.completeExceptionally(new Refusal(
                504, "no decision within " + timeLimit.toSeconds() + " s. Maybe ask for fewer rows or samples"));
    }

    /** Accepts no more requests; requests that run or wait continue. */
    void stopAccepting() {
        threads.shutdown();
    }

    /** Interrupts the requests that still run. */
    void interrupt() {
        threads.shutdownNow();
    }
}
