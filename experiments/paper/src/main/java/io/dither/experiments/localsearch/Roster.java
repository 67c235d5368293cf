package io.dither.experiments.localsearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A week of six nurses as a program of zeros and ones: an early and a late shift per day with one nurse each, no two in a row for the same
 * nurse, and at most three per nurse.
 */
final class Roster {
    private static final int NURSES = 6;
    private static final int SHIFTS = 14;
    /** The largest number of shifts of a nurse. */
    private static final int MOST_SHIFTS = 3;

    private Roster() {}

    /** Returns whether a coordinate is a late shift; coordinates are numbered shift by shift, with one for each nurse. */
    static boolean isLate(int coordinate) {
        return coordinate / NURSES % 2 == 1;
    }

    /** Writes the program as an MPS file. */
    static Path write(Path file) {
        List<String> rows = new ArrayList<>(List.of("NAME roster", "ROWS", " N cost"));
        List<String> columns = new ArrayList<>(List.of("COLUMNS", " M 'MARKER' 'INTORG'"));
        List<String> rightHandSides = new ArrayList<>(List.of("RHS"));
        List<String> bounds = new ArrayList<>(List.of("BOUNDS"));
        for (int shift = 0; shift < SHIFTS; shift++) {
            addRow(rows, rightHandSides, "E", "by_one_" + shift, 1);
            for (int nurse = 0; nurse < NURSES; nurse++) {
                String name = "x_" + shift + "_" + nurse;
                bounds.add(" BV BND " + name);
                columns.add(" " + name + " by_one_" + shift + " 1 load_" + nurse + " 1");
                if (shift > 0) {
                    addRow(rows, rightHandSides, "L", "rest_" + shift + "_" + nurse, 1);
                    columns.add(" " + name + " rest_" + shift + "_" + nurse + " 1");
                }
                if (shift + 1 < SHIFTS) {
                    columns.add(" " + name + " rest_" + (shift + 1) + "_" + nurse + " 1");
                }
            }
        }
        for (int nurse = 0; nurse < NURSES; nurse++) {
            addRow(rows, rightHandSides, "L", "load_" + nurse, MOST_SHIFTS);
        }
        columns.add(" M 'MARKER' 'INTEND'");
        rows.addAll(columns);
        rows.addAll(rightHandSides);
        rows.addAll(bounds);
        rows.add("ENDATA");
        try {
            return Files.write(file, rows);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void addRow(
            List<String> rows, List<String> rightHandSides, String relation, String name, int rightHandSide) {
        rows.add(" " + relation + " " + name);
        rightHandSides.add(" RHS " + name + " " + rightHandSide);
    }
}
