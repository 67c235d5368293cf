package io.dither.internal.threads;

import java.util.concurrent.LinkedTransferQueue;
import java.util.function.BooleanSupplier;

/**
 * A queue whose takers spin for 100 us before they sleep. Waking a thread takes about as long as a small call, and in a
 * training loop the next call follows soon.
 */
final class SpinningQueue extends LinkedTransferQueue<Runnable> {
    private static final long serialVersionUID = 1;
    /** How long takers spin, in nanoseconds. */
    private static final long SPIN_NANOS = 100_000;

    @Override
    public Runnable take() throws InterruptedException {
        spinWhile(this::isEmpty);
        return super.take();
    }

    /** Returns as soon as the condition is false, or after {@link #SPIN_NANOS}. */
    static void spinWhile(BooleanSupplier condition) {
        for (long start = System.nanoTime(); condition.getAsBoolean() && System.nanoTime() - start < SPIN_NANOS; ) {
            Thread.onSpinWait();
        }
    }
}
