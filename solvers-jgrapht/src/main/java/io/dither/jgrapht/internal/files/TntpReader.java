package io.dither.jgrapht.internal.files;

import io.dither.jgrapht.internal.data.Edges;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.plugin.Lines;
import java.util.Locale;

/**
 * Reads the networks of Transportation Networks for Research: lines {@code <NAME> value}, comments {@code ~ ...}, then
 * one line per link, {@code from to capacity length ... ;}, of which only the ends are used. Vertices are 1 to the
 * {@code <NUMBER OF NODES>}; the vertices below the {@code <FIRST THRU NODE>} are zones, where paths may start and end,
 * but which they do not cross.
 */
final class TntpReader {
    private final Lines lines;
    private final Edges edges = new Edges(16);
    /** The number of vertices; 0 before the metadata announce it. */
    private int vertices;
    /** The number of links that the metadata announce. */
    private int announced;

    /** The first vertex, counted from 1, that paths may cross. */
    private int firstThrough = 1;

    private boolean metadataEnded;

    TntpReader(Lines lines) {
        this.lines = lines;
    }

    FlatGraph read(boolean directed) {
        lines.forEach(line -> {
            String text = line.trim();
            if (text.startsWith("<") && !metadataEnded) {
                readMetadata(text);
            } else if (!text.startsWith("~")) {
                readLink(text);
            }
        });
        if (!metadataEnded) {
            throw lines.incomplete("the file has no line '<END OF METADATA>'");
        }
        return GraphFile.numberedGraph(lines, directed, edges, vertices, announced, "links")
                .closedBelow(firstThrough - 1);
    }

    private void readMetadata(String text) {
        int end = text.indexOf('>');
        if (end < 0) {
            throw lines.refused("has no '>' after the name"); // the messages of refused begin with the text of the line
        }
        String value = text.substring(end + 1).trim();
        switch (text.substring(1, end).trim().toUpperCase(Locale.ROOT)) {
            // vertices + 1 must not overflow
            case "NUMBER OF NODES" -> vertices = (int) lines.whole(value, 1, Integer.MAX_VALUE - 1);
            case "NUMBER OF LINKS" -> announced = (int) lines.whole(value, 1, FlatGraph.MAX_EDGES);
            case "FIRST THRU NODE" -> firstThrough = (int) lines.whole(value, 1, Integer.MAX_VALUE);
            case "END OF METADATA" -> endMetadata();
            default -> {} // other metadata, such as the number of zones, are not used
        }
    }

    /** Ends the metadata; throws if a line of metadata is missing or wrong. */
    private void endMetadata() {
        if (vertices == 0 || announced == 0) {
            throw lines.malformed("no line '<NUMBER OF " + (vertices == 0 ? "NODES" : "LINKS")
                    + "> n' comes before the end of metadata");
        }
        if (firstThrough > vertices + 1) { // vertices + 1 is possible: all vertices are zones
            throw lines.malformed("the first thru node " + firstThrough + " is not one of the " + vertices + " nodes");
        }
        metadataEnded = true;
    }

    private void readLink(String text) {
        if (!metadataEnded) {
            throw lines.refused("comes before the line '<END OF METADATA>'");
        }
        String[] fields = (text.endsWith(";") ? text.substring(0, text.length() - 1) : text)
                .trim()
                .split("\\s+", -1);
        if (fields.length < 2) {
            throw lines.refused("is not a link 'from to capacity length ... ;'");
        }
        if (edges.size() == announced) {
            throw lines.refused("is one link more than the " + announced + " announced");
        }
        edges.add((int) lines.whole(fields[0], 1, vertices) - 1, (int) lines.whole(fields[1], 1, vertices) - 1);
    }
}
