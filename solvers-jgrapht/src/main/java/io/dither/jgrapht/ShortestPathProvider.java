package io.dither.jgrapht;

import io.dither.error.Arguments;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import java.util.List;
import java.util.Locale;

/**
 * Offers {@link ShortestPath} on a graph from a file. Oracles that differ in their ends share the graph, as long as it is one of the
 * few that were used last and the file has not changed: their sessions turn from one to the other. With {@code turns} the costs of turns
 * come after those of the edges; there theta >= 0.
 */
public final class ShortestPathProvider implements OracleProvider {
    private final Families<PathFamily> families = new Families<>();
    private final Families<TurnFamily> withTurns = new Families<>();

    /** Creates the provider. */
    public ShortestPathProvider() {}

    @Override
    public String id() {
        return "jgrapht-shortest-path";
    }

    @Override
    public String description() {
        return "Shortest path between two vertices of a graph read from a file; theta: costs of edges or vertices";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required("file", Parameter.Type.FILE, "the edge list"),
                GraphFile.format(),
                Parameter.required("source", Parameter.Type.TEXT, "the vertex where paths start"),
                Parameter.required("target", Parameter.Type.TEXT, "the vertex where paths end"),
                Parameter.optional("directed", Parameter.Type.FLAG, "true", "whether edges lead one way only"),
                Parameter.choice("weights", "what theta puts costs on, in the order of the file", "edges", "vertices"),
                ClosedVertices.parameter(),
                Parameter.optional(
                        "turns",
                        Parameter.Type.FILE,
                        null,
                        "the turns with costs, rows via-from,via,via-to; in theta after the edges"),
                Parameter.optional(
                        "u-turns",
                        Parameter.Type.FLAG,
                        "false",
                        "whether theta holds costs of turning back, after the edges"),
                Algorithm.pathParameter());
    }

    @Override
    public LinearOracle create(Parameters parameters) {
        WeightsOn weights = WeightsOn.valueOf(parameters.text("weights").toUpperCase(Locale.ROOT));
        Algorithm algorithm = Algorithm.of(parameters);
        String noThrough = parameters.text("no-through");
        boolean back = parameters.flag("u-turns");
        if (back || parameters.has("turns")) {
            Arguments.require(
                    weights == WeightsOn.EDGES && algorithm == Algorithm.FLAT,
                    "turns go with weights=edges and algorithm=flat alone",
                    "Maybe leave these two out");
            Arguments.require(
                    !back || !parameters.has("turns"),
                    "turns and u-turns are both given",
                    "Maybe add the turns back to the file");
            return turning(parameters, back, noThrough);
        }
        PathFamily family = families.of(
                parameters.file("file"),
                parameters.text("format"),
                parameters.flag("directed"),
                List.of(weights, algorithm, noThrough),
                graph -> new PathFamily(ClosedVertices.close(graph, noThrough), weights, algorithm));
        return family.oracle(
                family.vertex("source", parameters.text("source")), family.vertex("target", parameters.text("target")));
    }

    private LinearOracle turning(Parameters parameters, boolean back, String noThrough) {
        return withTurns
                .of(
                        parameters.file("file"),
                        parameters.text("format"),
                        parameters.flag("directed"),
                        List.of(noThrough, back ? "u-turns" : Families.stamp(parameters.file("turns"))),
                        graph -> {
                            FlatGraph closed = ClosedVertices.close(graph, noThrough);
                            return new TurnFamily(
                                    back
                                            ? Turns.back(closed)
                                            : GraphFile.read(
                                                    parameters.file("turns"),
                                                    (file, lines) -> new TurnReader(file, closed).read(lines)));
                        })
                .oracle(parameters.text("source"), parameters.text("target"));
    }
}
