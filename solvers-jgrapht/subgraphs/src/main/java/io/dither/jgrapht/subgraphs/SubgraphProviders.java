package io.dither.jgrapht.subgraphs;

import static io.dither.plugin.Parameter.Type.FILE;
import static io.dither.plugin.Parameter.Type.FLAG;
import static io.dither.plugin.Parameter.Type.INTEGER;
import static io.dither.plugin.Parameter.Type.TEXT;

import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.data.Names;
import io.dither.jgrapht.internal.files.GraphFile;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.oracle.Sense;
import io.dither.plugin.LastRead;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.PluginModule;
import java.util.List;

/**
 * Makes oracles of matchings, cuts, arborescences, Steiner trees and tours from oracle texts, such as {@code
 * jgrapht-tour:cities=9}. Cuts with the same file share its graph.
 */
public final class SubgraphProviders implements PluginModule {
    @Override
    public List<OracleProvider> plugins() {
        return List.of(arborescence(), steinerTree(), matching(), minCut(), tour());
    }

    private static OracleProvider arborescence() {
        return OracleProvider.of(
                "jgrapht-arborescence",
                "Spanning arborescence of a directed graph read from a file; theta: costs or scores of the arcs",
                SubgraphProviders::arborescenceOracle,
                fileParameter(),
                GraphFile.formatParameter(),
                Parameter.of("root", TEXT, "the vertex that reaches the others"),
                Parameter.choice("sense", "whether theta holds costs or scores", "minimize", "maximize"));
    }

    private static OracleProvider steinerTree() {
        return OracleProvider.of(
                "jgrapht-steiner-tree",
                "Tree that connects some vertices of a graph, by a heuristic with a lower bound; theta: costs >= 0 of edges",
                // a complete graph must have at least 2 vertices
                p -> SteinerTree.oracle(
                        GraphFile.fromFileOrComplete("jgrapht-steiner-tree", p, 2), Names.list(p.text("terminals"))),
                GraphFile.completeParameter(),
                GraphFile.optionalFileParameter(),
                GraphFile.formatParameter(),
                Parameter.of("terminals", TEXT, "the vertices to connect, such as (a,b,c)"));
    }

    private static OracleProvider matching() {
        return OracleProvider.of(
                "jgrapht-matching",
                "Matching in a complete graph or in one read from a file; theta: scores or costs of the edges",
                // a complete graph must have at least 2 vertices
                p -> Matching.oracle(
                        GraphFile.fromFileOrComplete("jgrapht-matching", p, 2), sense(p), p.flag("perfect")),
                GraphFile.completeParameter(),
                GraphFile.optionalFileParameter(),
                GraphFile.formatParameter(),
                Parameter.choice("sense", "whether theta holds scores or costs", "maximize", "minimize"),
                Parameter.of("perfect", FLAG, "whether every vertex must be matched")
                        .withDefault("false"));
    }

    private static OracleProvider minCut() {
        LastRead<CutFamily> families = new LastRead<>();
        return OracleProvider.of(
                "jgrapht-min-cut",
                "Minimum cut between two vertices of a graph read from a file; theta: capacities >= 0 of the edges",
                p -> minCutOracle(families, p),
                fileParameter(),
                GraphFile.formatParameter(),
                Parameter.of("source", TEXT, "the vertex inside the cut"),
                Parameter.of("target", TEXT, "the vertex outside the cut"),
                Parameter.of("directed", FLAG, "whether edges have a direction").withDefault("true"));
    }

    private static OracleProvider tour() {
        return OracleProvider.of(
                "jgrapht-tour",
                "Shortest round trip through n cities; theta: costs of the edges",
                p -> Tour.oracle(p.integer("cities", 3)),
                Parameter.of("cities", INTEGER, "the number of cities, from 3 to " + Tour.MAX_CITIES));
    }

    private static Parameter fileParameter() {
        return Parameter.of("file", FILE, "the edge list");
    }

    private static Sense sense(Parameters p) {
        return p.choice("sense", Sense.class);
    }

    private static LinearOracle arborescenceOracle(Parameters p) {
        FlatGraph graph = GraphFile.read(p, true); // a directed graph
        return Arborescence.oracle(graph, graph.vertexNumber("root", p.text("root")), sense(p));
    }

    private static LinearOracle minCutOracle(LastRead<CutFamily> families, Parameters p) {
        String format = p.text("format");
        boolean directed = p.flag("directed");
        return families.read(
                        p.file("file"),
                        List.of(format, directed), // what the result depends on besides the file, for the cache
                        file -> new CutFamily(GraphFile.read(file, format, directed)))
                .between(p.text("source"), p.text("target"));
    }
}
