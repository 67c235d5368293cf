package io.dither.experiments.command;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.experiments.bench.Measurement;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTablesTest {
    private static Measurement of(Double... forks) {
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
                List.of(forks),
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
        assertTrue(lines.get(1).endsWith("  1.15"), lines.get(1));
        assertTrue(lines.get(2).endsWith("  1.16 > 1.15"), lines.get(2));
        assertTrue(lines.get(3).endsWith("  1.00"), lines.get(3));
    }
}
