package io.dither.jgrapht;

import io.dither.jgrapht.graph.WeightsOn;
import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.jgrapht.internal.data.Turns;
import io.dither.jgrapht.internal.data.VertexNumbers;
import io.dither.jgrapht.internal.kernel.DijkstraLanes;
import io.dither.jgrapht.internal.kernel.Kernel;
import io.dither.jgrapht.internal.kernel.TurnDijkstra;
import io.dither.oracle.Domain;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.capability.Network;
import io.dither.oracle.capability.Trip;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The compiled graph and its turns, which all oracles of paths with turn costs on this graph share. */
final class TurnFamily implements BetweenEnds.Family {
    /** The paths between two ends. */
    private record TurnPaths(TurnFamily family, PathProblem problem) implements BetweenEnds {
        @Override
        public boolean retarget(Kernel kernel) {
            return kernel.retarget(problem);
        }

        @Override
        public Optional<Trip> trip() {
            return Optional.of(family.turns.trip(problem, family.network()));
        }

        @Override
        public Optional<String> violation(int[] nonzeros) {
            return family.violation(problem, nonzeros);
        }
    }

    private final Turns turns;
    private final List<?> coordinates;
    private final VertexNumbers numbers;
    private @Nullable Network network;

    TurnFamily(Turns turns) {
        this(turns, turns.names());
    }

    /** Here {@code coordinates} are the edges, then the turns or kinds of turns: objects, or their names. */
    TurnFamily(Turns turns, List<?> coordinates) {
        this.turns = turns;
        this.coordinates = coordinates;
        numbers = new VertexNumbers(turns.graph);
    }

    private synchronized Network network() {
        if (network == null) {
            network = turns.network();
        }
        return network;
    }

    /** Makes the oracle of the paths between two ends; if the graph is small, checks first that a path exists. */
    GraphOracle oracle(Object source, Object target) {
        PathProblem problem = problem(source, target);
        // in larger graphs, the check would take longer than most searches; without a path, the solve fails
        if (turns.outgoing.vertices() <= DijkstraLanes.MAX_VERTICES) {
            problem.requirePath(turns.outgoing);
        }
        return oracle(problem);
    }

    @Override
    public GraphOracle between(Object source, Object target) {
        return oracle(problem(source, target));
    }

    private PathProblem problem(Object source, Object target) {
        return new PathProblem(
                turns.graph, numbers.of("source", source), numbers.of("target", target), WeightsOn.EDGES);
    }

    private GraphOracle oracle(PathProblem problem) {
        return new GraphOracle(
                        coordinates,
                        Sense.MINIMIZE,
                        turns.kinds.isEmpty() ? Set.of(Trait.ZERO_ONE) : Set.of(), // several turns may be of one kind
                        () -> new TurnDijkstra(problem, turns),
                        new TurnPaths(this, problem),
                        List.of(problem))
                .withDomain(Domain.nonnegative());
    }

    private Optional<String> violation(PathProblem problem, int[] nonzeros) {
        int edges = 0; // coordinates of edges come first, those of turns follow
        while (edges < nonzeros.length && nonzeros[edges] < turns.graph.tails.length) {
            edges++;
        }
        for (int k = 1; k < edges; k++) {
            if (nonzeros[k] == nonzeros[k - 1]) {
                return Optional.of("coordinate " + nonzeros[k] + " is above 1, but no path has an edge twice");
            }
        }
        int turnCount = nonzeros.length - edges;
        return new PathSearch(problem, nonzeros).leadsOn(problem.source(), -1, edges, turnCount)
                ? Optional.empty()
                : Optional.of("no path from vertex '" + turns.graph.vertices.get(problem.source()) + "' to vertex '"
                        + turns.graph.vertices.get(problem.target()) + "' has these " + edges + " edges and "
                        + turnCount + " turns");
    }

    /**
     * Searches for an order in which the edges and turns are a path. If the path passes a vertex several times, several
     * orders may have to be tried.
     */
    private final class PathSearch {
        private final PathProblem problem;
        /** The coordinates that are not 0, in ascending order, each as often as its value. */
        private final int[] nonzeros;
        /** Whether each element of {@code nonzeros} is on the path so far. */
        private final boolean[] used;

        PathSearch(PathProblem problem, int[] nonzeros) {
            this.problem = problem;
            this.nonzeros = nonzeros;
            used = new boolean[nonzeros.length];
        }

        /**
         * Returns whether the unused edges and turns lead from vertex u to the target.
         *
         * @param last the edge that led to u; -1 at the source
         */
        boolean leadsOn(int u, int last, int remainingEdges, int remainingTurns) {
            if (remainingEdges == 0) {
                return remainingTurns == 0 && u == problem.target();
            }
            if (last >= 0 && turns.outgoing.closed.contains(u)) { // a path that enters a closed vertex ends there
                return false;
            }
            for (int a = turns.outgoing.firstArc[u]; a < turns.outgoing.firstArc[u + 1]; a++) {
                int edgeIndex = unused(turns.outgoing.edges[a]);
                int turn = last < 0 ? -1 : turns.coordinate(last, a);
                int turnIndex = turn < 0 ? -1 : unused(turn);
                if (edgeIndex < 0 || (turn >= 0 && turnIndex < 0)) {
                    continue;
                }
                setUsed(edgeIndex, turnIndex, true);
                if (leadsOn(
                        turns.outgoing.ends[a],
                        turns.outgoing.edges[a],
                        remainingEdges - 1,
                        turn < 0 ? remainingTurns : remainingTurns - 1)) {
                    return true;
                }
                setUsed(edgeIndex, turnIndex, false);
            }
            return false;
        }

        private void setUsed(int edgeIndex, int turnIndex, boolean isUsed) {
            used[edgeIndex] = isUsed;
            if (turnIndex >= 0) {
                used[turnIndex] = isUsed;
            }
        }

        /** Returns the index of an unused occurrence of a coordinate in {@code nonzeros}; negative if there is none. */
        private int unused(int coordinate) {
            int index = Arrays.binarySearch(nonzeros, coordinate);
            while (index > 0 && nonzeros[index - 1] == coordinate) {
                index--;
            }
            while (index >= 0 && used[index]) {
                index = index + 1 < nonzeros.length && nonzeros[index + 1] == coordinate ? index + 1 : -1;
            }
            return index;
        }
    }
}
