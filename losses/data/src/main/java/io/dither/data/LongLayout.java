package io.dither.data;

import static java.util.Objects.requireNonNull;

import io.dither.data.ColumnRoles.Role;
import io.dither.data.OracleTexts.OracleWithText;
import io.dither.data.formula.Design;
import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.oracle.LinearOracle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the layout long, which has a line for each example and coordinate. */
final class LongLayout implements Consumer<Object> {
    /**
     * The properties that examples with the same coordinates and oracle share.
     *
     * @param order for each coordinate in the order of the oracle, the index of its line among the lines of the example
     * @param oracleWithText the oracle
     * @param coordinates the names of the coordinates, in the order of the oracle
     * @param numbers {@link Lines#coordinates}: for each line of the example, in the order of the file, a number for the name of its
     *     coordinate
     * @param choices for each coordinate, the decision for this coordinate alone; made when an example first has this decision
     * @param sizes {@link OracleTexts#sizes}: the numbers of coordinates, rows and columns in the text of the oracle
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Shape(
            int[] order,
            OracleWithText oracleWithText,
            List<String> coordinates,
            int[] numbers,
            @Nullable Decision[] choices,
            Map<String, Integer> sizes) {}

    private static final String[] UNGROUPED = {};

    private final History history;
    private final OracleTexts oracles;
    private final ExampleList examples;
    /** The column with the ids of the examples. */
    private final String example;

    // the columns of the other roles; empty if a role has no column

    /** The column of coordinates; empty if coordinates are pairs of a row and a column. */
    private final String coordinate;

    private final String pairRow;
    private final String pairColumn;
    private final CoordinateOrder coordinateOrder;
    private final String decision;
    private final String cost;
    private final String offset;
    /** The column of {@link Role#NOISE_BY}, such as the length of a road. */
    private final String length;

    private final String effects;
    private final String path;
    /** For each example id, the logarithm of the path size of each coordinate, in the order of the oracle. */
    private final Map<String, double[]> pathSizes = new HashMap<>();
    /** The columns that must be the same on all lines of an example. */
    private final Set<String> constantColumns = new HashSet<>();

    private final FeatureColumns columns;
    private final Design design;
    private final int width;
    /** The columns whose numbers follow the features of a line: decision, cost, offset, length. */
    private final List<String> otherColumns;

    private final boolean hasExtras;
    private final Lines lines;
    /** The features and the other numbers of the current line. */
    private final double[] values;

    private final Ids ids = new Ids();
    /** Any row that was read, from which {@link Row#withoutCells} makes rows for messages. */
    private @Nullable Row anyRow;
    /**
     * The first row of each example, for columns that are the same on all of its lines; empty without such columns.
     */
    private final List<Row> firstRows = new ArrayList<>();
    /** The examples with a line that cannot be read. */
    private final BitSet badExamples = new BitSet();

    /**
     * Whether the texts of the oracles name no columns; then examples with the same coordinates have the same oracle.
     */
    private final boolean isOracleWithoutColumns;
    /**
     * The shapes by the names of coordinates in the order of the file; empty if the text of the oracle names columns.
     */
    private final Map<List<String>, Shape> shapes = new HashMap<>();
    /** The shape of the last example, which the next example mostly has too; null if {@link #shapes} is empty. */
    private @Nullable Shape lastShape;

