package io.dither.data.formula;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The levels of the categories of a formula, collected row by row. */
public final class Levels {
    private final Map<Factor, TreeSet<String>> seen = new LinkedHashMap<>();

    /**
     * Starts without levels.
     *
     * @param formula the formula
     */
    public Levels(Formula formula) {
        formula.categories().forEach(one -> seen.put(one, new TreeSet<>(one.order())));
    }

    /**
     * {@return whether a row is to be read for a level}
     *
     * @param columns the columns of the row
     */
    public boolean areIn(Collection<String> columns) {
        return seen.keySet().stream().anyMatch(one -> columns.contains(one.column()));
    }

    /**
     * Adds the levels of a row.
     *
     * @param row the row
     * @param columns the columns that are read of it
     */
    public void add(Cells row, Collection<String> columns) {
        seen.forEach((category, levels) -> {
            if (columns.contains(category.column())) {
                levels.add(category.level(row));
            }
        });
    }

    /** The first spelling of each truth value, if all are truth values. */
    private static List<String> spelled(TreeSet<String> levels) {
        if (!Truth.areAll(levels)) {
            return List.copyOf(levels);
        }
        Map<Boolean, String> first = new TreeMap<>();
        levels.forEach(level -> Truth.of(level).ifPresent(truth -> first.putIfAbsent(truth, level)));
        return first.values().stream().sorted().toList();
    }

    /** {@return the levels of each category in order, by its column, or by the text of its bins} */
    public Map<String, List<String>> found() {
        return seen.entrySet().stream()
                .collect(Collectors.toMap(
                        one -> one.getKey().key(),
                        one -> spelled(one.getValue()),
                        (first, same) -> first,
                        LinkedHashMap::new));
    }
}
