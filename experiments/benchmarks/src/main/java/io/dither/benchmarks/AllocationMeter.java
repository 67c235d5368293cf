package io.dither.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongToDoubleFunction;

/** Notes what each call allocates. */
final class AllocationMeter {
    private final LongToDoubleFunction task;
    private long least = Long.MAX_VALUE;

    AllocationMeter(LongToDoubleFunction task) {
        this.task = task;
    }

    double call(long step) {
        long before = allocated();
        double result = task.applyAsDouble(step);
        least = Math.min(least, allocated() - before);
        return result;
    }

    /** The first call opens sessions, and asking allocates a little itself: the least is that of the call. */
    long least() {
        return least;
    }

    /** {@return the bytes that all threads now alive have allocated so far} */
    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes); // -1 for a thread that has just ended
        }
        return sum;
    }
}
