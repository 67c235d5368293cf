package io.dither.data;

import static java.util.Objects.requireNonNull;

import io.dither.data.ColumnRoles.Role;
import io.dither.error.BadLines;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.learn.model.Features;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The coordinates that all examples share, put into the order of the oracle once that is known. */
final class SharedCoordinates {
    private static final String TAIL = "source";
    private static final String HEAD = "target";
    /** What stands for a group of its own for each coordinate. */
    private static final String EACH = "coordinate";

    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    private record Line(
            Row row,
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

    private final History history;
    private final String number;
    private final String cost;
    private final String offset;
    private final String length;
    private final String group;
    /** Whether each coordinate is its own group. */
    private final boolean each;

    private final boolean edges;
    private final FeatureColumns columns;
    private final List<Line> lines = new ArrayList<>();
    private CoordinateNames ofOracle = CoordinateNames.NONE;
    private CoordinateNames names = CoordinateNames.NONE;
    private @Nullable Features features;
    private double[] costs = ExampleList.UNKNOWN;
    private List<List<String>> named = List.of();

    SharedCoordinates(History history, ColumnRoles roles) {
        this.history = history;
        number = roles.find(Role.COORDINATE, history);
        cost = roles.find(Role.COST, history);
        offset = roles.find(Role.OFFSET, history);
        length = roles.find(Role.NOISE_BY, history);
        String groups = roles.named().getOrDefault(Role.EFFECTS, "");
        each = groups.equals(EACH) || (!number.isEmpty() && groups.equals(number));
        group = each ? "" : roles.find(Role.EFFECTS, history);
        edges = history.columns().containsAll(List.of(TAIL, HEAD));
        Set<String> others = new HashSet<>(List.of(number, cost, offset, group));
        if (edges) {
            others.addAll(List.of(TAIL, HEAD));
        }
        columns = FeatureColumns.of(history, roles, others);
        ColumnRoles.requireColumns(history, columns.habits().ofCoordinates());
        BadLines bad = new BadLines(history.source());
        history.forEach(row -> bad.attempt(() -> add(row)));
        bad.requireNone();
        if (lines.isEmpty()) {
            throw new DataException(history.source(), 0, "has no rows. Maybe it should have one for each coordinate");
        }
    }

    private void add(Row row) {
        lines.add(new Line(
                row,
                edges ? row.text(TAIL) : "",
                edges ? row.text(HEAD) : "",
                columns.of(row),
                ExampleList.number(row, cost),
                ExampleList.number(row, offset),
                ExampleList.number(row, length),
                group.isEmpty() ? "" : row.text(group)));
    }

    int size() {
        return lines.size();
    }

    FeatureColumns columns() {
        return columns;
    }

    Features features() {
        return requireNonNull(features);
    }

    double[] costs() {
        return costs;
    }

    /** The names of the coordinates and their rivals, for habits. */
    List<List<String>> named() {
        return named;
    }

    CoordinateNames names() {
        return names;
    }

    /** Brings the lines into the order of an oracle with as many coordinates; later oracles must have the same names. */
    void align(Row row, CoordinateNames oracle) {
        if (features == null) {
            ofOracle = oracle;
            if (!number.isEmpty()) {
                order(this::numberOf);
            } else if (edges && oracle.size() > 0 && !isInOrderOf(oracle)) {
                order(this::edgeOf);
            }
            names = oracle.size() > 0 || !edges
                    ? oracle
                    : CoordinateNames.of(lines.stream().map(Line::edge).toList());
            finish();
        } else if (oracle != ofOracle) {
            throw row.problem(
                    "the oracle of this example has other coordinates than those before. Maybe learn them apart, "
                            + "or use the layout long");
        }
    }

    private int numberOf(Line line) {
        double place = line.row().number(number);
        if (place != (int) place || place < 0 || place >= lines.size()) {
            throw line.row()
                    .problem("column '" + number + "' holds '" + line.row().text(number)
                            + "', not a whole number from 0 to " + (lines.size() - 1));
        }
        return (int) place;
    }

    private boolean isInOrderOf(CoordinateNames oracle) {
        for (int i = 0; i < lines.size(); i++) {
            if (!oracle.isEdge(i, lines.get(i).tail(), lines.get(i).head())) {
                return false;
            }
        }
        return true;
    }

    private int edgeOf(Line line) {
        int place = ofOracle.edge(line.tail(), line.head());
        if (place == CoordinateNames.ABSENT) {
            throw line.row()
                    .problem("the oracle has no coordinate " + line.edge() + ", but ones like " + ofOracle.name(0)
                            + ". Maybe the line belongs to another graph");
        }
        if (place == CoordinateNames.REPEATED) {
            throw line.row()
                    .problem("the oracle has several coordinates " + line.edge()
                            + ". Maybe put all lines into the order of the oracle");
        }
        return place;
    }

    private void order(ToIntFunction<Line> place) {
        @Nullable Line[] ordered = new @Nullable Line[lines.size()];
        BadLines bad = new BadLines(history.source());
        lines.forEach(line -> bad.attempt(() -> put(line, place.applyAsInt(line), ordered)));
        bad.requireNone();
        for (int i = 0; i < ordered.length; i++) {
            lines.set(i, requireNonNull(ordered[i])); // as many lines as places, each taken once
        }
    }

    private static void put(Line line, int at, @Nullable Line[] ordered) {
        Line other = ordered[at];
        if (other != null) {
            throw line.row()
                    .problem("coordinate " + at + " is there already, on line "
                            + other.row().line() + ". Maybe remove one");
        }
        ordered[at] = line;
    }

    private void finish() {
        double[][] rows = lines.stream().map(Line::features).toArray(double[][]::new);
        costs = numbers(cost, Line::cost);
        Habits habits = columns.habits();
        named = Habits.columns(IntStream.range(0, habits.isEmpty() ? 0 : lines.size())
                .mapToObj(j -> habits.texts(lines.get(j).row(), names.size() > 0 ? names.name(j) : String.valueOf(j)))
                .toList());
        try {
            features = ExampleList.with(
                    Features.of(rows), numbers(offset, Line::offset), numbers(length, Line::length), groups());
        } catch (InvalidArgumentException refused) {
            throw new DataException(history.source(), 0, String.valueOf(refused.getMessage()), refused);
        }
    }

    /** The names of coordinates, where each is its own group, are those of the oracle if all differ, or else their numbers. */
    private String[] groups() {
        if (!each) {
            return group.isEmpty()
                    ? new String[0]
                    : lines.stream().map(Line::group).toArray(String[]::new);
        }
        String[] own = new String[lines.size()];
        boolean named = names.size() == own.length && names.areAllDifferent();
        Arrays.setAll(own, i -> named ? names.name(i) : String.valueOf(i));
        return own;
    }

    private double[] numbers(String column, ToDoubleFunction<Line> number) {
        return column.isEmpty()
                ? ExampleList.UNKNOWN
                : lines.stream().mapToDouble(number).toArray();
    }
}
