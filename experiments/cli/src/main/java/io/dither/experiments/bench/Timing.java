package io.dither.experiments.bench;

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

    /**
     * Warms up, then times calls for so many seconds; at least {@code repetitions} calls are timed, but a first call that takes
     * very long is timed alone.
     */
    static Timing of(LongToDoubleFunction call, double warmUp, double seconds, int repetitions) {
        double first = time(call, 0);
        if (first > LONG_CALL) {
            return new Timing(1, first, first);
        }
        long step = 1;
        for (double spent = first; spent < warmUp; step++) {
            spent += time(call, step);
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
