package io.dither.data;

import io.dither.layer.Decision;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.plugin.PluginSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Reads and writes decisions as texts:
 *
 * <ul>
 *   <li>{@code open_lyon open_rome}: the coordinates that are 1, by their names, in any order; all other coordinates
 *   are 0. Names with blanks are separated by semicolons
 *   <li>{@code 0 3 7}: the coordinates that are 1, by their numbers from 0
 *   <li>{@code car=2 train=0 bus=1}: values by name; coordinates that are left out are 0
 *   <li>{@code [2 0 1]}: the values of all coordinates
 *   <li>{@code a>b>c}: the edges of a path by its vertices, if the oracle or the file of coordinates names edges;
 *   several paths with semicolons between them
 *   <li>{@code 0-2 1-0}: edges by their ends, or pairs of an assignment by their row and column from 0
 * </ul>
 */
public final class DecisionText {
    /** The number of a coordinate: a whole number of at most 9 digits, which fits an {@code int}, without leading zeros. */
    static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");
    /** The fraction of a whole number such as 3.0, which tools write if other numbers of the column are missing. */
    private static final Pattern NO_FRACTION = Pattern.compile("(?<=^[0-9]{1,9})\\.0+$");

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    /** Found in a name that could not be read back, see {@link #isUnreadable}. */
    private static final Pattern UNREADABLE = Pattern.compile("^\\[|^$|;");

    private static final String ARROW = "->";
    private static final String SEPARATOR = "; ";

    private final Row row;
    private final String column;
    private final String text;
    private final CoordinateNames names;
    /** The decision, to which {@link #read} adds the coordinates of the text. */
    private final Vertex y;
    /** The coordinates that the text gives, to refuse a coordinate that is given twice. */
    private final Set<Integer> coordinates = new HashSet<>();

    private DecisionText(Row row, String column, CoordinateNames names, int dimension) {
        this.row = row;
        this.column = column;
        this.names = names;
        text = row.text(column).strip();
        y = new Vertex(dimension);
    }

    /**
     * Writes a decision.
     *
     * @param y the decision; read only
     * @return the numbers of the coordinates that are 1, if there are any and all other coordinates are 0; otherwise all
     * values in brackets
     */
    public static String of(Vertex y) {
        double[] values = y.toArray();
        StringJoiner ones = new StringJoiner(" ");
        StringJoiner allValues = new StringJoiner(" ", "[", "]");
        boolean areZerosAndOnes = true;
        for (int i = 0; i < values.length; i++) {
            if (values[i] == 1) {
                ones.add(String.valueOf(i));
            }
            areZerosAndOnes &= values[i] == 0 || values[i] == 1;
            allValues.add(text(values[i]));
        }
        return areZerosAndOnes && ones.length() > 0 ? ones.toString() : allValues.toString();
    }

    private static String text(double value) {
        return value == (long) value ? String.valueOf((long) value) : String.valueOf(value);
    }

    /**
     * Writes a decision by the names of the oracle's coordinates, see {@link #of(Vertex, List)}. If the oracle
     * has no names, or a name in the text could not be read back, the text is that of {@link #of(Vertex)}.
     *
     * @param y the decision; read only
     * @param oracle the oracle of the decision
     * @return the text
     * @throws io.dither.error.InvalidArgumentException if the decision has another dimension
     */
    public static String of(Vertex y, LinearOracle oracle) {
        y.requireDimension(oracle.dimension());
        List<?> names = oracle.as(NamedCoordinates.class)
                .<List<?>>map(NamedCoordinates::coordinates)
                .orElse(List.of());
        return of(y, names, DecisionText::isUnreadable);
    }

    /**
     * Writes a decision as in a history: directed edges in the order of travel, {@code a>b>c}; other coordinates that
     * are 1 by their names, {@code open_lyon open_rome}; other values as {@code car=2 bus=1}. If there are no names, all
     * values are 0, or two coordinates have a name that the text would have, the text is that of {@link #of(Vertex)}.
     *
     * @param y the decision; read only
     * @param names the names of the coordinates, or empty
     * @return the text
     */
    public static String of(Vertex y, List<?> names) {
        return of(y, names, name -> false);
    }

    /** Writes a decision as {@link #of(Vertex, List)}, but as {@link #of(Vertex)} if a name in the text would be refused. */
    private static String of(Vertex y, List<?> names, Predicate<String> isRefused) {
        Map<String, Double> chosen = new LinkedHashMap<>();
        double[] values = y.toArray();
        long zeros = DoubleStream.of(values).filter(value -> value == 0).count();
        boolean areOnes = DoubleStream.of(values).allMatch(value -> value == 0 || value == 1);
        // car=2 train=0 bus=1 says more than car=2 bus=1, unless there are many zeros
        boolean writesZeros = !areOnes && zeros <= values.length / 2;
        for (int i = 0; i < Math.min(values.length, names.size()); i++) {
            String name = String.valueOf(names.get(i));
            if ((values[i] != 0 || writesZeros) && (isRefused.test(name) || chosen.put(name, values[i]) != null)) {
                return of(y);
            }
        }
        // more occurrences than chosen names: another coordinate has the name of a chosen coordinate
        if (chosen.isEmpty() || occurrences(names, chosen.keySet()) > chosen.size()) {
            return of(y);
        }
        return areOnes ? ones(chosen.keySet(), names) : values(chosen);
    }

