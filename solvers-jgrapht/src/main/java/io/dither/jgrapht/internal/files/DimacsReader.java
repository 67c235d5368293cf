package io.dither.jgrapht.internal.files;

import io.dither.jgrapht.internal.data.Edges;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.data.LazyNames;
import java.io.BufferedReader;
import java.io.IOException;

/**
 * Reads the shortest-path format of the ninth DIMACS challenge: comments {@code c ...}, one line {@code p sp n m}, then m
 * lines {@code a u v cost} with vertices 1 to n.
 */
final class DimacsReader {
    private final GraphFile file;
    private final Edges edges = new Edges(16);
    private int vertices;
    private int announced;

    DimacsReader(GraphFile file) {
        this.file = file;
    }

    FlatGraph read(BufferedReader lines, boolean directed) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            file.nextLine();
            String text = line.trim();
            if (!text.isEmpty() && !text.equals("c") && !text.startsWith("c ")) {
                fields(text, text.split("\\s+"));
            }
        }
        if (vertices == 0) {
            throw file.incomplete("the file has no line 'p sp n m'");
        }
        if (edges.size() != announced) {
            throw file.incomplete("the file announces " + announced + " arcs but holds " + edges.size());
        }
        file.requireVertices(vertices, edges.size());
        return edges.graph(directed, new LazyNames(vertices, v -> String.valueOf(v + 1)));
    }

    private void fields(String text, String[] fields) {
        if (fields[0].equals("p") && fields.length == 4 && fields[1].equals("sp")) {
            problem(text, fields);
        } else if (fields[0].equals("a") && fields.length == 4) {
            arc(text, fields);
        } else {
            throw file.malformed("'" + text + "' is none of 'c ...', 'p sp n m' and 'a u v cost'");
        }
    }

    private void problem(String text, String[] fields) {
        if (vertices > 0) {
            throw file.malformed("'" + text + "' is a second 'p' line");
        }
        vertices = file.number(text, fields[2], Integer.MAX_VALUE - 1);
        announced = file.number(text, fields[3], FlatGraph.MOST_EDGES);
    }

    private void arc(String text, String[] fields) {
        if (vertices == 0) {
            throw file.malformed("'" + text + "' comes before the line 'p sp n m'");
        }
        if (edges.size() == announced) {
            throw file.malformed("'" + text + "' is one arc more than the " + announced + " announced");
        }
        edges.add(file.number(text, fields[1], vertices) - 1, file.number(text, fields[2], vertices) - 1);
        file.real("the cost", fields[3]);
    }
}
