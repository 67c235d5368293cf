package io.dither.data;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.capability.Exchangeable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Sorts the lines of an example in the layout long into the order of the oracle's coordinates.
 *
 * <p>A line gives its coordinate in one of four ways: by a name of the oracle, of {@code --alternatives} or of the model; by a number from 0; by a label, which
 * may be any text, if the oracle's coordinates are exchangeable; otherwise by a text that the oracle does not know. Such texts must have the same order in all
 * examples; this order is taken as the oracle's order.
 */
final class CoordinateOrder {
    /** The text between the row and the column in the name of a pair. */
    static final String PAIR_SEPARATOR = ">";

    private static final Comparator<String> BY_NUMBER = Comparator.comparingInt(Integer::parseInt);

    /** The names of the coordinates, from --alternatives or from the model; empty if there are none. */
    private final CoordinateNames expected;

    /** Whether a model was learnt before; if it learnt names of coordinates, they are the expected names. */
    private final boolean isLearnt;
    /**
     * The texts that the oracle does not know, in the first example, in the oracle's order: all other examples must have the same. Empty if the first example
     * has numbers, before it is read, and if a model was learnt before.
     */
    private List<String> agreedNames = List.of();
    /** The id of the first example; empty before it is read, and if a model was learnt before. */
    private String firstId = "";

    CoordinateOrder(ColumnRoles roles) {
        expected = roles.coordinateNames();
        isLearnt = !roles.learnt().equals(FeatureColumns.NONE);
    }

    /**
     * The names of the coordinates of an example, one per line, in the order of the file.
     *
     * @param names the names
     * @param lineNumbers the line numbers in the file
     * @param pairs the pairs of the lines, if coordinates are pairs
     */
    record Lines(List<String> names, List<Long> lineNumbers, Optional<Pairs> pairs) {}

    /** Coordinates that are pairs, such as an order and a driver: the row and column of each line, and all distinct rows and columns, sorted. */
    record Pairs(List<String> rows, List<String> columns, List<String> allRows, List<String> allColumns) {
        static Pairs of(List<String> rows, List<String> columns) {
            return new Pairs(rows, columns, sorted(rows), sorted(columns));
        }

        /** Describes a pair of a row and a column that has no line, if there is one. */
        private Optional<String> missing() {
            if (rows.size() == allRows.size() * allColumns.size()) {
                return Optional.empty();
            }
            Set<String> pairsWithLine = new HashSet<>();
            for (int k = 0; k < rows.size(); k++) {
                pairsWithLine.add(name(rows.get(k), columns.get(k)));
            }
            return allRows.stream()
                    .flatMap(row -> allColumns.stream()
                            .filter(column -> !pairsWithLine.contains(name(row, column)))
                            .map(column -> "row '" + row + "' and column '" + column + "'"))
                    .findFirst();
        }
    }

    /** Returns the name of a pair. */
    static String name(String row, String column) {
        return row + PAIR_SEPARATOR + column;
    }

    /**
     * Returns the names of the coordinates, from --alternatives or the model, whatever the data have. Without these, returns the names in the data; empty if
     * the data have numbers, labels or the names of the oracle.
     */
    List<String> names() {
        return expected.size() > 0 ? expected.all() : agreedNames;
    }

