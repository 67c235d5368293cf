package io.dither.data;

import io.dither.layer.Decision;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.plugin.PluginSpec;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * Decisions as one text.
 *
 * <ul>
 *   <li>{@code 0 3 7}: the coordinates that are 1, by their numbers from 0, in any order; the others are 0
 *   <li>{@code open_lyon open_rome}: the same by their names, where the oracle names them
 *   <li>{@code [2 0 1]}: the values of all coordinates
 *   <li>{@code a>b>c}: the edges of a path by its vertices, where the oracle or the file of coordinates names edges
 *   <li>{@code 0-2 1-0}: edges by their ends, or who is assigned to whom by row and column from 0
 * </ul>
 */
public final class DecisionText {
    static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");
    /** A name that reads as no number, no list of values and no path. */
    private static final Pattern WORD = Pattern.compile("(?![0-9]+$|\\[)[^\\s>]+");

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final Row row;
    private final String column;
    private final String text;
    private final CoordinateNames names;
    private final Vertex y;
    private final Set<Integer> ones = new HashSet<>();

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
     * @return the numbers of the coordinates that are 1 where the others are 0, otherwise all values in brackets
     */
    public static String of(Vertex y) {
        double[] values = y.toArray();
        StringJoiner ones = new StringJoiner(" ");
        StringJoiner all = new StringJoiner(" ", "[", "]");
        boolean zeroOne = true;
        for (int i = 0; i < values.length; i++) {
            if (values[i] == 1) {
                ones.add(String.valueOf(i));
            }
            zeroOne &= values[i] == 0 || values[i] == 1;
            all.add(values[i] == (long) values[i] ? String.valueOf((long) values[i]) : String.valueOf(values[i]));
        }
        return zeroOne && ones.length() > 0 ? ones.toString() : all.toString();
    }

    /**
     * Writes a decision as a history has it: a path or a round trip along directed edges in the order of travel, {@code a>b>c}; by the
     * names of the coordinates that are 1 where these have names that can be read again, {@code open_lyon open_rome}; others as {@link
     * #of(Vertex)}.
     *
     * @param y the decision; read only
     * @param oracle what decides, whose coordinates may have names
     * @return the text
     */
    public static String of(Vertex y, LinearOracle oracle) {
        return oracle.as(NamedCoordinates.class)
                .flatMap(named -> travelled(y, named.coordinates()).or(() -> chosen(y, named.coordinates())))
                .orElseGet(() -> of(y));
    }

    /** The names of what is 1 where the rest is 0, if each is one word that means nothing else. */
    private static Optional<String> chosen(Vertex y, List<?> names) {
        Set<String> ones = new LinkedHashSet<>();
        double[] values = y.toArray();
        for (int i = 0; i < values.length; i++) {
            String name = values[i] == 0 ? "" : String.valueOf(names.get(i));
            if (values[i] != 0 && (values[i] != 1 || !WORD.matcher(name).matches() || !ones.add(name))) {
                return Optional.empty();
            }
        }
        long known = names.stream().map(String::valueOf).filter(ones::contains).count();
        return ones.isEmpty() || known > ones.size() ? Optional.empty() : Optional.of(String.join(" ", ones));
    }

    private static Optional<String> travelled(Vertex y, List<?> names) {
        Map<String, String> next = new LinkedHashMap<>();
        Set<String> heads = new HashSet<>();
        for (int k = 0; k < y.size(); k++) {
            String[] ends = String.valueOf(names.get(y.index(k))).split("->", -1);
            boolean edge = y.value(k) == 1
                    && ends.length == 2
                    && !ends[0].contains(">")
                    && !ends[1].contains(">")
                    && next.put(ends[0], ends[1]) == null
                    && heads.add(ends[1]);
            if (!edge) {
                return Optional.empty();
            }
        }
        if (next.isEmpty()) {
            return Optional.empty();
        }
        String at = next.keySet().stream()
                .filter(tail -> !heads.contains(tail))
                .findFirst()
                .orElse(next.keySet().iterator().next());
        StringBuilder text = new StringBuilder(at);
        int steps = 0;
        for (String head = next.remove(at); head != null; head = next.remove(head)) {
            text.append('>').append(head);
            steps++;
        }
        return next.isEmpty() && steps > 0 ? Optional.of(text.toString()) : Optional.empty();
    }

