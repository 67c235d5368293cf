package io.dither.jgrapht.internal.files;

import io.dither.error.Arguments;
import io.dither.jgrapht.internal.data.Edges;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.data.LazyNames;
import io.dither.plugin.Lines;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import java.nio.file.Path;

/** Reads graphs from files in three formats. */
public final class GraphFile {
    private static final Parameter FORMAT = Parameter.choice(
            "format",
            "dimacs: lines 'p sp n m' and 'a u v cost'; csv: rows source,target; tntp: a road network with zones",
            "dimacs",
            "csv",
            "tntp");

    /** The largest number of vertices that a file may have beyond two per edge. */
    private static final int MAX_ISOLATED = 1_000_000;

    private GraphFile() {}

    public static Parameter formatParameter() {
        return FORMAT;
    }

    /** The number of vertices of a complete graph, instead of {@link #optionalFileParameter}. */
    public static Parameter completeParameter() {
        return Parameter.of("complete", Parameter.Type.INTEGER, "the number of vertices of a complete graph")
                .optional();
    }

    /** The file of a graph, instead of {@link #completeParameter}. */
    public static Parameter optionalFileParameter() {
        return Parameter.of("file", Parameter.Type.FILE, "the edge list, instead of complete")
                .optional();
    }

    /**
     * Makes an undirected graph: reads the file that the parameter {@code file} names, or makes the complete graph with
     * the number of vertices that the parameter {@code complete} gives, at least {@code minVertices}.
     *
     * @param id the name of the oracle, for messages
     */
    public static FlatGraph fromFileOrComplete(String id, Parameters parameters, int minVertices) {
        Arguments.require(
                parameters.has("complete") != parameters.has("file"),
                "oracle '" + id + "' needs either complete or file",
                "Maybe write " + id + ":complete=10");
        return parameters.has("complete")
                ? FlatGraph.complete(parameters.integer("complete", minVertices), minVertices)
                : read(parameters, false);
    }

    /** Reads the graph from the file and in the format that the parameters {@code file} and {@code format} name. */
    public static FlatGraph read(Parameters parameters, boolean directed) {
        return read(parameters.file("file"), parameters.text("format"), directed);
    }

    /** Reads a graph. Costs in the file are not used, because theta has the costs. */
    public static FlatGraph read(Path path, String format, boolean directed) {
        return Lines.read(path, lines -> switch (format) {
            case "csv" -> new CsvReader(lines).read(directed);
            case "tntp" -> new TntpReader(lines).read(directed);
            default -> new DimacsReader(lines).read(directed);
        });
    }

    /**
     * Makes the graph of a file that announces its numbers of vertices and edges; the names of vertices are their
     * numbers from 1 on.
     *
     * @param edgeWord the word of the file format for edges, for messages
     */
    static FlatGraph numberedGraph(
            Lines lines, boolean directed, Edges edges, int vertices, int announced, String edgeWord) {
        if (edges.size() != announced) {
            throw lines.incomplete("the file announces " + announced + " " + edgeWord + " but has " + edges.size());
        }
        // a short file must not make an oracle allocate arrays for many millions of vertices
        if (vertices - MAX_ISOLATED > 2 * (long) announced) {
            throw lines.incomplete("the file announces " + vertices + " vertices, but only " + announced + " edges");
        }
        return edges.graph(directed, new LazyNames(vertices, v -> String.valueOf(v + 1)));
    }
}
