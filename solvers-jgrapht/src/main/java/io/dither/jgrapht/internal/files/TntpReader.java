package io.dither.jgrapht.internal.files;

import io.dither.jgrapht.internal.data.Edges;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.data.LazyNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Locale;

/**
 * Reads the networks of Transportation Networks for Research: lines {@code <NAME> value}, comments {@code ~ ...}, then a line a
 * link, {@code from to capacity length ... ;}, of which the ends are read. Vertices are 1 to n; those below the
 * {@code <FIRST THRU NODE>} are zones, which paths do not cross.
 */
final class TntpReader {
    private final GraphFile file;
    private final Edges edges = new Edges(16);
    private int vertices;
    private int announced;
    private int firstThrough = 1;
    private boolean links;

    TntpReader(GraphFile file) {
        this.file = file;
    }

    FlatGraph read(BufferedReader lines, boolean directed) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            file.nextLine();
            String text = line.trim();
            if (text.startsWith("<") && !links) {
                metadata(text);
            } else if (!text.isEmpty() && !text.startsWith("~")) {
                link(text);
            }
        }
        if (!links) {
            throw file.incomplete("the file has no line '<END OF METADATA>'");
        }
        if (edges.size() != announced) {
            throw file.incomplete("the file announces " + announced + " links but holds " + edges.size());
        }
        file.requireVertices(vertices, edges.size());
        return edges.graph(directed, new LazyNames(vertices, v -> String.valueOf(v + 1)))
                .closedBelow(firstThrough - 1);
    }

    private void metadata(String text) {
        int end = text.indexOf('>');
        if (end < 0) {
            throw file.malformed("'" + text + "' has no '>' after the name");
        }
        String value = text.substring(end + 1).trim();
        switch (text.substring(1, end).trim().toUpperCase(Locale.ROOT)) {
            case "NUMBER OF NODES" -> vertices = file.number(text, value, Integer.MAX_VALUE - 1);
            case "NUMBER OF LINKS" -> announced = file.number(text, value, FlatGraph.MOST_EDGES);
            case "FIRST THRU NODE" -> firstThrough = file.number(text, value, Integer.MAX_VALUE);
            case "END OF METADATA" -> links = isComplete();
            default -> {} // zones that nobody asks for, units, and what else authors say
        }
    }

    private boolean isComplete() {
        if (vertices == 0 || announced == 0) {
            throw file.malformed("no line '<NUMBER OF " + (vertices == 0 ? "NODES" : "LINKS")
                    + "> n' comes before the end of metadata");
        }
        if (firstThrough > vertices + 1) {
            throw file.malformed("the first thru node " + firstThrough + " is not one of the " + vertices + " nodes");
        }
        return true;
    }

    private void link(String text) {
        if (!links) {
            throw file.malformed("'" + text + "' comes before the line '<END OF METADATA>'");
        }
        String[] fields = (text.endsWith(";") ? text.substring(0, text.length() - 1) : text)
                .trim()
                .split("\\s+", -1);
        if (fields.length < 2) {
            throw file.malformed("'" + text + "' is no link 'from to capacity length ... ;'");
        }
        if (edges.size() == announced) {
            throw file.malformed("'" + text + "' is one link more than the " + announced + " announced");
        }
        edges.add(file.number(text, fields[0], vertices) - 1, file.number(text, fields[1], vertices) - 1);
    }
}
