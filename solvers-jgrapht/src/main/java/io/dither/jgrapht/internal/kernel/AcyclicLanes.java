package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.PathGraph;
import io.dither.kernel.PathKernel;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.VertexLanes;
import java.util.Arrays;

/** Solves for the shortest paths of an acyclic graph in all lanes at once. */
public final class AcyclicLanes implements Kernel.InLanes {
    private final PathGraph graph;
    private final PathKernel kernel;
    private final int lanes;
    /** Solves a single theta. */
    private final AcyclicPath single;
    /** A workspace of the kernel: the distance of each vertex from the source, in all lanes. */
    private final double[] distances;
    /** A workspace of the kernel: the last arc of the shortest path to each vertex, in all lanes. */
    private final long[] via;

    public AcyclicLanes(PathGraph graph, PathKernel kernel, int lanes) {
        this.graph = graph;
        this.kernel = kernel;
        this.lanes = lanes;
        this.single = new AcyclicPath(graph);
        this.distances = new double[graph.size() * lanes];
        this.via = new long[distances.length];
    }

    @Override
    public void solve(double[] theta, Vertex vertex) {
        single.solve(theta, vertex);
    }

    @Override
    public int lanes() {
        return lanes;
    }

    @Override
    public void solveLanes(double[] thetas, VertexLanes vertices) {
        double[] paths = vertices.zeroOne();
        kernel.cheapestPaths(graph.start, graph.tails, graph.coordinates, thetas, distances, via, paths);
        if (graph.sourceCoordinate != PathGraph.NONE) {
            // all paths start at the source, whose cost the kernel does not count
            Arrays.fill(paths, graph.sourceCoordinate * lanes, (graph.sourceCoordinate + 1) * lanes, 1);
        }
    }
}
