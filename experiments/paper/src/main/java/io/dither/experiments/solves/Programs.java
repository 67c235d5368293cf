package io.dither.experiments.solves;

import io.dither.random.KeyedRandom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Small programs, written as MPS files. */
final class Programs {
    private Programs() {}

    /** Shortest paths over a grid, right and down only, as a flow: 0/1 vertices without whole variables. */
    static Path paths(Path folder, int side) {
        StringBuilder columns = new StringBuilder();
        StringBuilder bounds = new StringBuilder();
        int arcs = 0;
        for (int v = 0; v < side * side; v++) {
            if (v % side + 1 < side) {
                arc(arcs++, v, v + 1, columns, bounds);
            }
            if (v + side < side * side) {
                arc(arcs++, v, v + side, columns, bounds);
            }
        }
        StringBuilder rows = new StringBuilder();
        for (int v = 0; v < side * side; v++) {
            rows.append(" E R").append(v).append('\n');
        }
        String right = " RHS R0 1\n RHS R" + (side * side - 1) + " -1\n";
        return write(folder.resolve("paths.mps"), rows, columns, right, bounds);
    }

    private static void arc(int arc, int from, int to, StringBuilder columns, StringBuilder bounds) {
        columns.append(String.format(Locale.ROOT, " X%d R%d 1%n X%d R%d -1%n", arc, from, arc, to));
        bounds.append(" UP B X").append(arc).append(" 1\n");
    }

    /** A 0/1 program with rows of whole weights from 1 to 1000 and room for half of them. */
    static Path knapsack(Path folder, int items, int limits) {
        KeyedRandom random = new KeyedRandom(5);
        StringBuilder rows = new StringBuilder();
        StringBuilder right = new StringBuilder();
        StringBuilder[] columns = new StringBuilder[items];
        StringBuilder bounds = new StringBuilder();
        for (int i = 0; i < items; i++) {
            columns[i] = new StringBuilder();
            bounds.append(" BV B X").append(i).append('\n');
        }
        for (int r = 0; r < limits; r++) {
            rows.append(" L R").append(r).append('\n');
            long sum = 0;
            for (int i = 0; i < items; i++) {
                long weight = (long) Math.ceil(1000 * random.nextDouble());
                columns[i].append(String.format(Locale.ROOT, " X%d R%d %d%n", i, r, weight));
                sum += weight;
            }
            right.append(String.format(Locale.ROOT, " RHS R%d %d%n", r, sum / 2));
        }
        return write(folder.resolve("knapsack.mps"), rows, String.join("", columns), right, bounds);
    }

    private static Path write(
            Path file, CharSequence rows, CharSequence columns, CharSequence right, CharSequence bounds) {
        try {
            return Files.writeString(
                    file,
                    "NAME MODEL\nROWS\n N COST\n" + rows + "COLUMNS\n" + columns + "RHS\n" + right + "BOUNDS\n" + bounds
                            + "ENDATA\n");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
