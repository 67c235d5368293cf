package io.dither.jgrapht;

import io.dither.kernel.Kernels;
import io.dither.oracle.Vertex;
import io.dither.oracle.VertexLanes;
import java.util.Arrays;

/** The shortest paths of an acyclic graph in all lanes at once: one sweep in topological order, then a walk back a lane. */
final class AcyclicLanes implements LaneKernel {
    private final PathGraph graph;
    private final int lanes;
    private final AcyclicPath single;
    private final double[] distances;

    AcyclicLanes(PathGraph graph, int lanes) {
        this.graph = graph;
        this.lanes = lanes;
        this.single = new AcyclicPath(graph);
        this.distances = new double[graph.size() * lanes];
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
        Arrays.fill(distances, 0, lanes, 0);
        Arrays.fill(distances, lanes, distances.length, Double.POSITIVE_INFINITY);
        Kernels.get().lowerByArcs(graph.start, graph.tails, graph.coordinates, thetas, distances, lanes, true);
        for (int lane = 0; lane < lanes; lane++) {
            walkBack(thetas, lane, vertices.vertex(lane));
        }
    }

    private void walkBack(double[] thetas, int lane, Vertex vertex) {
        for (int p = graph.size() - 1; p > 0; ) {
            int via = cheapest(thetas, lane, p);
            vertex.add(graph.coordinates[via], 1);
            p = graph.tails[via];
        }
        if (graph.sourceCoordinate != PathGraph.NONE) {
            vertex.add(graph.sourceCoordinate, 1);
        }
    }

    /** Returns the first of the cheapest arcs into p, as {@link AcyclicPath} does. */
    private int cheapest(double[] thetas, int lane, int p) {
        int best = graph.start[p];
        int end = graph.start[p + 1];
        if (best + 1 == end) {
            return best;
        }
        double least = candidate(thetas, lane, best);
        for (int a = best + 1; a < end; a++) {
            double candidate = candidate(thetas, lane, a);
            best = AcyclicPath.cheaper(best, least, a, candidate);
            least = Math.min(least, candidate);
        }
        return best;
    }

    private double candidate(double[] thetas, int lane, int arc) {
        return distances[graph.tails[arc] * lanes + lane] + thetas[graph.coordinates[arc] * lanes + lane];
    }
}
