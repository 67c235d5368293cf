package io.dither.data;

import io.dither.data.ColumnRoles.Role;
import io.dither.data.OracleTexts.OracleWithText;
import io.dither.data.formula.Design;
import io.dither.error.Arguments;
import io.dither.learn.model.Features;
import io.dither.oracle.LinearOracle;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads the layout wide: a line for each example, with features that all coordinates share. */
final class WideLayout {
    private final History history;
    private final OracleTexts oracles;
    private final ExampleList examples;
    private final String example;
    private final String decision;
    private final String cost;
    /** The names of coordinates that {@link Role#ALTERNATIVES} or a learnt model gives; empty if there are none. */
    private final CoordinateNames expected;

    private final FeatureColumns columns;
    private final Design design;
    /** For each id of an example, the line of the example. */
    private final Map<String, Long> lines = new HashMap<>();

    WideLayout(History history, ColumnRoles roles, OracleTexts oracles) {
        this.history = history;
        this.oracles = oracles;
        expected = roles.coordinateNames();
        for (Role role :
                List.of(Role.COORDINATE, Role.ROW, Role.COLUMN, Role.OFFSET, Role.NOISE_BY, Role.EFFECTS, Role.PATH)) {
            roles.refuseRoleOfLong(role, "wide");
        }
        roles.refuse(Role.VARY_BY, "wide");
        Set<String> habitColumns = roles.habits().columnsOfCoordinates();
        Arguments.require(
                habitColumns.isEmpty(),
                "habits name the columns " + habitColumns + " of coordinates, of which the layout wide has none",
                "Maybe leave out 'rivals' and 'of', or use the layout shared or long");
        examples = new ExampleList(history, roles, oracles);
        example = roles.require(Role.EXAMPLE, history);
        decision = roles.find(Role.DECISION, history);
        cost = roles.find(Role.COST, history);
        ColumnRoles.requireColumns(history, oracles.columns());
        Set<String> columnsWithRoles = new HashSet<>(oracles.columns());
        columnsWithRoles.addAll(examples.columnsOfExamples());
        columnsWithRoles.addAll(List.of(example, decision, cost));
        columns = FeatureColumns.of(history, roles, columnsWithRoles);
        design = columns.design();
    }

    Examples read() {
        history.forEach(row -> examples.attempt(() -> add(row)));
        return examples.finish(columns.naming(expected.all()));
    }

    private void add(Row row) {
        String id = readId(row, example, lines);
        String text = oracles.fill(row);
        LinearOracle oracle = oracles.create(text, row);
        int dimension = oracle.dimension();
        CoordinateNames oracleNames = oracles.names(oracle);
        expected.requireFit(oracle, oracleNames, false); // false: the names are not labels
        CoordinateNames names = expected.size() > 0 ? expected : oracleNames;
        examples.add(
                row,
                new Instance(
                        id,
                        features(row, dimension),
                        new OracleWithText(text, oracle),
                        expected.all(),
                        examples.cluster(row, id),
                        examples.covariates(row)),
                habitNames(row, names, dimension),
                examples.isUndecided(row, decision) ? null : DecisionText.read(row, decision, names, dimension, text),
                cost.isEmpty() ? ExampleList.NONE : DecisionText.values(row, cost, dimension));
    }

    /**
     * Returns one row for all coordinates, or, if there are habits, an equal row per coordinate, because habits differ
     * by coordinate.
     */
    private Features features(Row row, int dimension) {
        double[] features = columns.featuresOf(design, row);
        return columns.habits().isEmpty()
                ? Features.of(features)
                : Features.of(Collections.nCopies(dimension, features).toArray(double[][]::new));
    }

    /** Returns {@link Habits#transposed} of the coordinates, which have their names or, without names, their numbers. */
    private List<List<String>> habitNames(Row row, CoordinateNames names, int dimension) {
        Habits habits = columns.habits();
        return Habits.transposed(IntStream.range(0, habits.isEmpty() ? 0 : dimension)
                .mapToObj(j -> habits.nameAndRivals(row, names.size() > 0 ? names.name(j) : String.valueOf(j)))
                .toList());
    }

    /** Reads the id of an example, and adds its line to {@code lines}; throws if an earlier line has the same id. */
    static String readId(Row row, String column, Map<String, Long> lines) {
        String id = row.text(column);
        Long earlierLine = lines.putIfAbsent(id, row.line());
        if (earlierLine != null) {
            throw row.problem(
                    "example '" + id + "' is there already, on line " + earlierLine
                            + ". Maybe give each example a name of its own, or add --layout long if each line is an alternative");
        }
        return id;
    }
}
