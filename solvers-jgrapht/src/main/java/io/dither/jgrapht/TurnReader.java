package io.dither.jgrapht;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads rows of turns, from a vertex by way of another to a third, below a header with {@code via-from,via,via-to}. */
final class TurnReader {
    private static final List<String> COLUMNS = List.of("via-from", "via", "via-to");

    private final GraphFile file;
    private final FlatGraph graph;
    private final VertexNumbers numbers;
    private final Arcs outgoing;
    private int[] places = {};
    private int columns;
    private int[] from = new int[16];
    private int[] into = new int[16];
    private int size;

    TurnReader(GraphFile file, FlatGraph graph) {
        Turns.requireDirected(graph);
        this.file = file;
        this.graph = graph;
        numbers = new VertexNumbers(graph);
        outgoing = Arcs.outgoing(graph);
    }

    Turns read(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            file.nextLine();
            String row = line.startsWith("\uFEFF") ? line.substring(1) : line;
            if (!row.isBlank()) {
                row(row, row.split(",", -1));
            }
        }
        return new Turns(graph, Arrays.copyOf(from, size), Arrays.copyOf(into, size));
    }

    private void row(String row, String[] cells) {
        if (places.length == 0) {
            header(row, cells);
            return;
        }
        if (cells.length != columns) {
            throw file.malformed("'" + row + "' has " + cells.length + " column(s), not " + columns + " as the header");
        }
        int[] ends =
                Arrays.stream(places).map(place -> vertex(cells[place].trim())).toArray();
        if (size == from.length) {
            from = Arrays.copyOf(from, 2 * size);
            into = Arrays.copyOf(into, 2 * size);
        }
        from[size] = edge(ends[0], ends[1]);
        into[size++] = edge(ends[1], ends[2]);
    }

    private void header(String row, String[] cells) {
        List<String> names = Arrays.stream(cells)
                .map(cell -> cell.trim().toLowerCase(Locale.ROOT))
                .toList();
        if (!names.containsAll(COLUMNS)) {
            throw file.malformed("'" + row + "' is no header with the columns " + String.join(",", COLUMNS));
        }
        columns = cells.length;
        places = COLUMNS.stream().mapToInt(names::indexOf).toArray();
    }

    private int vertex(String name) {
        int number = numbers.find(name);
        if (number < 0) {
            throw file.malformed("'" + name + "' is not a vertex of the graph");
        }
        return number;
    }

    private int edge(int tail, int head) {
        int edge = -1;
        for (int a = outgoing.start[tail]; a < outgoing.start[tail + 1]; a++) {
            if (outgoing.ends[a] == head) {
                if (edge >= 0) {
                    throw file.malformed(
                            named(tail, head) + " are two edges, which turns by vertices cannot tell apart");
                }
                edge = outgoing.edges[a];
            }
        }
        if (edge < 0) {
            throw file.malformed(named(tail, head) + " is not an edge of the graph");
        }
        return edge;
    }

    private String named(int tail, int head) {
        return "'" + graph.vertices.get(tail) + "->" + graph.vertices.get(head) + "'";
    }
}
