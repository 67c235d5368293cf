package io.dither.jgrapht;

import static io.dither.plugin.Parameter.Type.FILE;
import static io.dither.plugin.Parameter.Type.INTEGER;
import static io.dither.plugin.Parameter.Type.TEXT;

import io.dither.jgrapht.graph.WeightsOn;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.files.GraphFile;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.oracle.Sense;
import io.dither.plugin.LastRead;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.PluginModule;
import java.util.List;
import java.util.function.Function;

/**
 * Makes the oracles on graphs from oracle texts, such as {@code jgrapht-grid-path:rows=4,cols=4}. Oracles with the same
 * file and different ends share the compiled graph.
 */
public final class GraphProviders implements PluginModule {
    private static final Parameter ROWS = Parameter.of("rows", INTEGER, "the number of rows, at least 1");
    private static final Parameter COLS = Parameter.of("cols", INTEGER, "the number of columns, at least 1");

    @Override
    public List<OracleProvider> plugins() {
        return List.of(new ShortestPathText().provider(), gridPath(), gridArcs(), spanningTree(), longestPath());
    }

    private static OracleProvider gridPath() {
        return OracleProvider.of(
                "jgrapht-grid-path",
                "Cheapest path through a grid, top left to bottom right; theta: costs >= 0 of the cells, row by row",
                p -> GridPath.cells(p.integer("rows", 1), p.integer("cols", 1), p.integer("neighbours", 4)),
                ROWS,
                COLS,
                Parameter.choice("neighbours", "the number of cells to which a step may lead", "8", "4"));
    }

    private static OracleProvider gridArcs() {
        return OracleProvider.of(
                "jgrapht-grid-arcs",
                "Cheapest path through a grid by steps right and down; theta: costs of the arcs, for each row right, then down",
                p -> GridPath.arcs(p.integer("rows", 1), p.integer("cols", 1)),
                ROWS,
                COLS);
    }

    private static OracleProvider spanningTree() {
        return OracleProvider.of(
                "jgrapht-spanning-tree",
                "Spanning tree of a complete graph or of one read from a file; theta: costs or scores of the edges",
                // the graph has at least 2 vertices
                p -> SpanningTree.oracle(GraphFile.fromFileOrComplete("jgrapht-spanning-tree", p, 2), sense(p)),
                GraphFile.completeParameter(),
                GraphFile.optionalFileParameter(),
                GraphFile.formatParameter(),
                Parameter.choice("sense", "whether theta holds costs or scores", "minimize", "maximize"));
    }

    private static OracleProvider longestPath() {
        LastRead<PathFamily> families = new LastRead<>();
        return OracleProvider.of(
                "jgrapht-longest-path",
                "Longest path between two vertices of an acyclic graph read from a file; theta: scores of edges or vertices",
                p -> longestPathOracle(families, p),
                Parameter.of("file", FILE, "the edge list, without a cycle"),
                GraphFile.formatParameter(),
                Parameter.of("source", TEXT, "the vertex where paths start"),
                Parameter.of("target", TEXT, "the vertex where paths end"),
                Parameter.choice(
                        "weights",
                        "whether theta has scores of edges or vertices, in the order of the file",
                        "edges",
                        "vertices"));
    }

    static Parameter fileParameter() {
        return Parameter.of("file", FILE, "the edge list");
    }

    private static Sense sense(Parameters p) {
        return p.choice("sense", Sense.class);
    }

    private static LinearOracle longestPathOracle(LastRead<PathFamily> families, Parameters p) {
        WeightsOn weights = p.choice("weights", WeightsOn.class);
        // true: longest paths need a directed graph
        PathFamily family = cachedFamily(families, p, true, weights, graph -> PathFamily.longest(graph, weights));
        return family.oracle(
                family.vertexNumber("source", p.text("source")), family.vertexNumber("target", p.text("target")));
    }

    /**
     * Returns the family of oracles on the graph of a file, from a cache if possible.
     *
     * @param kind a part of the key of the cache: what the family depends on besides the graph
     * @param make makes the family if it is not in the cache
     */
    static <F> F cachedFamily(
            LastRead<F> families, Parameters p, boolean directed, Object kind, Function<FlatGraph, F> make) {
        String format = p.text("format");
        return families.read(
                p.file("file"),
                List.of(format, directed, kind),
                file -> make.apply(GraphFile.read(file, format, directed)));
    }
}
