package io.dither.jgrapht.internal.files;

import io.dither.jgrapht.internal.data.Edges;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.plugin.Lines;
import io.dither.plugin.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads rows {@code source,target} of vertex names. A header may say which columns these are; other columns are
 * ignored. Vertices are numbered in the order of their first appearance.
 */
final class CsvReader {
    private final Lines lines;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final Edges edges = new Edges(16);

    CsvReader(Lines lines) {
        this.lines = lines;
    }

    FlatGraph read(boolean directed) {
        // a header is optional, and both columns are required
        new Table(lines, false, 2, "source", "target").forEach(this::readRow);
        if (edges.size() == 0) {
            throw lines.incomplete("the file has no edges: rows such as 'a,b' are expected");
        }
        return edges.graph(directed, List.copyOf(numbers.keySet()));
    }

    private void readRow(List<String> ends) {
        if (ends.contains("")) {
            // the message begins with the text of the line
            throw lines.refused("leaves the " + (ends.get(0).isEmpty() ? "source" : "target") + " empty");
        }
        edges.add(number(ends.get(0)), number(ends.get(1)));
    }

    private int number(String name) {
        return numbers.computeIfAbsent(name, unknown -> numbers.size());
    }
}
