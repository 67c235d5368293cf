package io.dither.jgrapht.subgraphs;

import io.dither.error.Arguments;
import io.dither.jgrapht.GraphOracle;
import io.dither.jgrapht.graph.WeightsOn;
import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.jgrapht.internal.data.VertexNumbers;
import io.dither.oracle.Domain;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Makes oracles of the cuts between any two vertices of one graph; all oracles share the compiled graph. */
final class CutFamily {
    private final FlatGraph graph;
    private final VertexNumbers numbers;
    /** The arcs of the graph by the vertex that they leave. */
    private final Arcs outgoing;
    /** One object for all oracles: oracles are of the same family if this function is the same. */
    private final BiFunction<Object, Object, GraphOracle> family = this::between;

    CutFamily(FlatGraph graph) {
        this.graph = graph.closedBelow(0); // no closed vertices: they concern paths only
        numbers = new VertexNumbers(graph);
        outgoing = Arcs.outgoing(this.graph);
    }

    GraphOracle between(Object source, Object target) {
        PathProblem problem =
                new PathProblem(graph, numbers.of("source", source), numbers.of("target", target), WeightsOn.EDGES);
        Arguments.require(
                problem.source() != problem.target(),
                "source = target = '" + source + "' has no cut",
                "Maybe choose another target");
        return GraphOracle.of(
                        graph.edges,
                        Sense.MINIMIZE,
                        EnumSet.of(Trait.ZERO_ONE),
                        () -> new Dinic(problem, outgoing),
                        cut -> violation(problem, cut),
                        List.of(problem))
                .withDomain(Domain.nonnegative())
                .withEnds(family, kernel -> kernel.retarget(problem));
    }

    /** Tests a cut by the vertices that the source reaches without the edges of the cut. */
    private Optional<String> violation(PathProblem problem, int[] cut) {
        boolean[] inside = outgoing.reachableFrom(problem.source(), edge -> Arrays.binarySearch(cut, edge) < 0);
        if (inside[problem.target()]) {
            return Optional.of(
                    "it is not a cut: there is still a path from vertex '" + graph.vertices.get(problem.source())
                            + "' to vertex '" + graph.vertices.get(problem.target()) + "'");
        }
        for (int edge : cut) {
            boolean leaves = graph.directed
                    ? inside[graph.tails[edge]] && !inside[graph.heads[edge]]
                    : inside[graph.tails[edge]] != inside[graph.heads[edge]];
            if (!leaves) {
                return Optional.of("edge " + graph.edges.get(edge)
                        + " does not leave the set of vertices that the source reaches without the cut");
            }
        }
        return Optional.empty();
    }
}
