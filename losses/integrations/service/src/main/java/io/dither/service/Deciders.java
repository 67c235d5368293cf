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
 * The threads that compute decisions, with a queue of waiting requests. Two things are limited: the number of waiting
 * requests, and the time of each request from {@link #submit} to its response.
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

    /** Returns the number of requests that wait for a thread. */
    int waitingRequests() {
        return threads.getQueue().size();
    }

    /**
     * Submits a request to the threads.
     *
     * @param work computes the response; interrupted at the time limit
     * @return a future of the response; it fails with the failure of the work, or with a {@link Refusal}: at the time
     *     limit, or at once if too many requests wait or the service stops
     */
    @SuppressWarnings("FutureReturnValueIgnored") // cancelling cannot fail
    CompletableFuture<Answer> submit(Callable<Answer> work) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        FutureTask<Boolean> task = new FutureTask<>(() -> complete(answer, work));
        try {
            threads.execute(task);
        } catch (RejectedExecutionException rejected) {
            answer.completeExceptionally(new Refusal(
                    503,
                    threads.isShutdown()
                            ? "the service stops"
                            : "too many requests wait. Maybe ask again in a second"));
            return answer;
        }
        Future<?> timeout = clock.schedule(() -> giveUp(answer, task), timeLimit.toMillis(), TimeUnit.MILLISECONDS);
        answer.whenComplete((response, failure) -> timeout.cancel(false));
        return answer;
    }

    /** Completes the answer by the result or the failure of the work; returns whether it was not yet completed. */
    private static boolean complete(CompletableFuture<Answer> answer, Callable<Answer> work) {
        try {
            return answer.complete(work.call());
        } catch (Throwable failed) { // errors too: the service answers each failure with a response
            return answer.completeExceptionally(failed);
        }
    }

    /**
     * Ends a request at the time limit, whether it runs or waits. The interrupt comes last, because work that is
     * interrupted may fail at once, and its failure must not be the answer.
     */
    private void giveUp(CompletableFuture<Answer> answer, FutureTask<?> task) {
        threads.remove(task);
        answer.completeExceptionally(new Refusal(
                504, "no decision within " + timeLimit.toSeconds() + " s. Maybe ask for fewer rows or samples"));
        task.cancel(true);
    }

    /** Accepts no more requests; requests that run or wait continue. */
    void stopAccepting() {
        threads.shutdown();
    }

    /** Interrupts the requests that still run, and drops those that still wait. */
    void interrupt() {
        threads.shutdownNow();
    }
}