    private static long occurrences(List<?> names, Set<String> chosen) {
        return names.stream().map(String::valueOf).filter(chosen::contains).count();
    }

    private static String values(Map<String, Double> values) {
        String separator = values.keySet().stream().anyMatch(DecisionText::hasBlank) ? SEPARATOR : " ";
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
                .collect(Collectors.joining(separator));
    }

    private static String ones(Set<String> chosen, List<?> names) {
        List<String> edges =
                chosen.stream().filter(name -> edge(name).length == 2).toList();
        if (edges.isEmpty()) {
            boolean haveBlanks = chosen.size() > 1 && names.stream().anyMatch(name -> hasBlank(String.valueOf(name)));
            return String.join(haveBlanks ? SEPARATOR : " ", chosen);
        }
        List<String> pieces = trails(edges);
        chosen.stream().filter(name -> edge(name).length != 2).forEach(pieces::add);
        return String.join(SEPARATOR, pieces);
    }

    /**
     * Returns whether a name could not be read back: it is empty, it begins with a bracket as a list of values does, or
     * it has a semicolon, which separates names.
     */
    static boolean isUnreadable(String name) {
        return UNREADABLE.matcher(name).find();
    }

    private static boolean hasBlank(String name) {
        return BLANKS.matcher(name).find();
    }

    /**
     * Returns the tail and the head of a directed edge by its name. Empty if the name does not name an edge, or if the
     * name of an end has {@code >}, which separates the vertices of a trail.
     */
    private static String[] edge(String name) {
        String[] ends = name.split(ARROW, -1);
        return ends.length == 2 && !ends[0].contains(">") && !ends[1].contains(">") ? ends : new String[0];
    }

    /**
     * Joins directed edges to trails {@code a>b>c}. A trail starts at a vertex that more edges leave than enter, if
     * there is one. It ends when it is back at its start, or at a vertex that no remaining edge leaves.
     */
    private static List<String> trails(List<String> edges) {
        Map<String, Deque<String>> heads = new LinkedHashMap<>();
        // the number of edges that leave a vertex minus the number of edges that enter it
        Map<String, Integer> surplus = new HashMap<>();
        for (String name : edges) {
            String[] ends = edge(name);
            heads.computeIfAbsent(ends[0], none -> new ArrayDeque<>()).add(ends[1]);
            surplus.merge(ends[0], 1, Integer::sum);
            surplus.merge(ends[1], -1, Integer::sum);
        }
        List<String> trails = new ArrayList<>();
        while (!heads.isEmpty()) {
            // the vertex with the largest surplus; without a surplus, the vertex that most edges leave
            String start = Collections.max(
                    heads.keySet(),
                    Comparator.<String>comparingInt(vertex -> Math.max(0, surplus.getOrDefault(vertex, 0)))
                            .thenComparingInt(vertex -> heads.getOrDefault(vertex, new ArrayDeque<>())
                                    .size()));
            StringBuilder trail = new StringBuilder(start);
            String tail = start;
            do {
                Deque<String> headsOfTail = heads.get(tail);
                if (headsOfTail == null) {
                    break;
                }
                String head = headsOfTail.remove();
                if (headsOfTail.isEmpty()) {
                    heads.remove(tail);
                }
                surplus.merge(tail, -1, Integer::sum);
                surplus.merge(head, 1, Integer::sum);
                trail.append('>').append(head);
                tail = head;
            } while (!tail.equals(start));
            trails.add(trail.toString());
        }
        return trails;
    }

    /**
     * Reads a decision from a cell.
     *
     * @param names the names of the coordinates; empty if they have none
     * @param dimension the number of coordinates
     * @param oracle the text of the oracle, such as {@code assignment:n=3}; it has the number of columns to read pairs
     */
    static Vertex read(Row row, String column, CoordinateNames names, int dimension, String oracle) {
        DecisionText decision = new DecisionText(row, column, names, dimension);
        if (decision.text.startsWith("[")) {
            return Decision.of(values(row, column, dimension)).point();
        }
        boolean hasSemicolons = decision.text.contains(";");
        for (String piece : decision.text.split(";", -1)) {
            decision.addPiece(piece.strip(), hasSemicolons, oracle);
        }
        return decision.y;
    }

