package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.kernel.PathKernel;
import io.dither.oracle.Vertex;
import java.util.Arrays;

/**
 * {@link VertexDijkstra} for several thetas at once. The predecessor of a vertex is the neighbour with the smallest
 * distance.
 */
public final class VertexDijkstraLanes extends DijkstraLanes {
    private final Arcs outgoing;
    /** Whether each vertex must be updated again, because the distance of a vertex before it has fallen. */
    private final boolean[] stale;

    public VertexDijkstraLanes(PathProblem problem, Arcs outgoing, Arcs incoming, PathKernel kernel, int lanes) {
        super(problem, incoming, kernel, lanes, new VertexDijkstra(problem, outgoing));
        this.outgoing = outgoing;
        this.stale = new boolean[outgoing.vertices()];
    }

    @Override
    void begin(double[] thetas) {
        for (int index = source * lanes; index < (source + 1) * lanes; index++) {
            // + 0.0 turns -0 into 0, because the vector kernel does not accept distances of -0
            distances[index] = thetas[index] + 0.0;
        }
        Arrays.fill(stale, false);
        for (int a = outgoing.firstArc[source]; a < outgoing.firstArc[source + 1]; a++) {
            stale[outgoing.ends[a]] = true;
        }
    }

    @Override
    boolean sweep(double[] thetas, boolean forward) {
        return vectorKernel.lowerByVertices(
                incoming.firstArc,
                incoming.ends,
                outgoing.firstArc,
                outgoing.ends,
                thetas,
                distances,
                stale,
                target,
                forward);
    }

    @Override
    boolean walkBack(double[] thetas, int lane, Vertex solution) {
        int v = target;
        while (v != source) {
            solution.add(v, 1);
            v = nearest(v, lane);
            if (v == TIE) {
                return false;
            }
        }
        solution.add(v, 1);
        return true;
    }

    /** Returns which vertex with an arc into v is nearest to the source; TIE if several are, or none is reached. */
    private int nearest(int v, int lane) {
        int[] ends = incoming.ends;
        int end = incoming.firstArc[v + 1];
        int nearest = TIE;
        double smallest = Double.POSITIVE_INFINITY;
        for (int a = incoming.firstArc[v]; a < end; a++) {
            double distance = distances[ends[a] * lanes + lane];
            if (distance < smallest) {
                smallest = distance;
                nearest = ends[a];
            } else if (distance == smallest && ends[a] != nearest) { // parallel arcs are not a tie
                nearest = TIE;
            }
        }
        return nearest;
    }
}
