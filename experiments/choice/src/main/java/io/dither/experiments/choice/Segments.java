package io.dither.experiments.choice;

import io.dither.choice.Choices;
import io.dither.data.History;
import io.dither.data.Instance;
import io.dither.data.formula.Cells;
import io.dither.error.Arguments;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Groups of choices and the weights of choices. The first group has all choices; each other group has the choices with one value in a
 * column.
 *
 * @param names the names of the groups, such as {@code MALE = 1}
 * @param groups the index of the second group of a choice, by the id of the choice; empty if there is only the first
 *     group
 * @param weights the weights of choices by id; empty if all are 1
 */
record Segments(List<String> names, Map<String, Integer> groups, Map<String, Double> weights) {
    static final String ALL = "all choices";

    /**
     * Reads groups and weights of choices.
     *
     * @param choices the choices
     * @param rows the rows that they come from
     * @param reshaper gives rows the id of their choice, and computes columns from others
     * @param by the column of the groups
     * @param weight the column of the weights
     */
    static Segments of(
            List<Instance> choices, History rows, Choices reshaper, Optional<String> by, Optional<String> weight) {
        Map<String, String> groupValues = new HashMap<>();
        Map<String, Double> weights = new HashMap<>();
        if (by.isPresent() || weight.isPresent()) {
            Set<String> ids = choices.stream().map(Instance::id).collect(Collectors.toSet());
            rows.forEach(row -> {
                String id = reshaper.id(row);
                Cells cells = reshaper.cells(row);
                if (ids.contains(id)) {
                    by.ifPresent(column -> put(groupValues, id, cells.text(column), cells, column));
                    weight.ifPresent(column -> put(weights, id, positive(id, cells.number(column)), cells, column));
                }
            });
        }
        List<String> values = groupValues.values().stream()
                .distinct()
                .sorted(Comparator.comparing(Segments::number).thenComparing(Comparator.naturalOrder()))
                .toList();
        List<String> names = new ArrayList<>(List.of(ALL));
        values.forEach(value -> names.add(by.orElse("") + " = " + value));
        Map<String, Integer> groups = new HashMap<>();
        groupValues.forEach((choice, value) -> groups.put(choice, 1 + values.indexOf(value)));
        return new Segments(names, groups, weights);
    }

    /** Parses a number; returns infinity for other texts, so that they come last. */
    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException word) {
            return Double.POSITIVE_INFINITY;
        }
    }

    /** Stores the value of a choice; refuses another value in a later row of the choice. */
    private static <T> void put(Map<String, T> values, String choice, T value, Cells cells, String column) {
        T earlier = values.put(choice, value);
        if (earlier != null && !earlier.equals(value)) {
            throw cells.problem("column '" + column + "' holds '" + cells.text(column)
                    + "', but another value in an earlier row of choice '" + choice
                    + "'. Maybe the column describes alternatives");
        }
    }

    private static double positive(String choice, double weight) {
        return Arguments.positive("weight of choice " + choice, weight);
    }

    /** Returns the indices of the groups of a choice. */
    int[] of(String choice) {
        Integer group = groups.get(choice);
        return group == null ? new int[] {0} : new int[] {0, group};
    }

    double weight(String choice) {
        return weights.getOrDefault(choice, 1.0);
    }
}