    static Vertex read(Row row, String column, CoordinateNames names, int dimension, String oracle) {
        DecisionText decision = new DecisionText(row, column, names, dimension);
        if (decision.text.startsWith("[")) {
            return Decision.of(values(row, column, dimension)).point();
        }
        if (decision.text.contains(">")) {
            decision.addPath();
        } else {
            for (String item : BLANKS.split(decision.text, -1)) {
                decision.add(item, oracle);
            }
        }
        return decision.y;
    }

    /** Reads {@code [1 0.5 2]}. */
    static double[] values(Row row, String column, int dimension) {
        String text = row.text(column).strip();
        boolean brackets = text.startsWith("[") && text.endsWith("]");
        String[] parts =
                brackets ? BLANKS.split(text.substring(1, text.length() - 1).strip(), -1) : new String[0];
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

    private void addPath() {
        String[] vertices = text.split(">", -1);
        for (int i = 1; i < vertices.length; i++) {
            addEdge(vertices[i - 1].strip(), vertices[i].strip());
        }
    }

    private void addEdge(String tail, String head) {
        int number = names.edge(tail, head);
        if (number == CoordinateNames.ABSENT) {
            throw problem(
                    names.size() == 0
                            ? "but coordinates have no names here. Maybe give their numbers, such as 0 3 7"
                            : "but no coordinate is the edge from '" + tail + "' to '" + head + "'"
                                    + (tail.endsWith("-") ? ". Maybe a>b>c, without arrows ->" : ""));
        }
        addCoordinate(number, tail + ">" + head);
    }

    private void add(String item, String oracle) {
        int dash = item.indexOf('-');
        if (NUMBER.matcher(item).matches()) {
            addCoordinate(Integer.parseInt(item), item);
        } else if (names.find(item) != CoordinateNames.ABSENT) {
            addCoordinate(names.find(item), item);
        } else if (dash > 0 && names.size() > 0) {
            addEdge(item.substring(0, dash), item.substring(dash + 1));
        } else if (dash > 0) {
            addPair(item, item.substring(0, dash), item.substring(dash + 1), oracle);
        } else {
            throw problem("where '" + item + "' is not the number of a coordinate");
        }
    }

    private void addPair(String item, String first, String second, String oracle) {
        Map<String, String> arguments = PluginSpec.parse(oracle).arguments();
        String columns = arguments.getOrDefault("cols", arguments.getOrDefault("n", ""));
        if (!NUMBER.matcher(columns).matches() || y.dimension() % Integer.parseInt(columns) != 0) {
            throw problem("but the oracle '" + oracle
                    + "' does not tell how many columns it has. Maybe give the numbers of coordinates, such as 0 3 7");
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
        addCoordinate(Integer.parseInt(first) * cols + Integer.parseInt(second), item);
    }

    private void addCoordinate(int number, String item) {
        if (number == CoordinateNames.REPEATED) {
            throw problem("but several coordinates are '" + item + "'. Maybe give their numbers, such as 0 3 7");
        }
        if (number >= y.dimension()) {
            throw problem("where " + item + " is not a coordinate: they go from 0 to " + (y.dimension() - 1));
        }
        if (!ones.add(number)) {
            throw problem("which has '" + item + "' twice. Maybe values belong in brackets, such as [2 0 1]");
        }
        y.add(number, 1);
    }

    private RuntimeException problem(String what) {
        return row.problem("column '" + column + "' holds '" + text + "', " + what);
    }
}
