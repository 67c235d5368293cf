package io.dither.experiments.bench;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.LongToDoubleFunction;

/**
 * How long one call takes.
 *
 * @param repetitions how many calls were timed
 * @param least the shortest, in seconds
 * @param median their median, in seconds
 */
record Timing(int repetitions, double least, double median) {
    private static final int MOST = 1000;
    /** A call of so many seconds has warmed itself up. */
    private static final double LONG_CALL = 5;

    /** The compiler rests where it works for less than this share of the time, so many times in turn. */
    private static final double UNREST = 0.02;

    private static final int RESTFUL = 2;
    /** So many seconds are waited for it at most. */
    private static final double LONGEST_UNREST = 60;

    /**
     * Warms up, then times calls for so many seconds; at least {@code repetitions} calls are timed, but a first call that takes
     * very long is timed alone. It is warm after so many calls and seconds, and once the compiler rests: kernels
     * that are not compiled yet take a hundred times as long.
     */
    static Timing of(LongToDoubleFunction call, long calls, double warmUp, double seconds, int repetitions) {
        double first = time(call, 0);
        if (first > LONG_CALL) {
            return new Timing(1, first, first);
        }
        long step = 1;
        for (double spent = first; spent < warmUp || step < calls; step++) {
            spent += time(call, step);
        }
        double unrest = 0;
        for (int restful = 0; restful < RESTFUL && unrest < LONGEST_UNREST; ) {
            long compiled = compilation();
            double window = 0;
            for (; window < seconds; step++) {
                window += time(call, step);
            }
            unrest += window;
            restful = compilation() - compiled <= UNREST * window * 1e3 ? restful + 1 : 0;
        }
        double[] times = new double[MOST];
        int count = 0;
        for (double spent = 0; count < MOST && (count < repetitions || spent < seconds); count++) {
            times[count] = time(call, step + count);
            spent += times[count];
        }
        double[] sorted = Arrays.copyOf(times, count);
        Arrays.sort(sorted);
        return new Timing(count, sorted[0], median(sorted));
    }

    /** Returns how long the compiler has worked, in milliseconds; 0 where a virtual machine does not say. */
    private static long compilation() {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        return compiler != null && compiler.isCompilationTimeMonitoringSupported()
                ? compiler.getTotalCompilationTime()
                : 0;
    }

    private static double time(LongToDoubleFunction call, long step) {
        long start = System.nanoTime();
        double result = call.applyAsDouble(step);
        double seconds = (System.nanoTime() - start) * 1e-9;
        if (!Double.isFinite(result)) {
            throw new IllegalStateException("a call at step " + step + " returned " + result);
        }
        return seconds;
    }

    static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
