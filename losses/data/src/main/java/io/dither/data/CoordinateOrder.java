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
 * The places of the lines of examples in the layout long.
 *
 * <p>Lines are known by the names of the oracle, or those given; by numbers from 0; as labels where coordinates are alike; otherwise by
 * texts that stand in the same order in all examples, which is taken for that of the oracle.
 */
final class CoordinateOrder {
    static final String JOINT = ">";
    private static final Comparator<String> BY_NUMBER = Comparator.comparingInt(Integer::parseInt);

    private final CoordinateNames given;
    private final boolean isLearnt;
    private List<String> agreed = List.of();
    private String firstId = "";
    private boolean areNumbers;

    CoordinateOrder(ColumnRoles roles) {
        given = roles.coordinates();
        isLearnt = !roles.learnt().equals(FeatureColumns.NONE);
    }

    /**
     * The names of the coordinates of an example, one a line, in the order of the file.
     *
     * @param names the names
     * @param numbers the numbers of their lines
     * @param pairs their rows and columns, if they have
     */
    record Lines(List<String> names, List<Long> numbers, Optional<Pairs> pairs) {}

    /** Rows and columns of lines, and each of them once, as labels are sorted. */
    record Pairs(List<String> rows, List<String> columns, List<String> allRows, List<String> allColumns) {
        static Pairs of(List<String> rows, List<String> columns) {
            return new Pairs(rows, columns, sorted(rows), sorted(columns));
        }

        /** Finds a pair without a line. */
        private Optional<String> missing() {
            if (rows.size() == allRows.size() * allColumns.size()) {
                return Optional.empty();
            }
            Set<String> there = new HashSet<>();
            for (int k = 0; k < rows.size(); k++) {
                there.add(name(rows.get(k), columns.get(k)));
            }
            return allRows.stream()
                    .flatMap(row -> allColumns.stream()
                            .filter(column -> !there.contains(name(row, column)))
                            .map(column -> "row '" + row + "' and column '" + column + "'"))
                    .findFirst();
        }
    }

    /** The name of a pair. */
    static String name(String row, String column) {
        return row + JOINT + column;
    }

    /** The names that places have by the data; none if they are numbers, labels or the names of the oracle. */
    List<String> names() {
        return given.size() > 0 ? given.all() : agreed;
    }

    /**
     * Finds the line of each coordinate.
     *
     * @param id the example
     * @param first a row of it
     * @param lines its coordinates, all different
     * @param oracle the oracle
     * @param text its text
     * @param ofOracle its names
     * @return the number of the line of each coordinate
     */
    int[] of(String id, Row first, Lines lines, LinearOracle oracle, String text, CoordinateNames ofOracle) {
        List<String> names = lines.names();
        int columns = oracle.as(Exchangeable.class).map(Exchangeable::columns).orElse(0);
        if (lines.pairs().isPresent() && columns != 1) {
            requirePairs(id, first, lines.pairs().get(), columns, oracle);
        }
        ExampleList.requireDimension(first, id, oracle, text, names.size());
        given.requireFit(oracle, ofOracle, columns == 1);
        CoordinateNames known = given.size() > 0 ? given : ofOracle;
        long found = names.stream().filter(name -> known.find(name) >= 0).count();
        if (found == names.size()) {
            return sorted(names.size(), Comparator.comparingInt(k -> known.find(names.get(k))));
        }
        if (known.size() == 0 && columns > 0 && (columns == 1 || lines.pairs().isPresent())) {
            return labels(lines);
        }
        Optional<int[]> numbers = numbers(lines);
        if (found == 0 && numbers.isPresent()) {
            return agree(id, first, List.of(), numbers.get());
        }
        if (known.size() > 0) {
            throw unknown(id, first, lines, known);
        }
        requireTexts(id, first, lines);
        int[] order = lines.pairs()
                .map(CoordinateOrder::byAppearance)
                .orElseGet(() -> IntStream.range(0, names.size()).toArray());
        return agree(id, first, IntStream.of(order).mapToObj(names::get).toList(), order);
    }

