package io.dither.experiments.localsearch;

import java.lang.management.ManagementFactory;

/** The time that this thread computed, whatever else the machine does. */
final class Cpu {
    private Cpu() {}

    static long nanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    static double seconds() {
        return nanos() / 1e9;
    }
}
