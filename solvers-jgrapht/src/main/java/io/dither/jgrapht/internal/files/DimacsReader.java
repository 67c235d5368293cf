package io.dither.jgrapht.internal.files;

import io.dither.jgrapht.internal.data.Edges;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.plugin.Lines;

/**
 * Reads the shortest-path format of the ninth DIMACS challenge: comments {@code c ...}, one line {@code p sp n m}, then
 * m lines {@code a u v cost} with vertices 1 to n.
 */
final class DimacsReader {
    private final Lines lines;
    private final Edges edges = new Edges(16);
    /** The number of vertices; 0 before the line {@code p}. */
    private int vertices;
    /** The number of arcs that the line {@code p} announces. */
    private int announced;

    DimacsReader(Lines lines) {
        this.lines = lines;
    }

    FlatGraph read(boolean directed) {
        lines.forEach(line -> readFields(line.trim().split("\\s+")));
        if (vertices == 0) {
            throw lines.incomplete("the file has no line 'p sp n m'");
        }
        return GraphFile.numberedGraph(lines, directed, edges, vertices, announced, "arcs");
    }

    private void readFields(String[] fields) {
        if (fields[0].equals("p") && fields.length == 4 && fields[1].equals("sp")) {
            readProblem(fields);
        } else if (fields[0].equals("a") && fields.length == 4) {
            readArc(fields);
        } else if (!fields[0].equals("c")) {
            // the messages of refused begin with the text of the line
            throw lines.refused("is none of 'c ...', 'p sp n m' and 'a u v cost'");
        }
    }

    private void readProblem(String[] fields) {
        if (vertices > 0) {
            throw lines.refused("is a second 'p' line");
        }
        // the array Arcs.firstArc has one more element than there are vertices
        vertices = (int) lines.whole(fields[2], 1, Integer.MAX_VALUE - 1);
        announced = (int) lines.whole(fields[3], 1, FlatGraph.MAX_EDGES);
    }

    private void readArc(String[] fields) {
        if (vertices == 0) {
            throw lines.refused("comes before the line 'p sp n m'");
        }
        if (edges.size() == announced) {
            throw lines.refused("is one arc more than the " + announced + " announced");
        }
        edges.add((int) lines.whole(fields[1], 1, vertices) - 1, (int) lines.whole(fields[2], 1, vertices) - 1);
        lines.real("the cost", fields[3]); // only checks that it is a number: theta has the costs
    }
}
