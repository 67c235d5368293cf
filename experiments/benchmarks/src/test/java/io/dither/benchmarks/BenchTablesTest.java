package io.dither.benchmarks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTablesTest {
    private static Measurement of(Double... forks) {
        return of(List.of(forks), List.of(3.0));
    }

    private static Measurement of(List<Double> forks, List<Double> bytes) {
        return new Measurement(
                "f_argmax",
                "forward",
                "dither",
                1,
                1,
                1,
                3,
                1,
                1,
                0,
                "argmax-10",
                "argmax",
                1,
                1,
                10,
                1,
                forks,
                forks,
                bytes,
                "17",
                "a machine",
                "plain");
    }

    @Test
    void aSpreadAboveTheBoundIsMarked() {
        List<String> lines = BenchTables.speed(List.of(of(1.0, 1.15, 1.1), of(2.32, 2.0, 2.1), of(3.0)))
                .toString()
                .lines()
                .toList();
        assertTrue(lines.get(1).contains("  1.15  "), lines.get(1));
        assertTrue(lines.get(2).contains("  1.16 > 1.15  "), lines.get(2));
        assertTrue(lines.get(3).contains("  1.00  "), lines.get(3));
    }

    @Test
    void bytesAreARangeWhereOneJvmAllocatesMore() {
        List<String> lines = BenchTables.speed(
                        List.of(of(List.of(1.0), List.of(86.0, 87.0)), of(List.of(1.0), List.of(86.0, 1670.0, 87.0))))
                .toString()
                .lines()
                .toList();
        assertTrue(lines.get(1).endsWith("  87.00"), lines.get(1));
        assertTrue(lines.get(2).endsWith("  86.00 to 1670"), lines.get(2));
    }
}
