package io.dither.jgrapht;

import io.dither.jgrapht.graph.WeightsOn;
import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.jgrapht.internal.kernel.JgraphtPath;
import io.dither.jgrapht.internal.kernel.JgraphtTree;
import io.dither.oracle.Domain;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Oracles that JGraphT's own algorithms solve, as a reference. */
final class JgraphtReference {
    private JgraphtReference() {}

    static GraphOracle path(FlatGraph graph, int source, int target, WeightsOn on) {
        PathFamily family = new PathFamily(graph, on);
        PathProblem problem = new PathProblem(graph, source, target, on);
        Arcs outgoing = family.outgoing();
        return new GraphOracle(
                        problem.coordinates(),
                        Sense.MINIMIZE,
                        Set.of(Trait.ZERO_ONE),
                        () -> new JgraphtPath(problem, outgoing, family.isAcyclic()),
                        new Paths(family, problem),
                        List.of())
                .withDomain(family.isAcyclic() ? Domain.everywhere() : Domain.nonnegative());
    }

    static GraphOracle tree(FlatGraph graph, Sense sense) {
        FlatGraph undirected = graph.undirected();
        return new GraphOracle(
                undirected.edges,
                sense,
                Set.of(Trait.ZERO_ONE, Trait.CONSTANT_SUM),
                () -> new JgraphtTree(undirected, -sense.sign()),
                edges -> Optional.empty(),
                List.of());
    }
}
