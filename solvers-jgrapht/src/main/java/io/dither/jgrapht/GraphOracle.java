package io.dither.jgrapht;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.oracle.Domain;
import io.dither.oracle.Membership;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The paths or trees of a graph as 0/1 vectors, one coordinate an edge or a vertex.
 *
 * <p>The graph is compiled when the oracle is made: later changes of a JGraphT graph are not seen. Immutable and
 * thread-safe; made by {@link ShortestPath}, {@link GridPath} and {@link SpanningTree}.
 */
public final class GraphOracle implements Membership {
    private final List<?> coordinates;
    private final Sense sense;
    private final Domain domain;
    private final Set<Trait> traits;
    private final Supplier<Kernel> kernels;
    /** The ends of paths, null for trees. */
    private final @Nullable Paths paths;

    GraphOracle(
            List<?> coordinates,
            Sense sense,
            Domain domain,
            Set<Trait> traits,
            Supplier<Kernel> kernels,
            @Nullable Paths paths) {
        Arguments.require(
                !coordinates.isEmpty(),
                "graph has no edges to put weights on: theta would be empty",
                "Maybe it is not filled yet");
        this.coordinates = Collections.unmodifiableList(coordinates);
        this.sense = sense;
        this.domain = domain;
        this.traits = traits;
        this.kernels = kernels;
        this.paths = paths;
    }

    /**
     * Returns what the coordinates of theta and y stand for: coordinate i is element i.
     *
     * @return the edges or vertices of the graph, in its iteration order; names where there is no JGraphT graph
     */
    public List<?> coordinates() {
        return coordinates;
    }

    /**
     * Returns the paths between other ends of the same graph, which stays compiled as it is: sessions turn from one to the other.
     *
     * @param source where paths start: a vertex of the graph, or its name where it was read from a file
     * @param target where they end
     * @return the oracle
     * @throws io.dither.error.InvalidArgumentException where this is no oracle of paths, or an end is no vertex
     * @throws io.dither.error.OracleException where the graph is small or acyclic and no path leads there; in others the solve finds
     *     out
     */
    public GraphOracle between(Object source, Object target) {
        Paths own = paths;
        if (own == null) {
            throw new InvalidArgumentException("a spanning tree has no ends", "Maybe make a shortest path");
        }
        PathFamily family = own.family();
        return family.oracle(family.vertex("source", source), family.vertex("target", target));
    }

    /** Returns the ends where another oracle has the same graph, or null. */
    @Nullable
    PathProblem inFamilyOf(GraphOracle other) {
        return paths != null && other.paths != null && paths.family() == other.paths.family() ? paths.problem() : null;
    }

    @Override
    public Optional<String> violation(double[] y) {
        for (int i = 0; i < y.length; i++) {
            if (y[i] != 0 && y[i] != 1) {
                return Optional.of("coordinate " + i + " is " + y[i] + ", neither 0 nor 1");
            }
        }
        return paths == null ? Optional.empty() : paths.violation(y);
    }

    @Override
    public int dimension() {
        return coordinates.size();
    }

    @Override
    public Sense sense() {
        return sense;
    }

    @Override
    public Domain domain() {
        return domain;
    }

    @Override
    public Set<Trait> traits() {
        return traits;
    }

    @Override
    public OracleSession openSession() {
        Kernel kernel = kernels.get();
        return kernel instanceof LaneKernel lanes ? new KernelLanes(this, lanes) : new KernelSession(this, kernel);
    }
}
