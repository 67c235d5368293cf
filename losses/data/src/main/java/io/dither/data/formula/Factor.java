package io.dither.data.formula;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a term is a product of: a number, or a category that has a column for each of its levels.
 *
 * @param column the column that it is made of
 * @param functions what is done to its number, the first first
 * @param kind whether it is a number or a category
 * @param edges where bins meet, in increasing order
 * @param reference the level that others are measured against; empty for the first in the order of text
 */
record Factor(String column, List<Function> functions, Kind kind, List<Double> edges, String reference) {
    enum Kind {
        NUMBER,
        TEXT,
        BIN
    }

    static Factor number(String column) {
        return new Factor(column, List.of(), Kind.NUMBER, List.of(), "");
    }

    Factor then(Function function) {
        List<Function> more = new ArrayList<>(functions);
        more.add(function);
        return new Factor(column, more, kind, edges, reference);
    }

    Factor asText() {
        return against("");
    }

    /** A category that is measured against a level. */
    Factor against(String level) {
        return new Factor(column, functions, Kind.TEXT, List.of(), level);
    }

    Factor binned(List<Double> at) {
        return new Factor(column, functions, Kind.BIN, at, "");
    }

    boolean isPlain() {
        return kind == Kind.NUMBER && functions.isEmpty();
    }

    boolean isCategory() {
        return kind != Kind.NUMBER;
    }

    boolean isText() {
        return kind == Kind.TEXT;
    }

    /** The number and what was done to it, as it is written. */
    private String inner(String name) {
        String text = name;
        for (Function function : functions) {
            text = function + "(" + text + ")";
        }
        return text;
    }

    /** As it is parsed. */
    String text() {
        String inner = inner(Formula.quoted(column));
        return switch (kind) {
            case NUMBER -> inner;
            case TEXT -> "C(" + inner + (reference.isEmpty() ? "" : ", ref=" + Formula.quoted(reference)) + ")";
            case BIN ->
                "bin(" + inner + "; " + edges.stream().map(Factor::shown).collect(Collectors.joining(", ")) + ")";
        };
    }

    /** Under which its levels are kept. */
    String key() {
        return kind == Kind.TEXT && reference.isEmpty() ? column : text();
    }

    String name() {
        return inner(column);
    }

    /** The name of the column of a level. */
    String name(String level) {
        return kind == Kind.TEXT ? column + "=" + level : level;
    }

    double value(Cells row) {
        double value = row.number(column);
        for (Function function : functions) {
            value = function.of(value);
            if (!Double.isFinite(value)) {
                throw row.problem("column '" + column + "' holds '" + row.text(column) + "', of which " + inner(column)
                        + " is not a finite number. " + function.hint());
            }
        }
        return value;
    }

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

    /** All bins, from the left. */
    private List<String> bins() {
        List<String> bins = new ArrayList<>(List.of(name() + " < " + shown(edges.get(0))));
        for (int i = 1; i < edges.size(); i++) {
            bins.add(name() + " in [" + shown(edges.get(i - 1)) + ", " + shown(edges.get(i)) + ")");
        }
        bins.add(name() + " >= " + shown(edges.get(edges.size() - 1)));
        return bins;
    }

    /** Whether a level, in whatever spelling of a truth value, is the one that was chosen to measure others against. */
    boolean isReference(String level) {
        Optional<Boolean> truth = Truth.of(reference);
        return level.equals(reference) || (truth.isPresent() && truth.equals(Truth.of(level)));
    }

    /** The order of levels, the first of which others are measured against. */
    Comparator<String> order() {
        if (kind == Kind.TEXT) {
            return Comparator.comparing((String level) -> !isReference(level)).thenComparing(Comparator.naturalOrder());
        }
        List<String> bins = bins();
        return Comparator.comparingInt(bins::indexOf);
    }

    private static String shown(double edge) {
        return edge == Math.rint(edge) && Math.abs(edge) < 1e15 ? Long.toString((long) edge) : Double.toString(edge);
    }
}
