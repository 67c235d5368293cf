package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.PathGraph;
import io.dither.kernel.PathKernel;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.VertexLanes;
import java.util.Arrays;

/** Solves for the shortest paths of an acyclic graph in all lanes at once: each lane has a theta of its own. */
public final class AcyclicLanes implements Kernel.InLanes {
    private final PathGraph graph;
    /** The vector instructions by which this kernel solves. */
    private final PathKernel vectorKernel;

    private final int lanes;
    /** Solves a single theta. */
    private final AcyclicPath single;
    /** A workspace: the distance of each vertex from the source, in all lanes. */
    private final double[] distances;
    /**
     * A workspace: the last arc of the shortest path to each vertex, in all lanes, as a long, because a vector has as
     * many longs as doubles.
     */
    private final long[] via;

    public AcyclicLanes(PathGraph graph, PathKernel kernel, int lanes) {
        this.graph = graph;
        this.vectorKernel = kernel;
        this.lanes = lanes;
        this.single = new AcyclicPath(graph);
        this.distances = new double[graph.vertices() * lanes];
        this.via = new long[distances.length];
    }

    @Override
    public void solve(double[] theta, Vertex solution) {
        single.solve(theta, solution);
    }

    @Override
    public int lanes() {
        return lanes;
    }

    @Override
    public void solveLanes(double[] thetas, VertexLanes solutions) {
        // the block of all solutions, in which the vector kernel writes 1 for the coordinates of the paths, otherwise 0
        double[] paths = solutions.zeroOne();
        vectorKernel.cheapestPaths(graph.firstArc, graph.tails, graph.coordinates, thetas, distances, via, paths);
        if (graph.sourceCoordinate != PathGraph.NONE) {
            // the vector kernel marks only the coordinates of arcs; all paths also have that of the source
            Arrays.fill(paths, graph.sourceCoordinate * lanes, (graph.sourceCoordinate + 1) * lanes, 1);
        }
    }
}
