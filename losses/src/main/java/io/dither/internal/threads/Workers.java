package io.dither.internal.threads;

import io.dither.error.Arguments;
import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The threads that share the work of a call. The calling thread works too. So a call cannot deadlock: it only becomes
 * slower if the executor is busy, or if the calling thread is itself a thread of the executor.
 */
public final class Workers implements AutoCloseable {
    /** The work of a call, which each of its threads runs. */
    public interface Body {
        /**
         * Does the work of one thread: takes indices by {@code nextIndex.getAndIncrement()} until they reach
         * {@code count}. The threads share {@code nextIndex}.
         */
        void work(AtomicInteger nextIndex, int count);

        /** Wakes and stops threads that wait for one another in this body; {@link Workers#close} calls it. */
        default void stop() {}
    }

    /** The largest number of helpers that wait in the queue of the executor, so that the queue stays short. */
    private static final int MAX_PENDING = 1024;

    /** The least number of chunks per thread if there are enough items: more than one, to balance the load. */
    private static final int CHUNKS = 8;

    private final @Nullable ExecutorService executor;
    private final int parallelism;
    /** Whether {@link #close} shuts the executor down. */
    private final boolean isOwned;
    /** Whether threads wait for one another by spinning at first: only if there is a processor for each. */
    private final boolean isSpinning;

    /** The number of helpers that were submitted and have not started. */
    private final AtomicInteger pending = new AtomicInteger();

    /** The crews of the running calls. */
    private final Set<Crew> crews = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    private Workers(@Nullable ExecutorService executor, int parallelism, boolean isOwned) {
        this.executor = executor;
        this.parallelism = parallelism;
        this.isOwned = isOwned;
        this.isSpinning = isSpinning(parallelism);
    }

    private static boolean isSpinning(int threads) {
        return threads <= Runtime.getRuntime().availableProcessors();
    }

    public static Workers owned(int threads) {
        Arguments.threads("threads", threads);
        if (threads == 1) {
            return new Workers(null, 1, false);
        }
        BlockingQueue<Runnable> queue = isSpinning(threads) ? new SpinningQueue() : new LinkedBlockingQueue<>();
        return new Workers(
                new ThreadPoolExecutor(threads - 1, threads - 1, 0, TimeUnit.SECONDS, queue, daemons()), threads, true);
    }

    public static Workers shared(ExecutorService executor, int parallelism) {
        return new Workers(executor, Arguments.threads("parallelism", parallelism), false);
    }

    private static ThreadFactory daemons() {
        return task -> {
            Thread thread = new Thread(task, "dither-worker");
            thread.setDaemon(true);
            return thread;
        };
    }

    public int parallelism() {
        return parallelism;
    }

    /**
     * Runs the body on the calling thread and its helpers at the same time, and returns when all indices below
     * {@code count} are done. There are at most {@code min(parallelism, count) - 1} helpers, and fewer if the executor
     * takes no more. The caller's own part of the body always runs to its end. If the caller is then interrupted while
     * it waits for the helpers, or these workers were closed, this method throws without waiting for the helpers.
     */
    public void run(int count, Body body) {
        Crew crew = new Crew(body, count);
        crews.add(crew);
        try {
            requireOpen();
            if (executor != null) {
                callHelpers(executor, crew, Math.min(parallelism, count) - 1);
            }
            workAndAwait(crew);
        } finally {
            crews.remove(crew);
        }
    }

    /** Creates {@code count} objects, none of them null, on all threads; each thread takes chunks of them. */
    public <E> List<E> make(int count, IntFunction<? extends E> maker) {
        int chunkSize = Math.max(1, count / (CHUNKS * parallelism));
        Object[] made = new Object[count];
        run((count + chunkSize - 1) / chunkSize, (nextChunk, chunks) -> {
            for (int c = nextChunk.getAndIncrement(); c < chunks; c = nextChunk.getAndIncrement()) {
                int end = Math.min(count, (c + 1) * chunkSize);
                for (int i = c * chunkSize; i < end; i++) {
                    made[i] = Objects.requireNonNull(maker.apply(i), "created object");
                }
            }
        });
        @SuppressWarnings("unchecked") // the maker made them
        List<E> objects = (List<E>) List.of(made);
        return objects;
    }

