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

    private final Map<Factor, TreeSet<String>> levelsByCategory = new LinkedHashMap<>();

    /**
     * Makes an empty collection.
     *
     * @param formula the formula
     */
    public Levels(Formula formula) {
        formula.categories().forEach(category -> levelsByCategory.put(category, new TreeSet<>(category.order())));
    }

    /**
     * {@return whether a category is made of one of the columns, so that rows must be read for its levels}
     *
     * @param columns the columns of the rows
     */
    public boolean haveCategoryIn(Collection<String> columns) {
        return levelsByCategory.keySet().stream().anyMatch(category -> columns.contains(category.column()));
    }

    /**
     * Adds the levels of a row.
     *
     * @param row the row
     * @param columns the columns to read
     */
    public void add(Cells row, Collection<String> columns) {
        levelsByCategory.forEach((category, levels) -> {
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
     * {@return the levels of each category in order. The key is the column of the category; for bins and for categories
     * with a named reference, the key is their text in the formula}
     *
     * @throws InvalidArgumentException if a named reference level occurs in no row, but other levels of its category do
     */
    public Map<String, List<String>> byCategory() {
        levelsByCategory.forEach(Levels::requireReference);
        Map<String, List<String>> levelsByKey = new LinkedHashMap<>();
        levelsByCategory.forEach((category, levels) -> levelsByKey.put(category.key(), withOneSpellingEach(levels)));
        return levelsByKey;
    }
}
