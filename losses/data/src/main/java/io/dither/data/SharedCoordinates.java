package io.dither.data;

import io.dither.data.ColumnRoles.Role;
import io.dither.data.formula.Design;
import io.dither.error.Arguments;
import io.dither.error.BadLines;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.learn.model.Features;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The coordinates that all examples share. Once the oracle is known, they are sorted into the order of its coordinates, by their names, numbers or edges; if
 * none of these can be found in the oracle, the lines are taken to be in its order. If coordinates vary by a column, such as the hour, each value has its own
 * lines; a coordinate without a line for a value uses its line with an empty cell in this column.
 */
final class SharedCoordinates {
    /**
     * A line of the file of the coordinates.
     *
     * @param key the value of the column by which coordinates vary, such as the hour; empty without a value
     * @param tail the vertex where the edge begins; empty if coordinates have no edges
     * @param head the vertex where the edge ends
     * @param length the number of {@link Role#NOISE_BY}
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Line(
            Row row,
            String key,
            String tail,
            String head,
            double[] features,
            double cost,
            double offset,
            double length,
            String group) {
        String edge() {
            return tail + "->" + head;
        }
    }

    private static final String TAIL = "source";
    private static final String HEAD = "target";
    /** The value of {@link Role#EFFECTS} that makes each coordinate its own group. */
    static final String GROUP_PER_COORDINATE = "coordinate";

    /**
     * The data that examples with the same {@link Line#key} share.
     *
     * @param scaled the features multiplied by the factors of an example, keyed by these factors
     * @param plain the features without factors
     * @param costs the cost of each coordinate; empty without a column of costs
     * @param habitNames {@link Habits#transposed}
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record Table(Map<List<Double>, Features> scaled, Features plain, double[] costs, List<List<String>> habitNames) {}

    /** The largest number of cached features per table; without a limit, a service would fill the memory. */
    private static final int MAX_CACHED = 10_000;

    /** The largest number of values that a message shows. */
    private static final int MOST_SHOWN = 5;

    private final History history;
    private final List<String> columnsOfExamples;
    private final ColumnRoles roles;
    // the columns of roles in the file of coordinates; empty if there is none
    private final String coordinate;
    private final String cost;
    private final String offset;
    private final String length;
    private final String group;
    /** Whether each coordinate is a group with its own effect. */
    private final boolean isGroupPerCoordinate;

    /** Whether the file has the tail and the head of each edge. */
    private final boolean hasEdges;
    /** The column by which lines vary, such as the hour; empty if each coordinate has a single line. */
    private final String varyBy;

    private final FeatureColumns columns;
    private final Design design;
    private final List<Line> lines = new ArrayList<>();
    /** The names or edges of the coordinates, to count them if lines vary by a column; otherwise empty. */
    private final Set<String> coordinates = new HashSet<>();
    /** The names of the coordinates of the oracle in whose order the lines are; null before {@link #align}. */
    private @Nullable CoordinateNames alignedTo;
    /** The names by which decisions are read: names of the file, names of the oracle, or the edges of the lines. */
    private CoordinateNames names = CoordinateNames.NONE;
    /**
     * The names that the file gives to coordinates, in the order of its lines, if {@link #areNamedByTexts}: this
     * order is then taken as the order of the oracle. Otherwise empty.
     */
    private CoordinateNames texts = CoordinateNames.NONE;

    /** For each {@link Line#key}, the line of each coordinate in the order of the oracle; null if there is none. */
    private final Map<String, @Nullable Line[]> ordered = new HashMap<>();
    /** The table of the examples of each {@link Line#key}. */
    private final Map<String, Table> tables = new HashMap<>();

