package io.dither.data;

import io.dither.error.BadLines;
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
 * @param habits the features made of earlier decisions, behind those of columns
 */
public record FeatureColumns(List<String> columns, Map<String, List<String>> levels, Habits habits) {
    /** No columns, before they are chosen. */
    public static final FeatureColumns NONE = new FeatureColumns(List.of(), Map.of(), Habits.NONE);

    /**
     * Creates the columns.
     *
     * @param columns the columns; copied
     * @param levels the levels; copied
     * @param habits the features made of earlier decisions
     */
    public FeatureColumns {
        columns = List.copyOf(columns);
        levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
    }

    /** Chooses the columns, and reads the levels of categories where no model has learnt them. */
    static FeatureColumns of(History history, ColumnRoles roles, Collection<String> others) {
        List<String> columns = new ArrayList<>(roles.features());
        if (columns.isEmpty()) {
            Habits habits = roles.habits();
            history.columns().stream()
                    .filter(column -> !others.contains(column)
                            && !habits.ofCoordinates().contains(column)
                            && !habits.ofExamples().contains(column))
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
        BadLines bad = new BadLines(history.source()); // told when the rows are read, with all that is wrong
        if (!seen.isEmpty()) {
            history.forEach(row -> bad.attempt(() -> seen.forEach((column, texts) -> texts.add(row.text(column)))));
        }
        Map<String, List<String>> levels = new LinkedHashMap<>();
        seen.forEach((column, texts) -> levels.put(column, List.copyOf(texts)));
        FeatureColumns chosen = new FeatureColumns(columns, levels, roles.habits());
        if (chosen.names().isEmpty()) {
            bad.requireNone();
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
     * @return the columns, with {@code column=level} for the levels of categories, and the habits
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
        names.addAll(habits.names());
        return names;
    }

    /**
     * {@return the same columns}
     *
     * @param counted features made of earlier decisions
     */
    public FeatureColumns with(Habits counted) {
        return new FeatureColumns(columns, levels, counted);
    }

    /** Returns the features of a row; those of habits are 0 until they are known. */
    double[] of(Row row) {
        double[] features = new double
                [columns.size()
                        + levels.values().stream().mapToInt(List::size).sum()
                        + habits.features().size()];
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
        return Arrays.copyOf(features, size + habits.features().size());
    }

    private static int level(Row row, String column, List<String> levels) {
        int level = Collections.binarySearch(levels, row.text(column));
        if (level < 0) {
            throw row.problem("column '" + column + "' holds '" + row.text(column)
                    + "', but the model was learnt on " + String.join(", ", levels)
                    + ". Maybe it is misspelt");
        }
        return level;
    }
}