    LongLayout(History history, ColumnRoles roles, OracleTexts oracles) {
        this.history = history;
        this.oracles = oracles;
        roles.refuse(Role.VARY_BY, "long");
        examples = new ExampleList(history, roles, oracles);
        example = roles.require(Role.EXAMPLE, history);
        pairRow = roles.find(Role.ROW, history);
        pairColumn = roles.find(Role.COLUMN, history);
        boolean arePairs = arePairs(roles);
        coordinate = arePairs ? "" : roles.require(Role.COORDINATE, history);
        coordinateOrder = new CoordinateOrder(roles);
        decision = roles.find(Role.DECISION, history);
        cost = roles.find(Role.COST, history);
        offset = roles.find(Role.OFFSET, history);
        length = roles.find(Role.NOISE_BY, history);
        boolean isGroupPerCoordinate = !arePairs
                && SharedCoordinates.GROUP_PER_COORDINATE.equals(roles.named().get(Role.EFFECTS));
        effects = isGroupPerCoordinate ? coordinate : roles.find(Role.EFFECTS, history);
        path = roles.find(Role.PATH, history);
        Set<String> columnsInBraces = arePairs ? oracles.columnsOfPairs() : oracles.columns();
        isOracleWithoutColumns = columnsInBraces.isEmpty();
        ColumnRoles.requireColumns(history, columnsInBraces);
        constantColumns.addAll(columnsInBraces);
        constantColumns.addAll(examples.columnsOfExamples());
        // without the column of the noise, which may be a feature too
        Set<String> noFeatures = new HashSet<>(constantColumns);
        noFeatures.addAll(List.of(example, coordinate, pairRow, pairColumn, decision, cost, offset, effects, path));
        columns = FeatureColumns.of(history, roles, noFeatures);
        design = columns.design();
        ColumnRoles.requireColumns(history, columns.habits().columnsOfCoordinates());
        width = design.names().size() + columns.habits().features().size();
        otherColumns = Stream.of(decision, cost, offset, length)
                .filter(column -> !column.isEmpty())
                .distinct() // a column may have several roles
                .toList();
        hasExtras = arePairs
                || !effects.isEmpty()
                || !path.isEmpty()
                || !columns.habits().isEmpty();
        values = new double[width + otherColumns.size()];
        lines = new Lines(values.length);
    }

    /**
     * Returns whether coordinates are pairs of a row and a column; throws if only one of the two is named, both are the
     * same column, or a column of coordinates is named too.
     */
    private boolean arePairs(ColumnRoles roles) {
        if (!pairRow.isEmpty()) {
            roles.refuse(Role.COORDINATE, "long, beside rows and columns");
        }
        Arguments.require(
                pairRow.isEmpty() == pairColumn.isEmpty(),
                "lines have a "
                        + (pairRow.isEmpty() ? "column of a pair without its row" : "row of a pair without its column"),
                "Maybe name both, such as --row order --column driver");
        Arguments.require(
                pairRow.isEmpty() || !pairRow.equals(pairColumn),
                "--row and --column are both '" + pairRow + "', but a pair needs two different columns",
                "Maybe name two, such as --row order --column driver");
        return !pairRow.isEmpty();
    }

    Examples read() {
        history.forEach(this);
        int[] firstLine = new int[ids.size() + 1];
        int[] byExample = lines.byExample(firstLine);
        ExampleColumns table = new ExampleColumns(ids.allNames(), firstLine, width);
        for (int i = 0; i < ids.size(); i++) {
            if (!badExamples.get(i)) {
                int[] exampleLines = Arrays.copyOfRange(byExample, firstLine[i], firstLine[i + 1]);
                try {
                    finish(i, exampleLines, table);
                } catch (DataException refused) {
                    examples.refuse(refused);
                }
                lines.release(exampleLines);
            }
        }
        examples.requireGood(ids.size());
        ExampleColumns.AddedExamples all = table.addedExamples();
        Examples read = examples.finish(
                columns.naming(coordinateOrder.names()), all.instances(), all.observations(), List.of());
        return path.isEmpty()
                ? read
                : read.adding(
                        List.of(PathSize.NAME),
                        observation -> observation.withFeatures(observation
                                .features()
                                .withColumn(pathSizes.getOrDefault(observation.id(), ExampleList.NONE))));
    }

    /**
     * Reads a {@link Row}. The argument has the type Object, so that no second method delegates to this method: the JIT compiler would compile the whole
     * body again for the delegating method of a lambda expression or of a {@code Consumer<Row>}.
     */
    @Override
    public void accept(Object line) {
        Row row = (Row) line;
        int exampleNumber = -1;
        try {
            exampleNumber = ids.isNewest(row, example) ? ids.size() - 1 : ids.number(row.text(example));
            if (exampleNumber == firstRows.size() && !constantColumns.isEmpty()) { // a new example
                firstRows.add(row.withoutOtherLines());
            }
            anyRow = row;
            String name;
            if (coordinate.isEmpty()) {
                name = CoordinateOrder.name(row.text(pairRow), row.text(pairColumn));
            } else {
                String likely = lines.likelyCoordinate();
                name = row.holds(coordinate, likely) ? likely : row.text(coordinate);
            }
            design.fill(row, values);
            for (int k = 0; k < otherColumns.size(); k++) {
                values[width + k] = otherNumber(row, otherColumns.get(k));
            }
            Lines.Extra extra = hasExtras ? extra(row, name) : null;
            if (!constantColumns.isEmpty()) {
                requireConstant(row, exampleNumber);
            }
            lines.add(exampleNumber, row.line(), name, values);
            if (extra != null) {
                lines.addExtra(extra);
            }
        } catch (DataException refused) {
            if (exampleNumber >= 0) {
                badExamples.set(exampleNumber);
            }
            examples.refuse(refused);
        }
    }