    /** Returns the exception for a closed layer. */
    public static OracleException closed() {
        return new OracleException(Code.CLOSED, "the layer is closed. Maybe close it only after its last use");
    }

    /** Returns the exception for an interrupted thread, and sets the thread's interrupt flag again. */
    public static OracleException interrupted() {
        Thread.currentThread().interrupt();
        return new OracleException(Code.INTERRUPTED, "the call was interrupted before it ended");
    }

    private void requireOpen() {
        if (closed) {
            throw closed();
        }
    }

    /** Works in the calling thread until no index is left, then waits for the helpers. */
    private void workAndAwait(Crew crew) {
        crew.work();
        if (isSpinning) {
            SpinningQueue.spinWhile(crew::isActive);
        }
        crew.awaitAndRethrow();
    }

    private void callHelpers(ExecutorService executor, Crew crew, int helpers) {
        for (int i = 0; i < helpers && pending.get() < MAX_PENDING; i++) {
            pending.incrementAndGet();
            try {
                executor.execute(() -> {
                    pending.decrementAndGet();
                    crew.work();
                });
            } catch (RejectedExecutionException rejection) {
                pending.decrementAndGet();
                return; // the executor is full or shut down: the call goes on without further helpers
            }
        }
    }

    /** The threads at work on one call; a thread that arrives after the caller has finished does nothing. */
    private static final class Crew {
        private @Nullable Body body;
        private final int count;
        private final AtomicInteger nextIndex = new AtomicInteger();
        private volatile int active;
        private boolean cancelled;
        private @Nullable Throwable failure;

        Crew(Body body, int count) {
            this.body = body;
            this.count = count;
        }

        /** Runs the body in this thread, unless the caller has finished already. */
        void work() {
            Body runningBody;
            synchronized (this) {
                runningBody = body;
                if (runningBody == null) {
                    return; // the call is over
                }
                active++;
            }
            Throwable thrown = null;
            try {
                runningBody.work(nextIndex, count);
            } catch (Throwable throwable) {
                nextIndex.set(count); // leaves no index to the other threads
                thrown = throwable;
            }
            synchronized (this) {
                active--;
                failure = failure == null ? thrown : failure;
                notifyAll();
            }
        }

        boolean isActive() {
            return active > 0;
        }

        /** Lets the call fail with CLOSED as soon as the caller's own part ends, without waiting for the helpers. */
        synchronized void cancel() {
            cancelled = true;
            nextIndex.set(count);
            if (body != null) { // otherwise the caller only waits for the helpers, and is woken below
                body.stop();
            }
            notifyAll();
        }

        synchronized void awaitAndRethrow() {
            body = null; // threads that arrive later do nothing
            try {
                while (active > 0 && !cancelled) {
                    wait();
                }
                // after close() an exception of the body is a consequence of it, and is replaced; an Error is passed on
                failure = cancelled && !(failure instanceof Error) ? closed() : failure;
            } catch (InterruptedException stop) {
                nextIndex.set(count); // helpers finish what they have begun, but take no further index
                OracleException interrupted = interrupted();
                failure = failure == null ? interrupted : failure;
            }
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            if (failure != null) {
                throw new OracleException(Code.FAILED, "the oracle failed: " + failure, failure);
            }
        }
    }

    /** Closes the workers; running calls fail with CLOSED. */
    @Override
    public void close() {
        closed = true;
        crews.forEach(Crew::cancel);
        if (isOwned && executor != null) {
            executor.shutdownNow();
        }
    }
}
