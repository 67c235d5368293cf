package io.dither.experiments.localsearch;

import java.lang.management.ManagementFactory;

/** The processor time of the current thread, independent of the machine's other work. */
final class Cpu {
    private Cpu() {}

    static long nanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    static double seconds() {
        return nanos() / 1e9;
    }
}
