package io.dither.jgrapht;

import io.dither.error.Arguments;
import io.dither.jgrapht.graph.WeightsOn;
import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.jgrapht.internal.data.VertexNumbers;
import io.dither.jgrapht.internal.kernel.DijkstraLanes;
import io.dither.jgrapht.internal.kernel.Kernel;
import io.dither.jgrapht.internal.kernel.Negated;
import io.dither.oracle.Domain;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.capability.Network;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The paths of one graph between any two vertices; the oracles of all these paths share the compiled graph. */
final class PathFamily implements BetweenEnds.Family {
    /** The problem of the paths between two ends, and the factory of the kernels that solve it. */
    private record Compiled(PathProblem problem, Supplier<Kernel> kernels) {}

    private final FlatGraph graph;
    private final WeightsOn weightsOn;
    private final Sense sense;
    /** The traits of all paths of the graph, besides ZERO_ONE. */
    private final Trait[] extraTraits;

    private final Set<Trait> traits;
    private final Arcs outgoing;
    /** The vertices in topological order; not all of them if the graph has a cycle. */
    private final int[] order;

    private @Nullable Arcs incoming;
    private @Nullable Network network;
    private final VertexNumbers numbers;
    /** The last problem for which kernels were compiled; null before the first, and always if the graph has cycles. */
    private volatile @Nullable Compiled lastCompiled;

    PathFamily(FlatGraph graph, WeightsOn weightsOn, Trait... extraTraits) {
        this(graph, weightsOn, Sense.MINIMIZE, extraTraits);
    }

    private PathFamily(FlatGraph graph, WeightsOn weightsOn, Sense sense, Trait... extraTraits) {
        this.graph = graph;
        this.weightsOn = weightsOn;
        this.sense = sense;
        numbers = new VertexNumbers(graph);
        this.extraTraits = extraTraits;
        traits = EnumSet.of(Trait.ZERO_ONE, extraTraits);
        outgoing = Arcs.outgoing(graph);
        order = outgoing.topologicalOrder();
    }

    /** Makes the family of the longest paths of a graph without cycles. */
    static PathFamily longest(FlatGraph graph, WeightsOn weightsOn) {
        PathFamily family = new PathFamily(graph, weightsOn, Sense.MAXIMIZE);
        Arguments.require(
                family.isAcyclic(),
                "the graph has a cycle, so longest paths cannot be found",
                graph.directed ? "Maybe an edge is reversed" : "Maybe its edges should be directed");
        return family;
    }

    /**
     * Makes the oracle of two ends, by their numbers. Checks first that a path exists, except in large graphs with
     * cycles.
     */
    GraphOracle oracle(int source, int target) {
        PathProblem problem = new PathProblem(graph, source, target, weightsOn);
        // larger graphs with cycles are not checked, because this would take longer than most searches: the solve fails
        if (isAcyclic()) {
            cachedKernels(problem); // fails if there is no path
        } else if (outgoing.vertices() <= DijkstraLanes.MAX_VERTICES) {
            problem.requirePath(outgoing);
        }
        return oracle(problem);
    }

    /** Makes the oracle without a check; if there is no path, opening a session or a solve fails. */
    @Override
    public GraphOracle between(Object source, Object target) {
        return oracle(
                new PathProblem(graph, vertexNumber("source", source), vertexNumber("target", target), weightsOn));
    }

    private GraphOracle oracle(PathProblem problem) {
        GraphOracle oracle = new GraphOracle(
                        problem.coordinates(),
                        sense,
                        traits,
                        isAcyclic() ? () -> cachedKernels(problem).get() : kernels(problem),
                        new Paths(this, problem),
                        List.of(problem))
                .withDomain(isAcyclic() ? Domain.everywhere() : Domain.nonnegative());
        return problem.hasVertexCosts()
                ? oracle
                : oracle.withRestriction(
                        edges -> withGraph(graph.keeping(edges)).oracle(problem.source(), problem.target()));
    }

    /** Makes the family of another graph, with the same sense and traits, and theta on the same elements. */
    private PathFamily withGraph(FlatGraph other) {
        return new PathFamily(other, weightsOn, sense, extraTraits);
    }

    /**
     * Returns the kernel factory that the sessions of an oracle on a graph without cycles share; fails if there is no
     * path. The family caches the factory of the last oracle, so that oracles stay small.
     */
    private Supplier<Kernel> cachedKernels(PathProblem problem) {
        Compiled compiled = lastCompiled;
        if (compiled == null || !compiled.problem.equals(problem)) {
            problem.requirePath(outgoing);
            compiled = new Compiled(problem, kernels(problem));
            lastCompiled = compiled;
        }
        return compiled.kernels;
    }

    int vertexNumber(String role, Object vertex) {
        return numbers.of(role, vertex);
    }

    Arcs outgoing() {
        return outgoing;
    }

    boolean isAcyclic() {
        return order.length == outgoing.vertices();
    }

    private Supplier<Kernel> kernels(PathProblem problem) {
        // only families of longest paths maximise, and their graphs have no cycles
        return isAcyclic()
                ? Negated.ifMaximizing(sense == Sense.MAXIMIZE, ShortestPath.acyclicKernels(problem, outgoing, order))
                : ShortestPath.dijkstraKernels(problem, outgoing, this::incoming);
    }

    private synchronized Arcs incoming() {
        if (incoming == null) {
            incoming = Arcs.incoming(graph);
        }
        return incoming;
    }

    synchronized Network network() {
        if (network == null) {
            network = outgoing.network(weightsOn);
        }
        return network;
    }
}