    SharedCoordinates(History history, History examples, ColumnRoles roles) {
        this.history = history;
        this.roles = roles;
        columnsOfExamples = examples.columns();
        coordinate = roles.find(Role.COORDINATE, history);
        cost = roles.find(Role.COST, history);
        offset = roles.find(Role.OFFSET, history);
        length = roles.find(Role.NOISE_BY, history);
        varyBy = roles.find(Role.VARY_BY, history);
        if (!varyBy.isEmpty()) {
            ColumnRoles.requireColumns(examples, List.of(varyBy));
        }
        String effects = roles.named().getOrDefault(Role.EFFECTS, "");
        isGroupPerCoordinate =
                effects.equals(GROUP_PER_COORDINATE) || (!coordinate.isEmpty() && effects.equals(coordinate));
        group = isGroupPerCoordinate ? "" : roles.find(Role.EFFECTS, history);
        hasEdges = history.columns().containsAll(List.of(TAIL, HEAD));
        Arguments.require(
                varyBy.isEmpty() || hasEdges || !coordinate.isEmpty(),
                "coordinates that differ by '" + varyBy + "' have no names in " + history.source(),
                "Maybe add a column coordinate, or source and target");
        Set<String> columnsWithRoles = new HashSet<>(List.of(coordinate, cost, offset, group, varyBy));
        columnsWithRoles.addAll(hasEdges ? List.of(TAIL, HEAD) : List.of());
        columns = FeatureColumns.of(history, Optional.of(examples), roles, columnsWithRoles);
        design = columns.design();
        ColumnRoles.requireColumns(history, columns.habits().columnsOfCoordinates());
        BadLines bad = new BadLines(history.source());
        history.forEach(row -> bad.attempt(() -> add(row)));
        bad.requireNone();
        if (lines.isEmpty()) {
            throw new DataException(history.source(), 0, "has no rows. Maybe it should have one for each coordinate");
        }
    }

    /** Returns whether these histories and roles surely give the same coordinates. */
    boolean isReadFrom(History coordinates, History examples, ColumnRoles newRoles) {
        return coordinates == history
                // without a learnt model, the levels of categories depend on the examples too
                && !newRoles.learnt().equals(FeatureColumns.NONE)
                && newRoles.equals(roles)
                && examples.columns().equals(columnsOfExamples);
    }

    private void add(Row row) {
        Line line = new Line(
                row,
                varyBy.isEmpty() || row.isMissing(varyBy) ? "" : row.key(varyBy),
                hasEdges ? row.text(TAIL) : "",
                hasEdges ? row.text(HEAD) : "",
                columns.featuresOf(design, row),
                ExampleList.numberOrZero(row, cost),
                ExampleList.numberOrZero(row, offset),
                ExampleList.numberOrZero(row, length),
                group.isEmpty() ? "" : row.text(group));
        lines.add(line);
        if (!varyBy.isEmpty()) {
            coordinates.add(coordinate.isEmpty() ? line.edge() : row.text(coordinate));
        }
    }

    int size() {
        return varyBy.isEmpty() ? lines.size() : coordinates.size();
    }

    /** Returns the columns, with the texts by which the file names coordinates, if it names them by texts. */
    FeatureColumns columns() {
        return texts.size() > 0 ? columns.naming(texts.all()) : columns;
    }

    CoordinateNames names() {
        return names;
    }

    /** Returns whether the lines are in the order of this oracle's coordinates, or not sorted yet. */
    boolean fits(CoordinateNames oracleNames) {
        return alignedTo == null || alignedTo.agreeWith(oracleNames.all());
    }

