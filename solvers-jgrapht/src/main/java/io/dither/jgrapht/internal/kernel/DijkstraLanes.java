package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.kernel.PathKernel;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.VertexLanes;
import java.util.Arrays;

/**
 * Shortest paths for costs of at least 0 in all lanes at once: sweeps over the vertices, forward and backward in turn,
 * until no distance falls.
 *
 * <p>Adding a cost is monotone in floating point too, so the distances are those of Dijkstra's algorithm to the last
 * bit. A vertex is reached from the unique predecessor that gives its distance; if there are several, or the sweeps do
 * not settle, Dijkstra's algorithm solves the lane alone, because its queue decides ties.
 */
public abstract class DijkstraLanes implements Kernel.InLanes {
    /** In larger graphs with costs on vertices the sweeps are more work than the queues. */
    public static final int MOST_VERTICES = 4096;

    /** The same with costs on edges, where every arc is relaxed in every sweep. */
    public static final int MOST_VERTICES_FOR_EDGES = 1024;

    private static final int MOST_SWEEPS = 40;
    static final int TIE = -1;

    final Arcs incoming;
    final PathKernel kernel;
    int source;
    int target;
    final int lanes;
    final double[] distances;
    private final Kernel single;
    private final double[] theta;

    DijkstraLanes(PathProblem problem, Arcs incoming, PathKernel kernel, int lanes, Kernel single) {
        this.incoming = incoming;
        this.kernel = kernel;
        this.source = problem.source();
        this.target = problem.target();
        this.lanes = lanes;
        this.distances = new double[incoming.vertices() * lanes];
        this.single = single;
        this.theta = new double[problem.coordinates().size()];
    }

    /** Fills in the distances of the source, at {@code source * lanes} and behind. */
    abstract void begin(double[] thetas);

    /** Makes one sweep; returns whether a distance fell. */
    abstract boolean sweep(double[] thetas, boolean forward);

    /**
     * Adds the path of a lane to an empty vertex; returns false at a tie, when the vertex may hold a part of the path.
     */
    abstract boolean walkBack(double[] thetas, int lane, Vertex vertex);

    @Override
    public final boolean retarget(PathProblem problem) {
        source = problem.source();
        target = problem.target();
        return single.retarget(problem);
    }

    @Override
    public final void solve(double[] costs, Vertex vertex) {
        single.solve(costs, vertex);
    }

    @Override
    public final int lanes() {
        return lanes;
    }

    @Override
    public final void solveLanes(double[] thetas, VertexLanes vertices) {
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        begin(thetas);
        boolean settled = settle(thetas);
        for (int lane = 0; lane < lanes; lane++) {
            Vertex vertex = vertices.vertex(lane);
            if (!settled || !walkBack(thetas, lane, vertex)) {
                solveAlone(thetas, lane, vertex);
            }
        }
    }

    private boolean settle(double[] thetas) {
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            if (!sweep(thetas, sweep % 2 == 0)) {
                return true;
            }
        }
        return false;
    }

    private void solveAlone(double[] thetas, int lane, Vertex vertex) {
        for (int i = 0, at = lane; i < theta.length; i++, at += lanes) {
            theta[i] = thetas[at];
        }
        vertex.clear();
        single.solve(theta, vertex);
    }
}
