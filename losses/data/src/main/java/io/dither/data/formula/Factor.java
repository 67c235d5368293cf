package io.dither.data.formula;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A factor of a term: a number, or a category that has a column for each of its levels, or for each but the reference.
 *
 * @param column the column of the data
 * @param functions the functions that are applied to the number in the column, in this order
 * @param kind whether it is a number or a category
 * @param edges the numbers between bins, in increasing order
 * @param reference the reference level; empty for the first in alphabetical order, or for the lowest bin that has a row
 */
record Factor(String column, List<Function> functions, Kind kind, List<Double> edges, String reference) {
    enum Kind {
        NUMBER,
        /** A category whose levels are the texts of the column. */
        TEXT,
        /** A category whose levels are intervals of numbers. */
        BIN
    }

    static Factor number(String column) {
        return new Factor(column, List.of(), Kind.NUMBER, List.of(), "");
    }

    Factor then(Function function) {
        List<Function> longer = new ArrayList<>(functions);
        longer.add(function);
        return new Factor(column, longer, kind, edges, reference);
    }

    /** Makes a category of the texts of the column. */
    Factor asText() {
        return withReference("");
    }

    /** Makes a category with a reference level. */
    Factor withReference(String level) {
        return new Factor(column, functions, Kind.TEXT, List.of(), level);
    }

    Factor binned(List<Double> binEdges) {
        return new Factor(column, functions, Kind.BIN, binEdges, "");
    }

    /** Returns whether the factor is the number in a column, without functions. */
    boolean isRawNumber() {
        return kind == Kind.NUMBER && functions.isEmpty();
    }

    boolean isCategory() {
        return kind != Kind.NUMBER;
    }

    boolean isText() {
        return kind == Kind.TEXT;
    }

    /** Returns a name with the functions around it, such as {@code log(km)}. */
    private String withFunctions(String name) {
        String text = name;
        for (Function function : functions) {
            text = function + "(" + text + ")";
        }
        return text;
    }

    /** Returns the text from which a formula reads this factor. */
    String text() {
        String argument = withFunctions(Formula.quoted(column));
        return switch (kind) {
            case NUMBER -> argument;
            case TEXT -> "C(" + argument + (reference.isEmpty() ? "" : ", ref=" + Formula.quoted(reference)) + ")";
            case BIN ->
                "bin(" + argument + "; " + edges.stream().map(Factor::shown).collect(Collectors.joining(", ")) + ")";
        };
    }

    /** Returns the key by which the levels of the factor are stored. */
    String key() {
        return kind == Kind.TEXT && reference.isEmpty() ? column : text();
    }

    /** Returns the name of the feature of a number, such as {@code log(km)}. */
    String name() {
        return withFunctions(column);
    }

    /** Returns the name of the feature of a level, such as {@code road=A1}; the level itself for a bin. */
    String name(String level) {
        return kind == Kind.TEXT ? column + "=" + level : level;
    }

    double value(Cells row) {
        double value = row.number(column);
        for (int f = 0; f < functions.size(); f++) { // without an iterator, because most factors have no function
            Function function = functions.get(f);
            value = function.of(value);
            if (!Double.isFinite(value)) {
                throw row.problem("column '" + column + "' holds '" + row.text(column) + "', of which "
                        + withFunctions(column) + " is not a finite number. " + function.hint());
            }
        }
        return value;
    }

    /** Returns the level of a category in a row: the text of the cell, or the name of the bin of its number. */
    String level(Cells row) {
        if (kind == Kind.TEXT) {
            return row.text(column);
        }
        double value = value(row);
        int bin = 0;
        while (bin < edges.size() && value >= edges.get(bin)) {
            bin++;
        }
        return bins().get(bin);
    }

    /** Returns the names of all bins, from the lowest. */
    private List<String> bins() {
        List<String> bins = new ArrayList<>(List.of(name() + " < " + shown(edges.get(0))));
        for (int i = 1; i < edges.size(); i++) {
            bins.add(name() + " in [" + shown(edges.get(i - 1)) + ", " + shown(edges.get(i)) + ")");
        }
        bins.add(name() + " >= " + shown(edges.get(edges.size() - 1)));
        return bins;
    }

    /**
     * Returns whether a level is the reference. True and yes are the same level, as are false and no, whatever the case
     * of the letters; 1 and 0 are other levels.
     */
    boolean isReference(String level) {
        Optional<Boolean> truth = Truth.of(reference);
        return level.equals(reference) || (truth.isPresent() && truth.equals(Truth.of(level)));
    }

    /** Returns the order of levels: the reference first, then the others in alphabetical order; bins from the lowest. */
    Comparator<String> order() {
        if (kind == Kind.TEXT) { // the reference is first, because its !isReference is false, which comes before true
            return Comparator.comparing((String level) -> !isReference(level)).thenComparing(Comparator.naturalOrder());
        }
        List<String> bins = bins();
        return Comparator.comparingInt(bins::indexOf);
    }

    /** Writes whole numbers without a fraction; below 1e15 all digits of a double are exact. */
    private static String shown(double edge) {
        return edge == Math.rint(edge) && Math.abs(edge) < 1e15 ? Long.toString((long) edge) : Double.toString(edge);
    }
}
