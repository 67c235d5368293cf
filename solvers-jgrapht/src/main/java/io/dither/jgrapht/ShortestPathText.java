package io.dither.jgrapht;

import static io.dither.jgrapht.GraphProviders.cachedFamily;
import static io.dither.jgrapht.GraphProviders.fileParameter;
import static io.dither.plugin.Parameter.Type.FILE;
import static io.dither.plugin.Parameter.Type.FLAG;
import static io.dither.plugin.Parameter.Type.TEXT;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.jgrapht.graph.TurnKind;
import io.dither.jgrapht.graph.WeightsOn;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.data.Names;
import io.dither.jgrapht.internal.data.NoThrough;
import io.dither.jgrapht.internal.data.Turns;
import io.dither.jgrapht.internal.files.GraphFile;
import io.dither.jgrapht.internal.files.PositionReader;
import io.dither.jgrapht.internal.files.TurnReader;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.LastRead;
import io.dither.plugin.Lines;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes oracles of {@link ShortestPath} on a graph from a file, from oracle texts, such as {@code
 * jgrapht-shortest-path:file=roads.gr,source=1,target=9}. Oracles that differ only in their ends share the compiled
 * graph until the file changes or the cache ({@link LastRead}) drops the graph. With {@code turns}, {@code u-turns} or
 * {@code positions}, theta has the costs of turns after the costs of the edges; then all costs must be at least 0.
 */
final class ShortestPathText {
    private final LastRead<PathFamily> pathFamilies = new LastRead<>();
    private final LastRead<TurnFamily> turnFamilies = new LastRead<>();

    OracleProvider provider() {
        return OracleProvider.of(
                "jgrapht-shortest-path",
                "Shortest path between two vertices of a graph read from a file; theta: costs of edges or vertices",
                this::create,
                fileParameter(),
                GraphFile.formatParameter(),
                Parameter.of("source", TEXT, "the vertex where paths start"),
                Parameter.of("target", TEXT, "the vertex where paths end"),
                Parameter.of("directed", FLAG, "whether edges have a direction").withDefault("true"),
                Parameter.choice(
                        "weights",
                        "whether theta has costs of edges or vertices, in the order of the file",
                        "edges",
                        "vertices"),
                NoThrough.parameter(),
                Parameter.of(
                                "turns",
                                FILE,
                                "the turns with costs, rows via-from,via,via-to; their costs are after those of the edges")
                        .optional(),
                Parameter.of("u-turns", FLAG, "whether theta has costs of turning back, after those of the edges")
                        .withDefault("false"),
                Parameter.of(
                                "positions",
                                FILE,
                                "the positions of vertices, rows vertex,x,y with y to the north: theta has a cost for each kind of turn")
                        .optional(),
                Parameter.of(
                                "turn-kinds",
                                TEXT,
                                "the kinds of turns with costs, if positions are given: left, right, straight and u-turn")
                        .withDefault("left,right,u-turn"));
    }

    private LinearOracle create(Parameters parameters) {
        WeightsOn weights = parameters.choice("weights", WeightsOn.class);
        String noThrough = parameters.text("no-through");
        // the parameters that say which turns have costs; only one of them may be given
        List<String> turnOptions = Stream.of("turns", "u-turns", "positions")
                .filter(turnOption ->
                        turnOption.equals("u-turns") ? parameters.flag(turnOption) : parameters.has(turnOption))
                .toList();
        if (!turnOptions.isEmpty()) {
            Arguments.require(
                    weights == WeightsOn.EDGES,
                    "turns can have costs with weights=edges only",
                    "Maybe leave weights out");
            Arguments.require(
                    turnOptions.size() == 1,
                    String.join(" and ", turnOptions) + " are both given",
                    "Maybe put all turns into one file");
            return oracleWithTurnCosts(parameters, turnOptions.get(0), noThrough);
        }
        PathFamily family = cachedFamily(
                pathFamilies,
                parameters,
                parameters.flag("directed"),
                List.of(weights, noThrough),
                graph -> new PathFamily(NoThrough.close(graph, noThrough), weights));
        return family.oracle(
                family.vertexNumber("source", parameters.text("source")),
                family.vertexNumber("target", parameters.text("target")));
    }

    private LinearOracle oracleWithTurnCosts(Parameters parameters, String turnOption, String noThrough) {
        // a part of the key of the cache; this part changes if the file of turns or positions changes
        Object turnKey = turnOption.equals("u-turns")
                ? turnOption
                : List.of(turnOption, LastRead.stamp(parameters.file(turnOption)));
        return cachedFamily(
                        turnFamilies,
                        parameters,
                        parameters.flag("directed"),
                        List.of(noThrough, turnKey, parameters.text("turn-kinds")),
                        graph -> new TurnFamily(turns(parameters, turnOption, NoThrough.close(graph, noThrough))))
                .oracle(parameters.text("source"), parameters.text("target"));
    }

    private static Turns turns(Parameters parameters, String turnOption, FlatGraph graph) {
        return switch (turnOption) {
            case "turns" -> Lines.read(parameters.file(turnOption), lines -> new TurnReader(lines, graph).read());
            case "positions" -> {
                double[][] positions = // element 0: the x of all vertices; element 1: their y
                        Lines.read(parameters.file(turnOption), lines -> new PositionReader(lines, graph).read());
                yield Turns.byKind(graph, positions[0], positions[1], turnKinds(parameters.text("turn-kinds")));
            }
            default -> Turns.uTurns(graph);
        };
    }

    /** Reads kinds of turns, such as {@code left,u-turn}. */
    private static Set<TurnKind> turnKinds(String text) {
        Set<TurnKind> kinds = EnumSet.noneOf(TurnKind.class);
        for (String name : Names.list(text)) {
            try {
                kinds.add(TurnKind.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')));
            } catch (IllegalArgumentException unknown) {
                throw new InvalidArgumentException(
                        "turn-kinds holds '" + name + "', which is none of left, right, straight and u-turn",
                        "Maybe a typing error");
            }
        }
        return kinds;
    }
}
