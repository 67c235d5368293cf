package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.kernel.PathKernel;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Coordinates;
import java.util.Arrays;

/**
 * {@link EdgeDijkstra} for several thetas at once. The last edge of the path to a vertex is the edge that gives its
 * distance.
 */
public final class EdgeDijkstraLanes extends DijkstraLanes implements Kernel.OnDemand {
    private final TwoWayDijkstra search;

    public EdgeDijkstraLanes(PathProblem problem, Arcs outgoing, Arcs incoming, PathKernel kernel, int lanes) {
        this(problem, incoming, kernel, lanes, new TwoWayDijkstra(problem, outgoing, incoming));
    }

    private EdgeDijkstraLanes(PathProblem problem, Arcs incoming, PathKernel kernel, int lanes, TwoWayDijkstra search) {
        super(problem, incoming, kernel, lanes, search);
        this.search = search;
    }

    @Override
    public void solve(Coordinates theta, Vertex solution) {
        search.solve(theta, solution);
    }

    @Override
    void begin(double[] thetas) {
        Arrays.fill(distances, source * lanes, (source + 1) * lanes, 0);
    }

    @Override
    boolean sweep(double[] thetas, boolean forward) {
        return vectorKernel.lowerByArcs(incoming.firstArc, incoming.ends, incoming.edges, thetas, distances, forward);
    }

    @Override
    boolean walkBack(double[] thetas, int lane, Vertex solution) {
        for (int v = target; v != source; ) {
            int arc = cheapest(thetas, v, lane);
            if (arc == TIE) {
                return false;
            }
            solution.add(incoming.edges[arc], 1);
            v = incoming.ends[arc];
        }
        return true;
    }

    /** Returns the arc into a vertex that gives its distance; TIE if several do, or if the vertex is not reached. */
    private int cheapest(double[] thetas, int v, int lane) {
        int end = incoming.firstArc[v + 1];
        int cheapest = TIE;
        double smallest = Double.POSITIVE_INFINITY;
        for (int a = incoming.firstArc[v]; a < end; a++) {
            double candidate = distances[incoming.ends[a] * lanes + lane] + thetas[incoming.edges[a] * lanes + lane];
            if (candidate < smallest) {
                smallest = candidate;
                cheapest = a;
            } else if (candidate == smallest) {
                cheapest = TIE;
            }
        }
        return cheapest;
    }
}
