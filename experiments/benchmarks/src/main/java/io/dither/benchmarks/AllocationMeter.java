package io.dither.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongToDoubleFunction;

/** Measures the bytes that each call allocates. */
final class AllocationMeter {
    private AllocationMeter() {}

    /** Counts the bytes that a call allocates in all threads; {@code step} is the argument of the call. */
    static long bytes(LongToDoubleFunction task, long step) {
        long before = allocated();
        double unused = task.applyAsDouble(step);
        return allocated() - before;
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