    /**
     * Returns the line of each coordinate.
     *
     * @param id the id of the example
     * @param first the line of the example that comes first in the file, for messages
     * @param lines the lines of the example, whose coordinates all differ
     * @param oracle the oracle
     * @param text the text from which the oracle was made, for messages
     * @param ofOracle the names of the oracle's coordinates
     * @return for each coordinate the index of its line
     */
    int[] linesInOrder(String id, Row first, Lines lines, LinearOracle oracle, String text, CoordinateNames ofOracle) {
        List<String> names = lines.names();
        // 0 if the order of coordinates matters; else the number of columns of a matrix whose rows and columns may be
        // exchanged
        int columns = oracle.as(Exchangeable.class).map(Exchangeable::columns).orElse(0);
        boolean isAnyOrder = columns == 1; // any two coordinates may be exchanged
        if (lines.pairs().isPresent() && !isAnyOrder) {
            requirePairs(id, first, lines.pairs().get(), columns, oracle);
        }
        ExampleList.requireDimension(first, id, oracle, text, names.size());
        expected.requireFit(oracle, ofOracle, isAnyOrder);
        CoordinateNames coordinateNames = expected.size() > 0 ? expected : ofOracle;
        long matches =
                names.stream().filter(name -> coordinateNames.find(name) >= 0).count();
        if (matches == names.size()) {
            return sortedIndices(names.size(), Comparator.comparingInt(k -> coordinateNames.find(names.get(k))));
        }
        if (coordinateNames.size() == 0
                && (isAnyOrder || (columns > 0 && lines.pairs().isPresent()))) {
            return orderByLabels(lines);
        }
        Optional<int[]> numbers = orderByNumbers(lines);
        // if a line uses a name, numbers are not indices but unknown names
        if (matches == 0 && numbers.isPresent()) {
            return agreedOrder(id, first, List.of(), numbers.get());
        }
        if (coordinateNames.size() > 0) {
            throw unknown(id, first, lines, coordinateNames);
        }
        requireTexts(id, first, lines);
        int[] order = lines.pairs()
                .map(CoordinateOrder::byAppearance)
                .orElseGet(() -> IntStream.range(0, names.size()).toArray());
        return agreedOrder(id, first, IntStream.of(order).mapToObj(names::get).toList(), order);
    }

    /** Returns the indices 0 to size - 1 in the order of a comparator. */
    private static int[] sortedIndices(int size, Comparator<Integer> comparator) {
        return IntStream.range(0, size)
                .boxed()
                .sorted(comparator)
                .mapToInt(k -> k)
                .toArray();
    }

    private static List<String> sorted(List<String> names) {
        List<String> sorted = new ArrayList<>(new HashSet<>(names));
        sorted.sort(areNumbers(sorted) ? BY_NUMBER : Comparator.naturalOrder());
        return sorted;
    }

    private static boolean areNumbers(List<String> names) {
        return names.stream().allMatch(name -> DecisionText.NUMBER.matcher(name).matches());
    }

    /** Returns the line of each coordinate. Coordinates are in the order of their labels, which does not depend on the order of the file. */
    private static int[] orderByLabels(Lines lines) {
        return lines.pairs()
                .map(pairs -> byRow(pairs, pairs.allRows(), pairs.allColumns()))
                .orElseGet(() -> {
                    List<String> sorted = sorted(lines.names());
                    Map<String, Integer> indices = indices(sorted);
                    return sortedIndices(
                            sorted.size(),
                            Comparator.comparing(k -> indices.get(lines.names().get(k))));
                });
    }

    /** Returns the lines row by row; rows and columns are in the order in which they first appear. */
    private static int[] byAppearance(Pairs pairs) {
        return byRow(
                pairs,
                pairs.rows().stream().distinct().toList(),
                pairs.columns().stream().distinct().toList());
    }

    /** Returns the lines row by row; rows and columns are in the order of these lists. */
    private static int[] byRow(Pairs pairs, List<String> rows, List<String> columns) {
        Map<String, Integer> ofRows = indices(rows);
        Map<String, Integer> ofColumns = indices(columns);
        return sortedIndices(
                pairs.rows().size(),
                Comparator.<Integer, Integer>comparing(
                                k -> ofRows.get(pairs.rows().get(k)))
                        .thenComparing(k -> ofColumns.get(pairs.columns().get(k))));
    }

    private static Map<String, Integer> indices(List<String> names) {
        Map<String, Integer> indices = new HashMap<>();
        names.forEach(name -> indices.put(name, indices.size()));
        return indices;
    }

