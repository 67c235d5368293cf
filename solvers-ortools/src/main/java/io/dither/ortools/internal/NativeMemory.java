package io.dither.ortools.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The native memory of a session. It is freed when the session is closed or, if the session was never closed, when the
 * session is garbage collected. This may be late, because for the collector the session has only a few bytes. So the
 * log warns of the first, second, fourth, eighth session and so on that was never closed, counted over all oracles.
 */
final class NativeMemory implements Runnable {
    private static final Logger LOG = System.getLogger("io.dither.ortools");
    private static final Cleaner CLEANER = Cleaner.create();
    private static final AtomicLong UNCLOSED = new AtomicLong();

    private final String owner;
    private final Runnable free;
    /** Whether the session was closed, so that no warning is due. */
    private boolean closed;

    private Cleaner.@Nullable Cleanable cleanable;

    private NativeMemory(String owner, Runnable free) {
        this.owner = owner;
        this.free = free;
    }

    /**
     * Returns the memory of a session.
     *
     * @param owner what the session solves, such as "the flow"; for messages
     * @param free frees the memory; must not refer to the session, which would then never be garbage collected
     */
    static NativeMemory of(Object session, String owner, Runnable free) {
        NativeMemory memory = new NativeMemory(owner, free);
        memory.cleanable = CLEANER.register(session, memory);
        return memory;
    }

    /** Frees the memory; later calls do nothing. */
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
            long count = UNCLOSED.incrementAndGet();
            if (Long.bitCount(count) == 1) { // count is a power of two
                LOG.log(
                        Level.WARNING,
                        "a session of " + owner + " was never closed: the garbage collector freed its native memory ("
                                + count
                                + " unclosed sessions of all oracles so far). Maybe open it in a try statement");
            }
        }
        free.run();
    }
}
