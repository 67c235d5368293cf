package io.dither.jgrapht;

import io.dither.error.Arguments;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The paths or trees of a graph as 0/1 vectors, one coordinate an edge or a vertex.
 *
 * <p>The graph is compiled when the oracle is made: later changes of a JGraphT graph are not seen. Immutable and
 * thread-safe; made by {@link ShortestPath}, {@link GridPath} and {@link SpanningTree}.
 */
public final class GraphOracle implements LinearOracle {
    private final List<?> coordinates;
    private final Sense sense;
    private final Domain domain;
    private final Set<Trait> traits;
    private final Supplier<Kernel> kernels;

    GraphOracle(List<?> coordinates, Sense sense, Domain domain, Set<Trait> traits, Supplier<Kernel> kernels) {
        Arguments.require(
                !coordinates.isEmpty(),
                "graph has no edges to put weights on: theta would be empty",
                "Maybe it is not filled yet");
        this.coordinates = Collections.unmodifiableList(coordinates);
        this.sense = sense;
        this.domain = domain;
        this.traits = traits;
        this.kernels = kernels;
    }

    /**
     * Returns what the coordinates of theta and y stand for: coordinate i is element i.
     *
     * @return the edges or vertices of the graph, in its iteration order; names where there is no JGraphT graph
     */
    public List<?> coordinates() {
        return coordinates;
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
