package io.dither.data;

import io.dither.data.ColumnRoles.Role;
import io.dither.data.OracleTexts.Filled;
import io.dither.data.formula.Design;
import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.oracle.LinearOracle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** A line for each example and coordinate. */
final class LongLayout {

    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    private record Line(
            long number,
            String coordinate,
            String row,
            String column,
            double[] features,
            double decision,
            double cost,
            double offset,
            double length,
            String group,
            Map<String, Double> arcs,
            List<String> named) {}

    private record Group(Row first, List<Line> lines) {}

    private final History history;
    private final OracleTexts oracles;
    private final ExampleList examples;
    private final String example;
    /** Empty if there are pairs of a row and a column. */
    private final String coordinate;

    private final String pairRow;
    private final String pairColumn;
    private final CoordinateOrder order;
    private final String decision;
    private final String cost;
    private final String offset;
    private final String length;
    private final String effects;
    private final String path;
    private final Map<String, double[]> sizes = new HashMap<>();
    private final Set<String> constant = new HashSet<>();
    private final FeatureColumns columns;
    private final Design design;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    /** Examples of which a line cannot be read. */
    private final Set<String> bad = new HashSet<>();

    LongLayout(History history, ColumnRoles roles, OracleTexts oracles) {
        this.history = history;
        this.oracles = oracles;
        roles.refuse(Role.VARY_BY, "long");
        examples = new ExampleList(history, roles, oracles);
        example = roles.require(Role.EXAMPLE, history);
        pairRow = roles.find(Role.ROW, history);
        pairColumn = roles.find(Role.COLUMN, history);
        boolean arePairs = requirePairs(roles);
        coordinate = arePairs ? "" : roles.require(Role.COORDINATE, history);
        order = new CoordinateOrder(roles);
        decision = roles.find(Role.DECISION, history);
        cost = roles.find(Role.COST, history);
        offset = roles.find(Role.OFFSET, history);
        length = roles.find(Role.NOISE_BY, history);
        effects = roles.find(Role.EFFECTS, history);
        path = roles.find(Role.PATH, history);
        Set<String> braces = arePairs ? oracles.columnsOfPairs() : oracles.columns();
        ColumnRoles.requireColumns(history, braces);
        constant.addAll(braces);
        constant.addAll(examples.columns());
        Set<String> others = new HashSet<>(constant);
        others.addAll(List.of(example, coordinate, pairRow, pairColumn, decision, cost, offset, effects, path));
        columns = FeatureColumns.of(history, roles, others);
        design = columns.design();
        ColumnRoles.requireColumns(history, columns.habits().ofCoordinates());
    }

    private boolean requirePairs(ColumnRoles roles) {
        if (!pairRow.isEmpty()) {
            roles.refuse(Role.COORDINATE, "long, beside rows and columns");
        }
        Arguments.require(
                pairRow.isEmpty() == pairColumn.isEmpty(),
                "lines have a "
                        + (pairRow.isEmpty() ? "column of a pair without its row" : "row of a pair without its column"),
                "Maybe --row order --column driver");
        Arguments.require(
                pairRow.isEmpty() || !pairRow.equals(pairColumn),
                "--row and --column are both '" + pairRow + "', and lines of an example would be one pair each",
                "Maybe --row order --column driver");
        return !pairRow.isEmpty();
    }

    Examples read() {
        history.forEach(row -> examples.attempt(() -> add(row)));
        groups.keySet().removeAll(bad);
        groups.forEach((id, group) -> examples.attempt(() -> finish(id, group)));
        Examples read = examples.finish(columns.naming(order.names()));
        return path.isEmpty()
                ? read
                : read.adding(
                        List.of(PathSize.NAME),
                        one -> one.withFeatures(
                                one.features().withColumn(sizes.getOrDefault(one.id(), ExampleList.UNKNOWN))));
    }

    private void add(Row row) {
        String id = row.text(example);
        boolean wasGood = bad.add(id);
        String ofRow = pairRow.isEmpty() ? "" : row.text(pairRow);
        String ofColumn = pairColumn.isEmpty() ? "" : row.text(pairColumn);
        if (ofRow.contains(CoordinateOrder.JOINT)) {
            throw row.problem(
                    "column '" + pairRow + "' holds '" + ofRow + "', and > joins rows and columns. Maybe write -");
        }
        String name = coordinate.isEmpty() ? CoordinateOrder.name(ofRow, ofColumn) : row.text(coordinate);
        Line line = new Line(
                row.line(),
                name,
                ofRow,
                ofColumn,
                columns.of(design, row),
                examples.isOpen(row, decision)
                        ? Double.NaN
                        : row.number(decision, "1 where it was chosen, and 0 elsewhere"),
                ExampleList.number(row, cost),
                ExampleList.number(row, offset),
                ExampleList.number(row, length),
                effects.isEmpty() ? "" : row.text(effects),
                path.isEmpty() ? Map.of() : arcs(row),
                columns.habits().texts(row, name));
        constant.forEach(column -> examples.shared(row, column));
        Group group = groups.computeIfAbsent(id, absent -> new Group(row, new ArrayList<>()));
        for (String column : constant) {
            String text = examples.shared(row, column);
            String other = examples.shared(group.first(), column);
            if (!text.equals(other)) {
                throw row.problem("column '" + column + "' holds '" + text + "', but '" + other
                        + "' on another line of example '" + id + "'");
            }
        }
        group.lines().add(line);
        if (wasGood) {
            bad.remove(id);
        }
    }

