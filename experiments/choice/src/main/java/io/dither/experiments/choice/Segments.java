package io.dither.experiments.choice;

import io.dither.data.ColumnRoles.Role;
import io.dither.data.History;
import io.dither.data.Row;
import io.dither.data.setup.Setup;
import io.dither.plugin.PluginSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The group and the weight of each choice.
 *
 * @param groups by the name of the choice; empty if there are no groups
 * @param weights by the name of the choice; empty if all are 1
 */
record Segments(Map<String, String> groups, Map<String, Double> weights) {
    static Segments of(Setup setup, History rows, Optional<String> by, Optional<String> weight) {
        Map<String, String> groups = new HashMap<>();
        Map<String, Double> weights = new HashMap<>();
        if (by.isPresent() || weight.isPresent()) {
            String named = named(setup);
            rows.forEach(row -> {
                String id = id(row, named);
                by.ifPresent(column -> groups.put(id, row.text(column)));
                weight.ifPresent(column -> weights.put(id, positive(row, column)));
            });
        }
        return new Segments(groups, weights);
    }

    /** The column that names choices; empty if their line does. */
    private static String named(Setup setup) {
        String reshape = setup.roles().get(Role.RESHAPE);
        return reshape == null
                ? setup.roles().getOrDefault(Role.EXAMPLE, Role.EXAMPLE.usualColumn())
                : PluginSpec.parse(reshape).arguments().getOrDefault(ChoiceForm.EXAMPLE, "");
    }

    private static String id(Row row, String named) {
        return named.isEmpty() ? String.valueOf(row.line()) : row.text(named);
    }

    private static double positive(Row row, String column) {
        double weight = row.number(column);
        if (!(weight >= 0)) {
            throw row.problem("column '" + column + "' holds " + weight + ", and a weight is at least 0");
        }
        return weight;
    }

    String group(String choice) {
        return groups.getOrDefault(choice, "");
    }

    double weight(String choice) {
        return weights.getOrDefault(choice, 1.0);
    }
}
