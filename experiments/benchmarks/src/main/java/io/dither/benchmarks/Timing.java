package io.dither.benchmarks;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/**
 * The times of the calls of a measurement, and the memory of one call.
 *
 * @param repetitions the number of timed calls
 * @param shortest the shortest time, in seconds
 * @param median the median time, in seconds
 * @param turns the median time of each turn, in seconds
 * @param bytes the bytes that a call allocates; 0 if not measured
 */
record Timing(int repetitions, double shortest, double median, List<Double> turns, long bytes) {
    /** No more calls than this are timed; if there are more turns than this, one call per turn. */
    private static final int MOST_CALLS = 1000;
    /** If the first call takes more than this many seconds, no other call is timed. */
    private static final double LONG_CALL = 5;

    /**
     * The compiler counts as idle if it works for at most this share of the time in each of {@link #IDLE_WINDOWS}
     * windows in a row. A window is {@code seconds} of calls.
     */
    private static final double BUSY_SHARE = 0.02;

    private static final int IDLE_WINDOWS = 2;
    /** If the compiler is not idle after this many seconds of calls, the measurement begins all the same. */
    private static final double LONGEST_WAIT = 60;

    /**
     * Warms up, then times calls. The turns share {@code seconds} equally, but each turn makes at least one call and
     * its share of {@code minCalls}. The warm-up takes at least {@code warmUpCalls} calls and {@code warmUp} seconds,
     * and then goes on until the compiler is idle: kernels that are not compiled take hundreds of times as long. If the
     * first call takes very long, its time is the result: there is no warm-up, and {@code turns} do not pause.
     */
    static Timing of(
            LongToDoubleFunction call, long warmUpCalls, double warmUp, double seconds, int minCalls, Turns turns) {
        double first = time(call, 0);
        if (first > LONG_CALL) {
            return new Timing(1, first, first, List.of(first), 0);
        }
        long step = 1;
        for (double spent = first; spent < warmUp || step < warmUpCalls; step++) {
            spent += time(call, step);
        }
        double waited = 0;
        for (int idle = 0; idle < IDLE_WINDOWS && waited < LONGEST_WAIT; ) {
            long compiledBefore = compilationMillis();
            double window = 0;
            for (; window < seconds; step++) {
                window += time(call, step);
            }
            waited += window;
            idle = compilationMillis() - compiledBefore <= BUSY_SHARE * window * 1e3 ? idle + 1 : 0;
        }
        List<Double> times = new ArrayList<>();
        List<Double> medians = new ArrayList<>();
        for (int turn = 1; turn <= turns.count(); turn++) {
            turns.pause().run();
            int firstOfTurn = times.size();
            // the bounds of the number of calls in this turn and all turns before it
            int minSoFar = (int) Math.ceil((double) minCalls * turn / turns.count());
            int maxSoFar = (int) ((long) MOST_CALLS * turn / turns.count());
            double spent = 0;
            do {
                double taken = time(call, step++);
                times.add(taken);
                spent += taken;
            } while (times.size() < maxSoFar && (times.size() < minSoFar || spent < seconds / turns.count()));
            medians.add(median(times.subList(firstOfTurn, times.size())));
        }
        turns.pause().run();
        return new Timing(times.size(), Collections.min(times), median(times), medians, 0);
    }

    /** Returns the same times, with the bytes that a call allocates. */
    Timing withBytes(long measured) {
        return new Timing(repetitions, shortest, median, turns, measured);
    }

    /** Returns the time of the compiler so far, in milliseconds; 0 if the JVM does not measure it. */
    private static long compilationMillis() {
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

    static double median(List<Double> numbers) {
        double[] sorted =
                numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
