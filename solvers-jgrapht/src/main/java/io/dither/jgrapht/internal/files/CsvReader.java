package io.dither.jgrapht.internal.files;

import io.dither.jgrapht.internal.data.Edges;
import io.dither.jgrapht.internal.data.FlatGraph;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads rows {@code source,target} of vertex names, with or without a header that says which columns these are; further columns
 * are not read. Vertices are numbered by first appearance.
 */
final class CsvReader {
    private final GraphFile file;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Edges edges = new Edges(16);
    private int columns;
    private int sourceColumn;
    private int targetColumn = 1;

    CsvReader(GraphFile file) {
        this.file = file;
    }

    FlatGraph read(BufferedReader lines, boolean directed) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            file.nextLine();
            // some programs start a file with a byte order mark
            String row = line.startsWith("\uFEFF") ? line.substring(1) : line;
            if (!row.isBlank()) {
                row(row);
            }
        }
        if (edges.size() == 0) {
            throw file.incomplete("the file holds no edge: rows such as 'a,b' are expected");
        }
        return edges.graph(directed, names);
    }

    private void row(String row) {
        if (row.indexOf('"') >= 0) {
            throw file.malformed("'" + row + "' is quoted: names without quotes and commas are expected");
        }
        String[] cells = row.split(",", -1);
        boolean first = columns == 0;
        if (cells.length < 2 || (!first && cells.length != columns)) {
            throw file.malformed("'" + row + "' has " + cells.length + " column(s), not "
                    + (first ? "source,target" : columns + " as in the first row"));
        }
        columns = cells.length;
        if (first && isHeader(cells)) {
            return;
        }
        String source = cells[sourceColumn].trim();
        String target = cells[targetColumn].trim();
        if (source.isEmpty() || target.isEmpty()) {
            throw file.malformed("'" + row + "' leaves the " + (source.isEmpty() ? "source" : "target") + " empty");
        }
        edges.add(number(source), number(target));
    }

    /** Finds the columns where the row names both. */
    private boolean isHeader(String[] cells) {
        List<String> names = Arrays.stream(cells)
                .map(cell -> cell.trim().toLowerCase(Locale.ROOT))
                .toList();
        int source = names.indexOf("source");
        int target = names.indexOf("target");
        if (source < 0 || target < 0) {
            return false;
        }
        sourceColumn = source;
        targetColumn = target;
        return true;
    }

    private int number(String name) {
        Integer known = numbers.putIfAbsent(name, names.size());
        if (known == null) {
            names.add(name);
            return names.size() - 1;
        }
        return known;
    }
}
