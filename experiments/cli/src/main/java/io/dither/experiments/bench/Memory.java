package io.dither.experiments.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the JVM tells of memory. */
final class Memory {
    private static final double MEBIBYTE = 1 << 20;

    private Memory() {}

    /** Returns the bytes that all threads now alive have allocated so far. */
    static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes); // -1 for a thread that has just ended
        }
        return sum;
    }

    /** Returns the heap in use once garbage is collected, in MiB. */
    static double live() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEBIBYTE;
    }

    /** Returns the most that the heap may grow to, in MiB. */
    static double limit() {
        return Runtime.getRuntime().maxMemory() / MEBIBYTE;
    }
}