    /** Returns the line of each coordinate, if the coordinates are the numbers from 0 on without gaps. */
    private static Optional<int[]> orderByNumbers(Lines lines) {
        if (lines.pairs().isPresent()) {
            Pairs pairs = lines.pairs().get();
            boolean areBothFromZero = areFromZero(pairs.allRows()) && areFromZero(pairs.allColumns());
            return areBothFromZero ? Optional.of(orderByLabels(lines)) : Optional.empty();
        }
        return areFromZero(sorted(lines.names())) ? Optional.of(orderByLabels(lines)) : Optional.empty();
    }

    private static boolean areFromZero(List<String> sorted) {
        return IntStream.range(0, sorted.size()).allMatch(k -> sorted.get(k).equals(String.valueOf(k)));
    }

    /** Requires a line for each pair of a row and a column, and {@code columns} columns; any number of columns fits if {@code columns} is 0. */
    private static void requirePairs(String id, Row first, Pairs pairs, int columns, LinearOracle oracle) {
        pairs.missing().ifPresent(pair -> {
            throw first.problem("example '" + id + "' has no line for " + pair
                    + ". Maybe add it: the oracle decides over all pairs");
        });
        if (columns > 0 && columns != pairs.allColumns().size()) {
            throw first.problem("example '" + id + "' has " + pairs.allRows().size() + " rows and "
                    + pairs.allColumns().size() + " columns, but its oracle has " + oracle.dimension() / columns
                    + " and "
                    + columns + ". Maybe write rows={rows},cols={cols}");
        }
    }

    private static DataException unknown(String id, Row first, Lines lines, CoordinateNames coordinateNames) {
        List<String> names = lines.names();
        int unknown = IntStream.range(0, names.size())
                .filter(k -> coordinateNames.find(names.get(k)) < 0)
                .findFirst()
                .orElseThrow();
        return first.problemAt(
                lines.lineNumbers().get(unknown),
                "example '" + id + "' has coordinate '" + names.get(unknown)
                        + "', which is not the name of one coordinate: there are "
                        + CoordinateNames.shown(coordinateNames.all())
                        + ". Maybe a typing error");
    }

    /** Refuses coordinates that are all numbers. The caller knows that they are not the numbers from 0 on without gaps, so they are not indices. */
    private static void requireTexts(String id, Row first, Lines lines) {
        List<String> names = lines.names();
        if (!areNumbers(names)) {
            return;
        }
        List<String> sorted = sorted(names);
        int gap = IntStream.range(0, sorted.size())
                .filter(k -> !sorted.get(k).equals(String.valueOf(k)))
                .findFirst()
                .orElseThrow();
        throw first.problemAt(
                lines.lineNumbers().get(names.indexOf(sorted.get(gap))),
                "example '" + id + "' has no coordinate " + gap + ", but " + sorted.get(gap)
                        + ": this oracle numbers its coordinates from 0. Maybe "
                        + (gap == 0 ? "subtract " + sorted.get(0) : "leave none out"));
    }

    /**
     * Returns {@code order}, after requiring that all examples list the same names in the same order, or numbers, so that each coordinate has one meaning.
     * {@code names} is empty for numbers.
     */
    private int[] agreedOrder(String id, Row first, List<String> names, int[] order) {
        if (firstId.isEmpty() && !isLearnt) {
            firstId = id;
            agreedNames = names;
        }
        // a model that learnt names expects them, and the caller has refused other names; so this model learnt no names
        if (isLearnt && !names.isEmpty()) {
            throw first.problem("example '" + id + "' has coordinate '" + names.get(0)
                    + "', but the model was learnt without such names. Maybe number them from 0 in the oracle's order");
        }
        if (!isLearnt && !agreedNames.equals(names)) {
            throw new InvalidArgumentException(
                    "the oracle does not name its coordinates, and examples '" + firstId + "' and '" + id
                            + "' list them in different ways: " + shown(agreedNames) + " and " + shown(names),
                    "Maybe number them from 0 in the oracle's order, or give this order by --alternatives");
        }
        return order;
    }

    private static String shown(List<String> names) {
        return names.isEmpty() ? "by number" : CoordinateNames.shown(names);
    }
}
