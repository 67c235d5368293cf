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

/** The threads that decide, and the requests that wait for one: a limited number, each for a limited time. */
final class Deciders {
    private final ThreadPoolExecutor threads;
    private final ScheduledExecutorService clock;
    private final Duration patience;

    Deciders(ServiceSettings settings, ScheduledExecutorService clock) {
        this.clock = clock;
        patience = settings.patience();
        threads = new ThreadPoolExecutor(
                settings.threads(),
                settings.threads(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.mostWaiting()));
    }

    int waiting() {
        return threads.getQueue().size();
    }

    /**
     * Lets a thread answer.
     *
     * @param work makes the answer; interrupted when its time is over
     * @return the answer, at once a {@link Refusal} if too many wait, and one if its time is over
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
        Future<?> end = clock.schedule(() -> giveUp(answer, task), patience.toMillis(), TimeUnit.MILLISECONDS);
        answer.whenComplete((given, failed) -> end.cancel(false));
        return answer;
    }

    private static boolean complete(CompletableFuture<Answer> answer, Callable<Answer> work) {
        try {
            return answer.complete(work.call());
        } catch (Throwable failed) { // the one that answers tells what is whose mistake
            return answer.completeExceptionally(failed);
        }
    }

    /** What nobody waits for any more gives its place in the queue to others. */
    private void giveUp(CompletableFuture<Answer> answer, FutureTask<?> task) {
        threads.remove(task);
        task.cancel(true);
        answer.completeExceptionally(new Refusal(
                504, "no decision within " + patience.toSeconds() + " s. Maybe ask for fewer rows or samples"));
    }

    /** Takes no more; those that run or wait go on. */
    void refuse() {
        threads.shutdown();
    }

    /** Asks those that still run to stop. */
    void interrupt() {
        threads.shutdownNow();
    }
}
