package io.dither.jgrapht;

import io.dither.kernel.Kernels;
import io.dither.oracle.Vertex;

/** {@link VertexDijkstra} in lanes: the predecessor of a vertex is its nearest neighbour. */
final class VertexDijkstraLanes extends DijkstraLanes {
    VertexDijkstraLanes(PathProblem problem, Arcs outgoing, Arcs incoming, int lanes) {
        super(problem, incoming, lanes, new VertexDijkstra(problem, outgoing));
    }

    @Override
    void begin(double[] thetas) {
        System.arraycopy(thetas, source * lanes, distances, source * lanes, lanes);
    }

    @Override
    boolean sweep(double[] thetas, boolean forward) {
        return Kernels.get().lowerByVertices(incoming.start, incoming.ends, thetas, distances, lanes, forward);
    }

    @Override
    boolean walkBack(double[] thetas, int lane, Vertex vertex) {
        int v = target;
        while (v != source) {
            vertex.add(v, 1);
            v = nearest(v, lane);
            if (v == TIE) {
                return false;
            }
        }
        vertex.add(v, 1);
        return true;
    }

    private int nearest(int v, int lane) {
        int[] ends = incoming.ends;
        int end = incoming.start[v + 1];
        int nearest = TIE;
        double least = Double.POSITIVE_INFINITY;
        for (int a = incoming.start[v]; a < end; a++) {
            double distance = distances[ends[a] * lanes + lane];
            if (distance < least) {
                least = distance;
                nearest = ends[a];
            } else if (distance == least && ends[a] != nearest) {
                nearest = TIE;
            }
        }
        return nearest;
    }
}
