package io.dither.data.formula;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The levels of the categories of a formula, collected row by row. */
public final class Levels {
    /** The largest number of levels that a message shows. */
    private static final int MOST_SHOWN = 10;

    private final Map<Factor, TreeSet<String>> levelsByFactor = new LinkedHashMap<>();

    /**
     * Makes an empty collection.
     *
     * @param formula the formula
     */
    public Levels(Formula formula) {
        formula.categories().forEach(factor -> levelsByFactor.put(factor, new TreeSet<>(factor.order())));
    }

    /**
     * {@return whether a category is among the columns, so that rows must be read for its levels}
     *
     * @param columns the columns of the row
     */
    public boolean haveCategoryIn(Collection<String> columns) {
        return levelsByFactor.keySet().stream().anyMatch(factor -> columns.contains(factor.column()));
    }

    /**
     * Adds the levels of a row.
     *
     * @param row the row
     * @param columns the columns to read
     */
    public void add(Cells row, Collection<String> columns) {
        levelsByFactor.forEach((category, levels) -> {
            if (columns.contains(category.column())) {
                levels.add(category.level(row));
            }
        });
    }

    private static void requireReference(Factor category, SortedSet<String> levels) {
        Arguments.require(
                category.reference().isEmpty() || levels.isEmpty() || category.isReference(levels.first()),
                "--features: the reference level '" + category.reference() + "' of '" + category.text()
                        + "' occurs in no row; the rows have "
                        + levels.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "))
                        + (levels.size() > MOST_SHOWN ? ", ..." : ""),
                "Maybe choose another level");
    }

    /** Returns the levels; if all are truth values, only the first spelling of each value. */
    private static List<String> withOneSpellingEach(SortedSet<String> levels) {
        if (!Truth.areTruthValues(levels)) {
            return List.copyOf(levels);
        }
        Map<Boolean, String> first = new TreeMap<>();
        levels.forEach(level -> Truth.of(level).ifPresent(truth -> first.putIfAbsent(truth, level)));
        return first.values().stream().sorted(levels.comparator()).toList();
    }

    /**
     * {@return the levels of each category in order, by its column, or by its text for bins and a named reference}
     *
     * @throws InvalidArgumentException if no row has a reference level
     */
    public Map<String, List<String>> byCategory() {
        levelsByFactor.forEach(Levels::requireReference);
        return levelsByFactor.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().key(),
                        entry -> withOneSpellingEach(entry.getValue()),
                        (first, same) -> first, // equal keys belong to the same categories
                        LinkedHashMap::new));
    }
}
