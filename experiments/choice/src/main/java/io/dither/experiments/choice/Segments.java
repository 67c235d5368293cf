package io.dither.experiments.choice;

import io.dither.data.History;
import io.dither.data.Instance;
import io.dither.data.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Groups of choices, the first of which is all, and their weights.
 *
 * @param names the names of the groups, such as {@code MALE = 1}
 * @param groups the number of the other group of a choice, by its name; empty if all are one group
 * @param weights the weights of choices by name; empty if all are 1
 */
record Segments(List<String> names, Map<String, Integer> groups, Map<String, Double> weights) {
    static final String ALL = "all choices";

    /**
     * Reads groups and weights of choices.
     *
     * @param choices the choices
     * @param rows the rows that they come from
     * @param form how rows are named
     * @param by the column of the groups
     * @param weight the column of the weights
     */
    static Segments of(
            List<Instance> choices, History rows, ChoiceForm form, Optional<String> by, Optional<String> weight) {
        Map<String, String> texts = new HashMap<>();
        Map<String, Double> weights = new HashMap<>();
        if (by.isPresent() || weight.isPresent()) {
            rows.forEach(row -> {
                by.ifPresent(column -> texts.put(form.id(row), column + " = " + row.text(column)));
                weight.ifPresent(column -> weights.put(form.id(row), notNegative(row, column)));
            });
        }
        texts.keySet().retainAll(choices.stream().map(Instance::id).toList());
        List<String> names = new ArrayList<>(List.of(ALL));
        names.addAll(new TreeSet<>(texts.values()));
        Map<String, Integer> groups = new HashMap<>();
        texts.forEach((choice, name) -> groups.put(choice, names.indexOf(name)));
        return new Segments(names, groups, weights);
    }

    private static double notNegative(Row row, String column) {
        double weight = row.number(column);
        if (!(weight >= 0)) {
            throw row.problem("column '" + column + "' holds " + weight + ", and a weight is at least 0");
        }
        return weight;
    }

    /** The numbers of the groups of a choice. */
    int[] of(String choice) {
        Integer group = groups.get(choice);
        return group == null ? new int[] {0} : new int[] {0, group};
    }

    double weight(String choice) {
        return weights.getOrDefault(choice, 1.0);
    }
}
