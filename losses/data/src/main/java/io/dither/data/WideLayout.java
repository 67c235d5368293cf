package io.dither.data;

import io.dither.data.ColumnRoles.Role;
import io.dither.data.formula.Design;
import io.dither.error.Arguments;
import io.dither.learn.model.Features;
import io.dither.oracle.LinearOracle;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A line for each example, with features that all coordinates share. */
final class WideLayout {
    private final History history;
    private final OracleTexts oracles;
    private final ExampleList examples;
    private final String example;
    private final String decision;
    private final String cost;
    private final FeatureColumns columns;
    private final Design design;
    private final Map<String, Long> lines = new HashMap<>();

    WideLayout(History history, ColumnRoles roles, OracleTexts oracles) {
        this.history = history;
        this.oracles = oracles;
        for (Role role : List.of(Role.COORDINATE, Role.OFFSET, Role.NOISE_BY, Role.EFFECTS, Role.VARY_BY)) {
            roles.refuse(role, "wide");
        }
        Arguments.require(
                roles.habits().isEmpty(),
                "habits differ by coordinate, and in the layout wide all coordinates share their features",
                "Maybe the layout shared or long");
        examples = new ExampleList(history, roles, oracles);
        example = roles.require(Role.EXAMPLE, history);
        decision = roles.find(Role.DECISION, history);
        cost = roles.find(Role.COST, history);
        ColumnRoles.requireColumns(history, oracles.columns());
        Set<String> others = new HashSet<>(oracles.columns());
        others.addAll(examples.columns());
        others.addAll(List.of(example, decision, cost));
        columns = FeatureColumns.of(history, roles, others);
        design = columns.design();
    }

    Examples read() {
        history.forEach(row -> examples.attempt(() -> add(row)));
        return examples.finish(columns);
    }

    private void add(Row row) {
        String id = newId(row, example, lines);
        String text = oracles.fill(row);
        LinearOracle oracle = oracles.create(text, row);
        int dimension = oracle.dimension();
        examples.add(
                row,
                new Instance(
                        id, Features.of(columns.of(design, row), design.names().size()), oracle, text, List.of()),
                List.of(),
                decision.isEmpty() ? null : DecisionText.read(row, decision, oracles.names(oracle), dimension, text),
                cost.isEmpty() ? ExampleList.UNKNOWN : DecisionText.values(row, cost, dimension));
    }

    /** Reads the id of an example that has one line. */
    static String newId(Row row, String column, Map<String, Long> lines) {
        String id = row.text(column);
        Long other = lines.putIfAbsent(id, row.line());
        if (other != null) {
            throw row.problem("example '" + id + "' is there already, on line " + other
                    + ". Maybe give each example a name of its own");
        }
        return id;
    }
}