    /**
     * Sorts the lines into the order of the oracle of the first example. The oracles of later examples must have the
     * same names.
     *
     * @param row the row of the example, for messages
     * @param oracleNames the names of the oracle's coordinates; the oracle has {@link #size} coordinates
     */
    void align(Row row, CoordinateNames oracleNames) {
        if (alignedTo == null) {
            alignedTo = oracleNames;
            if (areNamedByTexts(oracleNames)) {
                ordered.put("", lines.toArray(Line[]::new));
                texts = CoordinateNames.of(
                        lines.stream().map(line -> line.row().text(coordinate)).toList());
                for (Line line : lines) {
                    String name = line.row().text(coordinate);
                    if (DecisionText.isUnreadable(name)) {
                        throw line.row()
                                .problem("column '" + coordinate + "' holds '" + name
                                        + "', but ; separates names, and [ begins a list. Maybe write - instead");
                    }
                }
                if (!texts.areAllDifferent()) {
                    throw new DataException(
                            history.source(),
                            0,
                            "column '" + coordinate + "' holds a name twice. Maybe remove one line");
                }
            } else if (!coordinate.isEmpty()) { // its cells are names of the oracle, or numbers
                order(line -> oracleNames.index(line.row(), coordinate, size()));
            } else if (hasEdges && oracleNames.size() > 0 && !(varyBy.isEmpty() && isInOrderOf(oracleNames))) {
                order(line -> edgeOf(line, oracleNames));
            } else if (varyBy.isEmpty()) { // the edges are in the order of the oracle, or the file gives no order
                ordered.put("", lines.toArray(Line[]::new));
            } else {
                throw new DataException(
                        history.source(),
                        0,
                        "the oracle names no coordinates. Maybe add a column coordinate with their numbers");
            }
            boolean needsEdges = texts.size() == 0 && oracleNames.size() == 0 && hasEdges;
            CoordinateNames textsOrOracle = texts.size() > 0 ? texts : oracleNames;
            names = needsEdges ? CoordinateNames.of(edges()) : textsOrOracle;
        } else if (!fits(oracleNames)) {
            throw row.problem(
                    "the oracle of this example has other coordinates than those before. Maybe learn a model for each, "
                            + "or use the layout long");
        }
    }

    /**
     * Returns whether the file names coordinates by texts that are not numbers, the oracle has no names, and the
     * coordinates do not vary by a column; then the order of the lines is taken as the order of the oracle.
     */
    private boolean areNamedByTexts(CoordinateNames oracleNames) {
        return !coordinate.isEmpty()
                && oracleNames.size() == 0
                && varyBy.isEmpty()
                && lines.stream()
                        .noneMatch(line -> DecisionText.NUMBER
                                .matcher(line.row().text(coordinate))
                                .matches());
    }

    /** Returns {@link #names} if they come from the file; empty if they come from the oracle. */
    List<String> namesOfFile() {
        return names == alignedTo ? List.of() : names.all();
    }

    /** Returns the edge of each coordinate. */
    private List<String> edges() {
        return IntStream.range(0, size())
                .mapToObj(j -> ordered.values().stream()
                        .flatMap(lines -> Stream.ofNullable(lines[j]))
                        .findFirst()
                        .map(Line::edge)
                        .orElse(""))
                .toList();
    }

    private boolean isInOrderOf(CoordinateNames oracleNames) {
        return IntStream.range(0, lines.size())
                .allMatch(i ->
                        oracleNames.isEdge(i, lines.get(i).tail(), lines.get(i).head()));
    }

    private int edgeOf(Line line, CoordinateNames oracleNames) {
        int index = oracleNames.edge(line.tail(), line.head());
        if (index == CoordinateNames.ABSENT) {
            throw line.row()
                    .problem("the oracle has no coordinate " + line.edge() + ", but ones like " + oracleNames.name(0)
                            + ". Maybe the line belongs to another graph");
        }
        if (index == CoordinateNames.REPEATED) {
            throw line.row()
                    .problem("the oracle has several coordinates " + line.edge()
                            + ". Maybe put all lines into the order of the oracle");
        }
        return index;
    }

    /** Puts each line at the index of its coordinate. */
    private void order(ToIntFunction<Line> index) {
        BadLines bad = new BadLines(history.source());
        lines.forEach(line -> bad.attempt(() -> put(
                line, index.applyAsInt(line), ordered.computeIfAbsent(line.key(), any -> new @Nullable Line[size()]))));
        bad.requireNone();
    }

    private static void put(Line line, int index, @Nullable Line[] linesOfKey) {
        Line earlier = linesOfKey[index];
        if (earlier != null) {
            throw line.row()
                    .problem("coordinate " + index + " is there already, on line "
                            + earlier.row().line() + ". Maybe remove one");
        }
        linesOfKey[index] = line;
    }

    /** Returns the example's value of the column by which lines vary if no line has this value; otherwise empty. */
    Optional<String> unmatchedValue(Row example) {
        return varyBy.isEmpty() || ordered.containsKey(example.key(varyBy))
                ? Optional.empty()
                : Optional.of(example.text(varyBy));
    }