    /** Reads {@code [1 0.5 2]}. */
    static double[] values(Row row, String column, int dimension) {
        String text = row.text(column).strip();
        boolean hasBrackets = text.startsWith("[") && text.endsWith("]");
        String[] parts =
                hasBrackets ? BLANKS.split(text.substring(1, text.length() - 1).strip(), -1) : new String[0];
        if (parts.length != dimension) {
            throw row.problem("column '" + column + "' holds '" + text + "', not [...] with " + dimension
                    + " numbers between blanks, one for each coordinate");
        }
        double[] values = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = row.parse(column, parts[i], "it is misspelt");
        }
        return values;
    }

    /**
     * Adds the coordinates of a piece of the text. If the text has semicolons, they separate pieces, and each piece is
     * one name or one path. Otherwise the piece is the whole text, which may also be several names between blanks.
     */
    private void addPiece(String piece, boolean hasSemicolons, String oracle) {
        // > separates the vertices of a path, unless the piece is a name with >, or consists of names between blanks
        boolean isPath = piece.contains(">")
                && !isNamed(piece)
                && BLANKS.splitAsStream(piece).anyMatch(item -> !isNamed(item));
        if (isPath) {
            addPath(piece);
            return;
        }
        for (String item : hasSemicolons || isNamed(piece) ? new String[] {piece} : BLANKS.split(piece, -1)) {
            add(item, oracle);
        }
    }

    /** Returns whether a text is the name of at least one coordinate, or such a name with a value. */
    private boolean isNamed(String item) {
        int equals = item.lastIndexOf('=');
        return names.find(item) != CoordinateNames.ABSENT
                || (equals > 0 && names.find(item.substring(0, equals)) != CoordinateNames.ABSENT);
    }

    private void addPath(String path) {
        String[] vertices = path.split(">", -1);
        for (int i = 1; i < vertices.length; i++) {
            addEdge(vertices[i - 1].strip(), vertices[i].strip());
        }
    }

    private void addEdge(String tail, String head) {
        int index = names.edge(tail, head);
        if (index == CoordinateNames.ABSENT) {
            throw problem(
                    names.size() == 0
                            ? "but coordinates have no names here. Maybe give their numbers, such as 0 3 7"
                            : "but no coordinate is the edge from '" + tail + "' to '" + head + "'"
                                    + (tail.endsWith("-") ? ". Maybe write a>b>c, without arrows ->" : ""));
        }
        addCoordinate(index, tail + ">" + head, 1);
    }

    private void add(String written, String oracle) {
        String item = names.find(written) == CoordinateNames.ABSENT
                ? NO_FRACTION.matcher(written).replaceFirst("")
                : written;
        int dash = item.indexOf('-');
        int equals = item.lastIndexOf('=');
        if (names.find(item) != CoordinateNames.ABSENT) {
            addCoordinate(names.find(item), item, 1);
        } else if (equals > 0 && names.find(item.substring(0, equals)) != CoordinateNames.ABSENT) {
            addCoordinate(
                    names.find(item.substring(0, equals)),
                    item,
                    row.parse(column, item.substring(equals + 1), "it is misspelt"));
        } else if (NUMBER.matcher(item).matches() && !names.includeNumbers()) {
            addCoordinate(Integer.parseInt(item), item, 1);
        } else if (dash > 0 && names.size() > 0) {
            addEdge(item.substring(0, dash), item.substring(dash + 1));
        } else if (dash > 0) {
            addPair(item, item.substring(0, dash), item.substring(dash + 1), oracle);
        } else {
            throw problem(
                    names.size() == 0
                            ? "where '" + item
                                    + "' is not the number of a coordinate. Maybe name all in their order, such as"
                                    + " --alternatives " + item + ",..."
                            : "where '" + item + "' is not the name of a coordinate: there are "
                                    + CoordinateNames.shown(names.all()) + ". Maybe a typing error");
        }
    }

    /** Adds a pair of an assignment, whose oracle has the parameter cols or, if the assignment is square, n. */
    private void addPair(String item, String first, String second, String oracle) {
        Map<String, String> arguments = PluginSpec.parse(oracle).arguments();
        String columns = arguments.getOrDefault("cols", arguments.getOrDefault("n", ""));
        if (!NUMBER.matcher(columns).matches() || y.dimension() % Integer.parseInt(columns) != 0) {
            throw problem("but the oracle '" + oracle
                    + "' does not say how many columns it has. Maybe give the numbers of coordinates, such as 0 3 7");
        }
        int cols = Integer.parseInt(columns);
        boolean fits = NUMBER.matcher(first).matches()
                && NUMBER.matcher(second).matches()
                && Integer.parseInt(second) < cols
                && Integer.parseInt(first) < y.dimension() / cols;
        if (!fits) {
            throw problem("where '" + item + "' is not a pair of a row below " + y.dimension() / cols
                    + " and a column below " + cols);
        }
        addCoordinate(Integer.parseInt(first) * cols + Integer.parseInt(second), item, 1);
    }

    private void addCoordinate(int index, String item, double value) {
        if (index == CoordinateNames.REPEATED) {
            throw problem("but several coordinates are '" + item + "'. Maybe give their numbers, such as 0 3 7");
        }
        if (index >= y.dimension()) {
            throw problem("where " + item + " is not a coordinate: they go from 0 to " + (y.dimension() - 1)
                    + ". Maybe these are codes from 1: name them, such as --alternatives 1,2,3");
        }
        if (!coordinates.add(index)) {
            throw problem("which has '" + item + "' twice. Maybe values belong in brackets, such as [2 0 1]");
        }
        y.add(index, value);
    }

    private RuntimeException problem(String fault) {
        return row.problem("column '" + column + "' holds '" + text + "', " + fault);
    }
}
