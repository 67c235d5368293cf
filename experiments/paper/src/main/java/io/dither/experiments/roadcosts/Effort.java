package io.dither.experiments.roadcosts;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/**
 * The time that a piece of work takes. The static methods also measure the heap.
 *
 * @param seconds the time by the clock
 * @param cpuSeconds the processor time of all threads of the process, with the threads of the JVM; other processes do not count
 */
record Effort(double seconds, double cpuSeconds) {
    private static final double MEBIBYTE = 1 << 20;

    /** Returns a reading of both clocks. Only differences of readings mean something: the clocks have arbitrary origins. */
    static Effort now() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Effort(System.nanoTime() / 1e9, system.getProcessCpuTime() / 1e9);
    }

    /** Returns the effort since a reading by {@link #now}. */
    static Effort since(Effort start) {
        Effort end = now();
        return new Effort(end.seconds - start.seconds, end.cpuSeconds - start.cpuSeconds);
    }

    /** Forgets the largest use of the heap so far. */
    static void resetPeak() {
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /**
     * Returns an upper bound on the largest use of the heap since the last reset, with garbage, in MiB: the sum of the largest uses of its
     * memory pools.
     */
    static double peakMebibytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                / MEBIBYTE;
    }

    /** Collects garbage, and returns the heap in use, in MiB. */
    static double liveMebibytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEBIBYTE;
    }
}