    /** Reads arcs joined by {@code >}, such as {@code r12>r7}, or with lengths {@code r12:0.8>r7:1.5}. */
    private Map<String, Double> arcs(Row row) {
        Map<String, Double> arcs = new LinkedHashMap<>();
        for (String arc : row.text(path).split(">", -1)) {
            String[] parts = arc.split(":", 2);
            try {
                arcs.merge(parts[0].strip(), parts.length == 1 ? 1 : Double.parseDouble(parts[1]), Double::sum);
            } catch (NumberFormatException wrong) {
                throw row.problem("column '" + path + "' holds '" + arc
                        + "', whose length is not a number. Maybe r12:0.8>r7:1.5");
            }
        }
        return arcs;
    }

    private void finish(String id, Group group) {
        Row first = group.first();
        requireEachOnce(id, first, group.lines());
        CoordinateOrder.Lines named = named(group.lines());
        String text = named.pairs()
                .map(pairs -> oracles.fill(
                        first,
                        group.lines().size(),
                        pairs.allRows().size(),
                        pairs.allColumns().size()))
                .orElseGet(() -> oracles.fill(first, group.lines().size()));
        LinearOracle oracle = oracles.create(text, first);
        List<Line> lines = IntStream.of(order.of(id, first, named, oracle, text, oracles.names(oracle)))
                .mapToObj(group.lines()::get)
                .toList();
        Instance instance = new Instance(
                id,
                features(first, lines),
                new Filled(text, oracle),
                lines.stream().map(Line::coordinate).toList(),
                examples.cluster(first, id),
                examples.covariates(first));
        if (!path.isEmpty()) {
            try {
                sizes.put(id, PathSize.logarithms(lines.stream().map(Line::arcs).toList()));
            } catch (InvalidArgumentException refused) {
                throw first.problem(String.valueOf(refused.getMessage()));
            }
        }
        boolean isOpen = lines.stream().allMatch(line -> Double.isNaN(line.decision()));
        lines.stream()
                .filter(line -> !isOpen && Double.isNaN(line.decision()))
                .findFirst()
                .ifPresent(line -> {
                    throw first.problemAt(
                            line.number(),
                            "column '" + decision + "' is empty, but not on other lines of example '" + id
                                    + "'. Maybe write 0 where something was not chosen");
                });
        examples.add(
                first,
                instance,
                Habits.columns(lines.stream().map(Line::named).toList()),
                isOpen
                        ? null
                        : Decision.of(numbers(lines, decision, Line::decision)).point(),
                numbers(lines, cost, Line::cost));
    }

    private CoordinateOrder.Lines named(List<Line> lines) {
        return new CoordinateOrder.Lines(
                lines.stream().map(Line::coordinate).toList(),
                lines.stream().map(Line::number).toList(),
                coordinate.isEmpty()
                        ? Optional.of(CoordinateOrder.Pairs.of(
                                lines.stream().map(Line::row).toList(),
                                lines.stream().map(Line::column).toList()))
                        : Optional.empty());
    }

    private Features features(Row first, List<Line> lines) {
        Features features = Features.of(lines.stream().map(Line::features).toArray(double[][]::new));
        String[] groups = effects.isEmpty()
                ? new String[0]
                : lines.stream().map(Line::group).toArray(String[]::new);
        try {
            return ExampleList.with(
                    features, numbers(lines, offset, Line::offset), numbers(lines, length, Line::length), groups);
        } catch (InvalidArgumentException refused) {
            throw first.problem(String.valueOf(refused.getMessage()));
        }
    }

    private static double[] numbers(List<Line> lines, String column, ToDoubleFunction<Line> number) {
        return column.isEmpty()
                ? ExampleList.UNKNOWN
                : lines.stream().mapToDouble(number).toArray();
    }

    private static void requireEachOnce(String id, Row first, List<Line> lines) {
        Set<String> seen = new HashSet<>();
        for (Line line : lines) {
            if (!seen.add(line.coordinate())) {
                throw first.problemAt(
                        line.number(),
                        "example '" + id + "' has coordinate '" + line.coordinate() + "' twice. Maybe remove one line");
            }
        }
    }
}
