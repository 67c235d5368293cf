package io.dither.data;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of coordinates, and their indices by name. */
final class CoordinateNames {
    static final CoordinateNames NONE = of(List.of());

    /** The index of a name that no coordinate has. */
    static final int ABSENT = -1;
    /** The index of a name that several coordinates have. */
    static final int REPEATED = -2;

    /** The number of names that {@link #agreeWith} compares. */
    private static final int COMPARED = 64;

    /** The largest number of names that a message shows. */
    private static final int MAX_SHOWN = 8;

    private final List<String> names;
    private final Map<String, Integer> indices = new HashMap<>();

    private CoordinateNames(List<?> given) {
        names = given.stream().map(String::valueOf).toList();
        for (int i = 0; i < names.size(); i++) {
            indices.merge(names.get(i), i, (first, second) -> REPEATED);
        }
    }

    static CoordinateNames of(List<?> names) {
        return new CoordinateNames(names);
    }

    int size() {
        return names.size();
    }

    String name(int coordinate) {
        return names.get(coordinate);
    }

    /** Returns whether any name is a number; then a number in the text of a decision is a name, not an index. */
    boolean includeNumbers() {
        return indices.keySet().stream()
                .anyMatch(name -> DecisionText.NUMBER.matcher(name).matches());
    }

    List<String> all() {
        return names;
    }

    /**
     * If there are names, requires that the oracle has none of its own, and that there is one name per coordinate.
     * {@code areLabels} is whether coordinates are exchangeable. Then any number of names fits, because an example may lack
     * some of the coordinates that have names.
     */
    void requireFit(LinearOracle oracle, CoordinateNames ofOracle, boolean areLabels) {
        if (size() > 0 && ofOracle.size() > 0) {
            throw new InvalidArgumentException(
                    "--alternatives names coordinates that the oracle names itself, such as '" + ofOracle.name(0) + "'",
                    "Maybe leave it out");
        }
        if (size() > 0 && !areLabels && size() != oracle.dimension()) {
            throw new InvalidArgumentException(
                    "there are " + size() + " names of coordinates (" + shown(all()) + "), but the oracle has "
                            + oracle.dimension(),
                    "Maybe name each once");
        }
    }

    /** Writes the first names, and their number if there are more. */
    static String shown(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(MAX_SHOWN, names.size())))
                + (names.size() > MAX_SHOWN ? ", ... (" + names.size() + " in all)" : "");
    }

    boolean areAllDifferent() {
        return indices.size() == names.size();
    }

    /**
     * Returns whether these names and others are the same. It compares only a sample of the names: graphs are large, and
     * different graphs differ in many names.
     */
    boolean agreeWith(List<?> others) {
        int size = names.size();
        if (others.size() != size) {
            return false;
        }
        for (int k = 0; k < Math.min(COMPARED, size); k++) {
            int i = (int) ((long) k * size / Math.min(COMPARED, size));
            if (!name(i).equals(others.get(i).toString())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the index of the coordinate of a name; {@link #ABSENT} or {@link #REPEATED}, both below 0, if no coordinate or several coordinates have the name.
     */
    int find(String name) {
        return indices.getOrDefault(name, ABSENT);
    }

    /**
     * Returns the coordinate that a cell gives by its name, or by its index from 0 to {@code count - 1}. A number that is a
     * name is read as the name.
     */
    int index(Row row, String column, int count) {
        String text = row.text(column);
        boolean isNumber = DecisionText.NUMBER.matcher(text).matches();
        int index = isNumber && find(text) == ABSENT ? Integer.parseInt(text) : find(text);
        if (index >= 0 && index < count) {
            return index;
        }
        // a number that is not the name of several coordinates was read as an index, and is too large
        String fault = (isNumber && index != REPEATED) || names.isEmpty()
                ? "not a whole number from 0 to " + (count - 1)
                : (index == REPEATED ? "the name of several coordinates" : "which is not the name of a coordinate")
                        + " of the oracle, whose first is '" + name(0) + "'. Maybe give numbers, from 0 to "
                        + (count - 1);
        throw row.problem("column '" + column + "' holds '" + text + "', " + fault);
    }

    /** Returns the index of an edge by its ends: a directed edge, or an undirected edge named in either direction. */
    int edge(String tail, String head) {
        for (String name : List.of(tail + "->" + head, tail + "-" + head)) {
            if (find(name) != ABSENT) {
                return find(name);
            }
        }
        return find(head + "-" + tail);
    }

    /** Returns whether a coordinate is the edge between two ends, see {@link #edge}. */
    boolean isEdge(int coordinate, String tail, String head) {
        String name = name(coordinate);
        return name.equals(tail + "->" + head) || name.equals(tail + "-" + head) || name.equals(head + "-" + tail);
    }
}