    /** Describes examples that use the lines without a value, for messages. */
    String describeUnmatched(Collection<String> values) {
        Set<String> existing = new TreeSet<>(); // texts of cells, because the key of 10 is 1E+1
        lines.forEach(
                line -> existing.add(line.key().isEmpty() ? "" : line.row().text(varyBy)));
        existing.remove("");
        return "'" + varyBy + "' (" + shown(values) + ") that occurs in no line of " + history.source()
                + (existing.isEmpty() ? "" : ", which has " + shown(existing))
                + ": they use the lines without a value";
    }

    private static String shown(Collection<String> values) {
        return values.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "))
                + (values.size() > MOST_SHOWN ? ", ..." : "");
    }

    /** Returns the data that an example shares with the other examples of its key. */
    Table table(Row example) {
        String value = varyBy.isEmpty() ? "" : example.key(varyBy);
        String key = ordered.containsKey(value) ? value : "";
        Table cached = tables.get(key);
        if (cached == null) {
            cached = table(IntStream.range(0, size())
                    .mapToObj(j -> line(j, key, example))
                    .toList());
            tables.put(key, cached);
        }
        return cached;
    }

    /** Returns the line of a coordinate for a key or, if there is none, the coordinate's line without a key. */
    private Line line(int index, String key, Row example) {
        for (String variant : List.of(key, "")) {
            @Nullable Line[] linesOfVariant = ordered.get(variant);
            Line line = linesOfVariant == null ? null : linesOfVariant[index];
            if (line != null) {
                return line;
            }
        }
        throw example.problem(
                "column '" + varyBy + "' holds '" + example.text(varyBy) + "', for which " + history.source()
                        + " has no line of coordinate "
                        + (names.size() > 0 ? names.name(index) : String.valueOf(index))
                        + ". Maybe add it, or a line with an empty " + varyBy + " for all other values");
    }

    /** Returns the features of an example; examples with the same table and the same factors share an object while it is cached. */
    Features features(Row example, Table table) {
        if (!design.hasColumnsOfExamples()) {
            return table.plain();
        }
        double[] factors = columns.factorsOf(design, example);
        if (table.scaled().size() >= MAX_CACHED) {
            table.scaled().clear();
        }
        return table.scaled()
                .computeIfAbsent(
                        DoubleStream.of(factors).boxed().toList(),
                        any -> table.plain().withFactors(factors));
    }

    private Table table(List<Line> tableLines) {
        Habits habits = columns.habits();
        List<List<String>> habitNames = Habits.transposed(IntStream.range(0, habits.isEmpty() ? 0 : tableLines.size())
                .mapToObj(j -> habits.nameAndRivals(
                        tableLines.get(j).row(), names.size() > 0 ? names.name(j) : String.valueOf(j)))
                .toList());
        try {
            Features features = ExampleList.withArrays(
                    Features.of(tableLines.stream().map(Line::features).toArray(double[][]::new)),
                    numbers(tableLines, offset, Line::offset),
                    numbers(tableLines, length, Line::length),
                    groups(tableLines));
            return new Table(new HashMap<>(), features, numbers(tableLines, cost, Line::cost), habitNames);
        } catch (InvalidArgumentException refused) {
            throw new DataException(history.source(), 0, String.valueOf(refused.getMessage()), refused);
        }
    }

    /**
     * Returns the group of each coordinate. If each coordinate is a group, the group has the name of the coordinate if all names differ, otherwise its number.
     */
    private String[] groups(List<Line> lines) {
        if (!isGroupPerCoordinate) {
            return group.isEmpty()
                    ? new String[0]
                    : lines.stream().map(Line::group).toArray(String[]::new);
        }
        String[] groups = new String[lines.size()];
        boolean isNamed = names.size() == groups.length && names.areAllDifferent();
        Arrays.setAll(groups, i -> isNamed ? names.name(i) : String.valueOf(i));
        return groups;
    }

    private static double[] numbers(List<Line> lines, String column, ToDoubleFunction<Line> number) {
        return column.isEmpty()
                ? ExampleList.NONE
                : lines.stream().mapToDouble(number).toArray();
    }
}
