package io.dither.data;

import io.dither.error.DataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The columns that features come from. A category with the levels a, b, c becomes the features {@code column=b} and {@code
 * column=c}, 1 where it has that level and 0 elsewhere: a, the first in the order of text, is what the others are measured against.
 *
 * @param columns the columns, in the order of the features
 * @param levels the levels of each category, sorted, the first included
 */
public record FeatureColumns(List<String> columns, Map<String, List<String>> levels) {
    /** No columns, before they are chosen. */
    public static final FeatureColumns NONE = new FeatureColumns(List.of(), Map.of());

    /**
     * Creates the columns.
     *
     * @param columns the columns; copied
     * @param levels the levels; copied
     */
    public FeatureColumns {
        columns = List.copyOf(columns);
        levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
    }

    /** Chooses the columns, and reads the levels of categories where no model has learnt them. */
    static FeatureColumns of(History history, ColumnRoles roles, Collection<String> others) {
        List<String> columns = new ArrayList<>(roles.features());
        if (columns.isEmpty()) {
            history.columns().stream()
                    .filter(column -> !others.contains(column))
                    .forEach(columns::add);
        }
        roles.categories().stream()
                .sorted()
                .filter(column -> !columns.contains(column))
                .forEach(columns::add);
        ColumnRoles.requireColumns(history, columns);
        if (!roles.learnt().equals(NONE)) {
            return roles.learnt();
        }
        Map<String, TreeSet<String>> seen = new LinkedHashMap<>();
        columns.stream().filter(roles.categories()::contains).forEach(column -> seen.put(column, new TreeSet<>()));
        if (!seen.isEmpty()) {
            history.forEach(row -> seen.forEach((column, texts) -> texts.add(row.text(column))));
        }
        Map<String, List<String>> levels = new LinkedHashMap<>();
        seen.forEach((column, texts) -> levels.put(column, List.copyOf(texts)));
        FeatureColumns chosen = new FeatureColumns(columns, levels);
        if (chosen.names().isEmpty()) {
            throw new DataException(
                    history.source(),
                    0,
                    "has no column left to be a feature. Maybe all have another role, or hold one level");
        }
        return chosen;
    }

    /**
     * Returns the names of the features.
     *
     * @return the columns, with {@code column=level} for the levels of categories
     */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (String column : columns) {
            List<String> of = levels.get(column);
            if (of == null) {
                names.add(column);
            } else {
                of.stream().skip(1).forEach(level -> names.add(column + "=" + level));
            }
        }
        return names;
    }

    /** Returns the features of a row. */
    double[] of(Row row) {
        double[] features = new double
                [columns.size() + levels.values().stream().mapToInt(List::size).sum()];
        int size = 0;
        for (String column : columns) {
            List<String> of = levels.get(column);
            if (of == null) {
                features[size++] = row.number(column);
            } else {
                int level = level(row, column, of);
                if (level > 0) {
                    features[size + level - 1] = 1;
                }
                size += Math.max(0, of.size() - 1);
            }
        }
        return Arrays.copyOf(features, size);
    }

    private static int level(Row row, String column, List<String> levels) {
        int level = Collections.binarySearch(levels, row.text(column));
        if (level < 0) {
            throw row.problem("column '" + column + "' holds '" + row.text(column)
                    + "', of which nothing was learnt, but of " + String.join(", ", levels)
                    + ". Maybe it is misspelt");
        }
        return level;
    }
}
