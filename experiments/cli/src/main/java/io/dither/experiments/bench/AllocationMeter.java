package io.dither.experiments.bench;

import java.util.function.LongToDoubleFunction;

/** Notes what each call allocates. */
final class AllocationMeter {
    private final LongToDoubleFunction task;
    private long least = Long.MAX_VALUE;

    AllocationMeter(LongToDoubleFunction task) {
        this.task = task;
    }

    double call(long step) {
        long before = Memory.allocated();
        double result = task.applyAsDouble(step);
        least = Math.min(least, Memory.allocated() - before);
        return result;
    }

    /** The first call opens sessions, and asking allocates a little itself: the least is that of the call. */
    long least() {
        return least;
    }
}
