package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.kernel.PathKernel;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.VertexLanes;
import java.util.Arrays;

/**
 * Shortest paths for costs of at least 0 in all lanes at once (each lane has a theta of its own), by the Bellman-Ford
 * algorithm: sweeps over the vertices, alternately forward and backward, lower the distances until no distance falls.
 *
 * <p>Adding a cost is monotone in floating point too, so the distances up to that of the target are those of Dijkstra's
 * algorithm to the last bit. A path is followed back from the target by the unique predecessor that gives each
 * distance. If a vertex on the path has several such predecessors, Dijkstra's algorithm solves this lane alone. So the
 * queue of Dijkstra's algorithm decides ties, as in {@link #solve}. If distances may still fall in any lane after the
 * last sweep, Dijkstra's algorithm solves all lanes, one by one.
 */
public abstract class DijkstraLanes implements Kernel.InLanes {
    /** In larger graphs with costs of vertices, sweeps are slower than queues. */
    public static final int MAX_VERTICES = 4096;

    /** In larger graphs with costs of edges, sweeps are slower than queues, because every sweep relaxes every arc. */
    public static final int MAX_VERTICES_FOR_EDGES = 1024;

    /** After this number of sweeps it is faster to solve the lanes one by one with a queue. */
    private static final int MAX_SWEEPS = 40;
    /**
     * The result instead of the last arc to a vertex, or of the vertex before it, if several are equally good or the
     * vertex is not reached.
     */
    static final int TIE = -1;

    /**
     * The arcs by the vertex that they enter; {@code incoming.ends} are the vertices that they leave. No vertex is
     * closed.
     */
    final Arcs incoming;
    /** The vector instructions by which subclasses make a sweep. */
    final PathKernel vectorKernel;

    int source;
    int target;
    final int lanes;
    /** The distance of vertex v from the source in a lane is at {@code v * lanes + lane}. */
    final double[] distances;
    /** The kernel that solves a lane alone. */
    private final Kernel single;
    /** The theta of a lane that is solved alone. */
    private final double[] theta;

    DijkstraLanes(PathProblem problem, Arcs incoming, PathKernel kernel, int lanes, Kernel single) {
        this.incoming = incoming;
        this.vectorKernel = kernel;
        this.source = problem.source();
        this.target = problem.target();
        this.lanes = lanes;
        this.distances = new double[incoming.vertices() * lanes];
        this.single = single;
        this.theta = new double[problem.coordinates().size()];
    }

    /** Fills in the distances of the source in all lanes, from {@code source * lanes} on. */
    abstract void begin(double[] thetas);

    /** Makes one sweep; returns whether another sweep is needed, because distances may still fall. */
    abstract boolean sweep(double[] thetas, boolean forward);

    /**
     * Adds the path of a lane to its solution, which is empty. Returns false at a tie or if there is no path; then the
     * solution may have a part of a path.
     */
    abstract boolean walkBack(double[] thetas, int lane, Vertex solution);

    @Override
    public final boolean retarget(PathProblem problem) {
        source = problem.source();
        target = problem.target();
        return single.retarget(problem);
    }

    @Override
    public final void solve(double[] costs, Vertex solution) {
        single.solve(costs, solution);
    }

    @Override
    public final int lanes() {
        return lanes;
    }

    @Override
    public final void solveLanes(double[] thetas, VertexLanes solutions) {
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        begin(thetas);
        boolean isSettled = sweepUntilSettled(thetas);
        for (int lane = 0; lane < lanes; lane++) {
            Vertex solution = solutions.vertex(lane);
            if (!isSettled || !walkBack(thetas, lane, solution)) {
                solveAlone(thetas, lane, solution);
            }
        }
    }

    private boolean sweepUntilSettled(double[] thetas) {
        for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
            if (!sweep(thetas, sweep % 2 == 0)) {
                return true;
            }
        }
        return false;
    }

    private void solveAlone(double[] thetas, int lane, Vertex solution) {
        for (int i = 0; i < theta.length; i++) {
            theta[i] = thetas[i * lanes + lane];
        }
        solution.clear();
        single.solve(theta, solution);
    }
}
