package io.dither.benchmarks;

import io.dither.experiments.run.TextTable;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The tables of {@code dither bench}. */
final class BenchTables {
    private BenchTables() {}

    /**
     * Returns the table of measurements. A solve computes one sample. The check is the sum of the optimal values of all
     * thetas without noise. The spread is the time of the slowest JVM divided by the time of the fastest, with a mark
     * if it is large.
     */
    static TextTable speed(List<Measurement> measurements) {
        TextTable table = new TextTable(
                "row",
                "variant",
                "threads",
                "us/solve",
                "ns/solve",
                "samples/s",
                "check",
                "forks",
                "spread",
                "bytes/solve");
        for (Measurement measurement : measurements) {
            table.row(
                    measurement.row(),
                    measurement.variant(),
                    measurement.threads(),
                    significant(measurement.microsecondsPerSolve()),
                    Math.round(measurement.microsecondsPerSolve() * 1e3),
                    Math.round(1e6 / measurement.microsecondsPerSolve()),
                    String.format(Locale.ROOT, "%.6f", measurement.check()),
                    measurement.forks().size(),
                    spread(measurement.spread()),
                    bytes(measurement.bytes()));
        }
        return table;
    }

    private static String spread(double spread) {
        String mark = spread > Measurement.LARGEST_USUAL_RATIO ? " > " + Measurement.LARGEST_USUAL_RATIO : "";
        return String.format(Locale.ROOT, "%.2f", spread) + mark;
    }

    /**
     * Returns the bytes per solve: a range if the largest and the smallest number differ by much. A JVM allocates more
     * than others if its compiler leaves objects of the Vector API on the heap or has not compiled all code.
     */
    private static String bytes(List<Double> bytes) {
        double smallest = Collections.min(bytes);
        double largest = Collections.max(bytes);
        return largest > Measurement.LARGEST_USUAL_RATIO * smallest
                ? significant(smallest) + " to " + significant(largest)
                : significant(largest);
    }

    /** Returns a number with at least four significant digits, without an exponent. */
    private static String significant(double value) {
        int decimals = value > 0 ? (int) Math.max(0, 3 - Math.floor(Math.log10(value))) : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
