package io.dither.ortools.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The native memory of a session, freed when the session is closed, or as a last resort by the garbage collector. That
 * may be late, because the collector sees an object of a few bytes; the log warns of the first, second, fourth such
 * session and so on.
 */
final class NativeMemory implements Runnable {
    private static final Logger LOG = System.getLogger("io.dither.ortools");
    private static final Cleaner CLEANER = Cleaner.create();
    private static final AtomicLong FORGOTTEN = new AtomicLong();

    private final String owner;
    private final Runnable free;
    private boolean closed;
    private Cleaner.@Nullable Cleanable cleanable;

    private NativeMemory(String owner, Runnable free) {
        this.owner = owner;
        this.free = free;
    }

    /** The memory of a holder, to which {@code free} may not refer. */
    static NativeMemory of(Object holder, String owner, Runnable free) {
        NativeMemory memory = new NativeMemory(owner, free);
        memory.cleanable = CLEANER.register(holder, memory);
        return memory;
    }

    /** Frees it, once. */
    void free() {
        closed = true;
        if (cleanable != null) {
            cleanable.clean();
        }
    }

    /** Called once, by {@link #free} or by the cleaner. */
    @Override
    public void run() {
        if (!closed) {
            long count = FORGOTTEN.incrementAndGet();
            if (Long.bitCount(count) == 1) {
                LOG.log(
                        Level.WARNING,
                        "a session of " + owner + " was never closed: the garbage collector freed its native memory ("
                                + count + " such sessions so far). Maybe open it in a try statement");
            }
        }
        free.run();
    }
}
