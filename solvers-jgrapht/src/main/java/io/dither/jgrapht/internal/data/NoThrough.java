package io.dither.jgrapht.internal.data;

import io.dither.error.Arguments;
import io.dither.plugin.Parameter;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The parameter {@code no-through}: the names of vertices that paths do not cross, and ranges of numbers, such as
 * {@code (1..1790,depot)}. Paths may start and end at these vertices.
 */
public final class NoThrough {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})\\.\\.(\\d{1,9})");

    private NoThrough() {}

    public static Parameter parameter() {
        return Parameter.of(
                        "no-through",
                        Parameter.Type.TEXT,
                        "vertices that paths do not cross, by name or range, such as 1..38 or (a,b)")
                .withDefault("");
    }

    /** Closes further vertices of a graph: {@code text} is the value of the parameter. Returns the new graph. */
    public static FlatGraph close(FlatGraph graph, String text) {
        if (text.isBlank()) {
            return graph;
        }
        VertexNumbers numbers = new VertexNumbers(graph);
        return graph.withClosed(graph.closed.with(Names.list(text).stream()
                .flatMapToInt(name -> vertices(name, numbers))
                .toArray()));
    }

    /** Returns the vertices of a name or a range. */
    private static IntStream vertices(String name, VertexNumbers numbers) {
        Matcher range = RANGE.matcher(name);
        if (!range.matches()) {
            return IntStream.of(numbers.of("no-through", name));
        }
        // some numbers of the range may be missing: the graph of a CSV file has only the vertices of its edges
        int[] present = IntStream.rangeClosed(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)))
                .mapToObj(String::valueOf)
                .mapToInt(numbers::find)
                .filter(number -> number >= 0)
                .toArray();
        Arguments.require(
                present.length > 0,
                "no-through = " + name + " has no vertex of the graph",
                "Maybe write the smaller number first, as in 1..38");
        return Arrays.stream(present);
    }
}
