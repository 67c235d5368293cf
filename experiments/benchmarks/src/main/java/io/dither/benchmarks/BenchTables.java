package io.dither.benchmarks;

import io.dither.experiments.run.TextTable;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The tables of {@code dither bench}. */
final class BenchTables {
    private BenchTables() {}

    /** The spread is the slowest JVM over the fastest, with a mark if they differ by much. */
    static TextTable speed(List<Measurement> found) {
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
        for (Measurement one : found) {
            table.row(
                    one.row(),
                    one.variant(),
                    one.threads(),
                    significant(one.microseconds()),
                    Math.round(one.microseconds() * 1e3),
                    Math.round(1e6 / one.microseconds()),
                    String.format(Locale.ROOT, "%.6f", one.check()),
                    one.forks().size(),
                    spread(one.spread()),
                    bytes(one.bytes()));
        }
        return table;
    }

    private static String spread(double spread) {
        String mark = spread > Measurement.EVEN ? " > " + Measurement.EVEN : "";
        return String.format(Locale.ROOT, "%.2f", spread) + mark;
    }

    /** A range if JVMs differ: those that allocate more box vectors or have not compiled all. */
    private static String bytes(List<Double> bytes) {
        double least = Collections.min(bytes);
        double most = Collections.max(bytes);
        return most > Measurement.EVEN * least ? significant(least) + " to " + significant(most) : significant(most);
    }

    /** Four significant digits, without an exponent. */
    private static String significant(double value) {
        int decimals = value > 0 ? (int) Math.max(0, 3 - Math.floor(Math.log10(value))) : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