    private Lines.Extra extra(Row row, String name) {
        String ofRow = pairRow.isEmpty() ? "" : row.text(pairRow);
        if (ofRow.contains(CoordinateOrder.PAIR_SEPARATOR)) {
            throw row.problem("column '" + pairRow + "' holds '" + ofRow
                    + "', and > joins rows and columns. Maybe write - instead");
        }
        return new Lines.Extra(
                ofRow,
                pairColumn.isEmpty() ? "" : row.text(pairColumn),
                effects.isEmpty() ? "" : row.text(effects),
                path.isEmpty() ? Map.of() : arcs(row),
                columns.habits().nameAndRivals(row, name));
    }

    private double otherNumber(Row row, String column) {
        if (!column.equals(decision)) {
            return ExampleList.numberOrZero(row, column);
        }
        return examples.isUndecided(row, decision)
                ? Double.NaN
                : row.number(decision, "1 where it was chosen, and 0 elsewhere");
    }

    /** Requires that a row has the same cells as the first row of its example in the columns that must be constant. */
    private void requireConstant(Row row, int exampleNumber) {
        // throws if any cell is missing, before a cell of another column that differs is reported
        constantColumns.forEach(column -> examples.cellOfExample(row, column));
        for (String column : constantColumns) {
            String text = examples.cellOfExample(row, column);
            String firstText = examples.cellOfExample(firstRows.get(exampleNumber), column);
            if (!text.equals(firstText)) {
                throw row.problem("column '" + column + "' holds '" + text + "', but '" + firstText
                        + "' on another line of example '" + ids.name(exampleNumber) + "'");
            }
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
                        + "', whose length is not a number. Maybe write r12:0.8>r7:1.5");
            }
        }
        return arcs;
    }

    /** Checks an example, whose lines are in the order of the file, and adds it to the table. */
    private void finish(int exampleNumber, int[] exampleLines, ExampleColumns table) {
        Row first = constantColumns.isEmpty()
                ? requireNonNull(anyRow).withoutCells(lines.lineNumber(exampleLines[0]))
                : firstRows.get(exampleNumber);
        String id = ids.name(exampleNumber);
        Shape shape = shape(id, first, exampleLines);
        oracles.reuseSizes(shape.sizes());
        // the lines of the example in the order of the oracle's coordinates
        int[] sortedLines =
                IntStream.of(shape.order()).map(k -> exampleLines[k]).toArray();
        Instance instance = new Instance(
                id,
                features(first, sortedLines),
                shape.oracleWithText(),
                shape.coordinates(),
                examples.cluster(first, id),
                examples.covariates(first));
        if (!path.isEmpty()) {
            try {
                pathSizes.put(
                        id,
                        PathSize.logarithms(IntStream.of(sortedLines)
                                .mapToObj(line -> lines.extra(line).arcs())
                                .toList()));
            } catch (InvalidArgumentException refused) {
                throw first.problem(String.valueOf(refused.getMessage()));
            }
        }
        List<List<String>> habitNames = columns.habits().isEmpty()
                ? List.of()
                : Habits.transposed(IntStream.of(sortedLines)
                        .mapToObj(line -> lines.extra(line).habitNames())
                        .toList());
        Optional<Decision> decided = decisionOf(id, first, sortedLines, shape);
        table.add(
                exampleNumber,
                instance,
                examples.observation(first, instance, habitNames, decided.orElse(null), column(sortedLines, cost)));
    }

    /**
     * Returns the oracle of an example and the order of its lines. If the text of the oracle names no columns, examples
     * whose lines have the same coordinates in the same order share a shape.
     */
    private Shape shape(String id, Row first, int[] exampleLines) {
        Shape last = lastShape;
        if (last != null && lines.haveCoordinates(exampleLines, last.numbers())) {
            return last;
        }
        List<String> names = new ArrayList<>(exampleLines.length + 1);
        for (int line : exampleLines) {
            names.add(lines.coordinate(line));
        }
        Shape sameShape = isOracleWithoutColumns ? shapes.get(names) : null;
        if (sameShape != null) {
            lastShape = sameShape;
            return sameShape;
        }
        requireEachOnce(id, first, names, exampleLines);
        CoordinateOrder.Lines named = linesWithNames(names, exampleLines);
        String text = named.pairs()
                .map(pairs -> oracles.fill(
                        first,
                        exampleLines.length,
                        pairs.allRows().size(),
                        pairs.allColumns().size()))
                .orElseGet(() -> oracles.fill(first, exampleLines.length));
        LinearOracle oracle = oracles.create(text, first);
        int[] order = coordinateOrder.linesInOrder(id, first, named, oracle, text, oracles.names(oracle));
        Shape shape = new Shape(
                order,
                new OracleWithText(text, oracle),
                IntStream.of(order).mapToObj(names::get).toList(),
                lines.coordinates(exampleLines),
                new Decision[exampleLines.length],
                oracles.sizes());
        if (isOracleWithoutColumns) {
            shapes.put(List.copyOf(names), shape);
            lastShape = shape;
        }
        return shape;
    }

    private CoordinateOrder.Lines linesWithNames(List<String> names, int[] exampleLines) {
        return new CoordinateOrder.Lines(
                names,
                IntStream.of(exampleLines).mapToObj(lines::lineNumber).toList(),
                coordinate.isEmpty()
                        ? Optional.of(CoordinateOrder.Pairs.of(
                                IntStream.of(exampleLines)
                                        .mapToObj(line -> lines.extra(line).row())
                                        .toList(),
                                IntStream.of(exampleLines)
                                        .mapToObj(line -> lines.extra(line).column())
                                        .toList()))
                        : Optional.empty());
    }

    /** Returns the decision of an example; empty if there is none yet. */
    private Optional<Decision> decisionOf(String id, Row first, int[] sortedLines, Shape shape) {
        double[] y = column(sortedLines, decision);
        int missing = 0;
        for (double value : y) {
            missing += Double.isNaN(value) ? 1 : 0;
        }
        if (missing == y.length) {
            return Optional.empty();
        }
        int chosen = -1;
        boolean isChoice = true;
        for (int j = 0; j < y.length; j++) {
            if (missing > 0 && Double.isNaN(y[j])) {
                throw first.problemAt(
                        lines.lineNumber(sortedLines[j]),
                        "column '" + decision + "' is empty, but not on other lines of example '" + id
                                + "'. Maybe write 0 where something was not chosen");
            }
            isChoice &= y[j] == 0 || (y[j] == 1 && chosen < 0);
            chosen = y[j] == 1 ? j : chosen;
        }
        // a decision with a single 1 is stored once for all examples of the shape
        Decision earlier = isChoice && chosen >= 0 ? shape.choices()[chosen] : null;
        Decision decided = earlier == null ? Decision.of(y) : earlier;
        if (isChoice && chosen >= 0) {
            shape.choices()[chosen] = decided;
        }
        return Optional.of(decided);
    }

    private Features features(Row first, int[] sortedLines) {
        double[] rows = new double[sortedLines.length * width];
        for (int j = 0; j < sortedLines.length; j++) {
            lines.copy(sortedLines[j], width, rows, j * width);
        }
        String[] groups = effects.isEmpty()
                ? UNGROUPED
                : IntStream.of(sortedLines)
                        .mapToObj(line -> lines.extra(line).group())
                        .toArray(String[]::new);
        try {
            return ExampleList.withArrays(
                    Features.of(rows, width), column(sortedLines, offset), column(sortedLines, length), groups);
        } catch (InvalidArgumentException refused) {
            throw first.problem(String.valueOf(refused.getMessage()));
        }
    }

    private double[] column(int[] sortedLines, String column) {
        return column.isEmpty() ? ExampleList.NONE : lines.column(sortedLines, width + otherColumns.indexOf(column));
    }

    private void requireEachOnce(String id, Row first, List<String> names, int[] exampleLines) {
        Set<String> seen = new HashSet<>();
        for (int k = 0; k < exampleLines.length; k++) {
            if (!seen.add(names.get(k))) {
                throw first.problemAt(
                        lines.lineNumber(exampleLines[k]),
                        "example '" + id + "' has coordinate '" + names.get(k) + "' twice. Maybe remove one line");
            }
        }
    }
}