    private static int[] sorted(int size, Comparator<Integer> comparator) {
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

    /** Labels have no order: any will do that does not depend on that of the file. */
    private static int[] labels(Lines lines) {
        return lines.pairs()
                .map(pairs -> byRow(pairs, pairs.allRows(), pairs.allColumns()))
                .orElseGet(() -> {
                    List<String> sorted = sorted(lines.names());
                    Map<String, Integer> places = places(sorted);
                    return sorted(
                            sorted.size(),
                            Comparator.comparing(k -> places.get(lines.names().get(k))));
                });
    }

    private static int[] byAppearance(Pairs pairs) {
        return byRow(
                pairs,
                pairs.rows().stream().distinct().toList(),
                pairs.columns().stream().distinct().toList());
    }

    private static int[] byRow(Pairs pairs, List<String> rows, List<String> columns) {
        Map<String, Integer> ofRows = places(rows);
        Map<String, Integer> ofColumns = places(columns);
        return sorted(
                pairs.rows().size(),
                Comparator.<Integer, Integer>comparing(
                                k -> ofRows.get(pairs.rows().get(k)))
                        .thenComparing(k -> ofColumns.get(pairs.columns().get(k))));
    }

    private static Map<String, Integer> places(List<String> names) {
        Map<String, Integer> places = new HashMap<>();
        names.forEach(name -> places.put(name, places.size()));
        return places;
    }

    /** The order of numbers, if they go from 0 without gaps. */
    private static Optional<int[]> numbers(Lines lines) {
        if (lines.pairs().isPresent()) {
            Pairs pairs = lines.pairs().get();
            boolean both = areFromZero(pairs.allRows()) && areFromZero(pairs.allColumns());
            return both ? Optional.of(labels(lines)) : Optional.empty();
        }
        return areFromZero(sorted(lines.names())) ? Optional.of(labels(lines)) : Optional.empty();
    }

    private static boolean areFromZero(List<String> sorted) {
        return IntStream.range(0, sorted.size()).allMatch(k -> sorted.get(k).equals(String.valueOf(k)));
    }

    private static void requirePairs(String id, Row first, Pairs pairs, int columns, LinearOracle oracle) {
        pairs.missing().ifPresent(pair -> {
            throw first.problem("example '" + id + "' has no line for " + pair
                    + ". Maybe add it: the oracle decides over all pairs");
        });
        if (columns > 0 && columns != pairs.allColumns().size()) {
            throw first.problem("example '" + id + "' has " + pairs.allRows().size() + " rows and "
                    + pairs.allColumns().size() + " columns, but its oracle " + oracle.dimension() / columns + " and "
                    + columns + ". Maybe rows={rows},cols={cols}");
        }
    }

    private static DataException unknown(String id, Row first, Lines lines, CoordinateNames known) {
        List<String> names = lines.names();
        int other = IntStream.range(0, names.size())
                .filter(k -> known.find(names.get(k)) < 0)
                .findFirst()
                .orElseThrow();
        return first.problemAt(
                lines.numbers().get(other),
                "example '" + id + "' has coordinate '" + names.get(other)
                        + "', which is not the name of one coordinate: there are " + CoordinateNames.shown(known.all())
                        + ". Maybe a typing error");
    }

    private static void requireTexts(String id, Row first, Lines lines) {
        List<String> names = lines.names();
        if (!areNumbers(names)) {
            return;
        }
        List<String> sorted = sorted(names);
        int gap = IntStream.range(0, sorted.size())
                .filter(k -> !sorted.get(k).equals(String.valueOf(k)))
                .findFirst()
                .orElse(0);
        throw first.problemAt(
                lines.numbers().get(names.indexOf(sorted.get(gap))),
                "example '" + id + "' has no coordinate " + gap + ", but " + sorted.get(gap)
                        + ": this oracle knows coordinates by their places from 0. Maybe "
                        + (gap == 0 ? "subtract " + sorted.get(0) : "leave none out"));
    }

    /** All examples must know coordinates in the same way: a place has one meaning. */
    private int[] agree(String id, Row first, List<String> names, int[] order) {
        boolean isFirst = firstId.isEmpty();
        if (isFirst && !isLearnt) {
            firstId = id;
            agreed = names;
            areNumbers = names.isEmpty();
        }
        if (isFirst && isLearnt && !names.isEmpty()) {
            throw first.problem("example '" + id + "' has coordinate '" + names.get(0)
                    + "', but the model was learnt on numbers from 0. Maybe number them in the oracle's order");
        }
        if (!isLearnt && (!agreed.equals(names) || areNumbers != names.isEmpty())) {
            throw new InvalidArgumentException(
                    "the oracle does not name its coordinates, and examples '" + firstId + "' and '" + id
                            + "' list them in different ways: " + shown(agreed) + " and " + shown(names),
                    "Maybe number them from 0 in the oracle's order, or name that by --alternatives");
        }
        return order;
    }

    private static String shown(List<String> names) {
        return names.isEmpty() ? "by number" : CoordinateNames.shown(names);
    }
}
