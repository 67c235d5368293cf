package io.dither.jgrapht.subgraphs;

import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.jgrapht.internal.kernel.Kernel;
import io.dither.oracle.Vertex;
import java.util.Arrays;

/**
 * Dinic's maximum flow. The last search finds the vertices that the source still reaches. They are the smallest set
 * that a minimum cut separates from the target.
 *
 * <p>Arc 2 e has the direction of edge e, and arc 2 e + 1 the opposite direction. Each augmentation makes the residual
 * of an arc exactly 0, so the algorithm ends despite rounding errors, and the cut is minimal up to the rounding of
 * sums.
 */
final class Dinic implements Kernel {
    private final FlatGraph graph;
    /** The arcs of the graph by the vertex that they leave, each edge in both directions. */
    private final Arcs arcs;

    private int source;
    private int target;
    /** How much more flow each arc can take; the index is the number of the arc. */
    private final double[] residual;
    /** How many arcs a shortest path from the source to each vertex has; -1 if the search did not reach the vertex. */
    private final int[] level;
    /** The position in {@code arcs} of the arc that each vertex tries next. */
    private final int[] nextArc;

    private final int[] queue;
    /** The current path, as positions in {@code arcs}. */
    private final int[] path;

    Dinic(PathProblem problem, Arcs outgoing) {
        graph = problem.graph();
        // flow can also be sent back, against the direction of an edge
        arcs = graph.directed ? Arcs.outgoing(graph.undirected()) : outgoing;
        source = problem.source();
        target = problem.target();
        residual = new double[2 * graph.tails.length];
        level = new int[arcs.vertices()];
        nextArc = new int[level.length];
        queue = new int[level.length];
        path = new int[level.length];
    }

    @Override
    public boolean retarget(PathProblem problem) {
        source = problem.source();
        target = problem.target();
        return true;
    }

    @Override
    public void solve(double[] theta, Vertex solution) {
        for (int e = 0; e < theta.length; e++) {
            residual[2 * e] = theta[e];
            residual[2 * e + 1] = graph.directed ? 0 : theta[e];
        }
        while (searchReachesTarget()) {
            sendBlockingFlow();
        }
        for (int e = 0; e < theta.length; e++) {
            boolean isTailReached = level[graph.tails[e]] >= 0;
            boolean isHeadReached = level[graph.heads[e]] >= 0;
            if (graph.directed ? isTailReached && !isHeadReached : isTailReached != isHeadReached) {
                solution.add(e, 1);
            }
        }
    }

    /** Returns the number, 2 e or 2 e + 1, of the arc from vertex u that is at this position in {@code arcs}. */
    private int arc(int u, int position) {
        int e = arcs.edges[position];
        return graph.tails[e] == u ? 2 * e : 2 * e + 1;
    }

    /**
     * Computes the levels, and returns whether the target is reached. The search ends at the target. Vertices as far
     * from the source as the target, or farther, may then have the level -1; no shortest path to the target needs them.
     */
    private boolean searchReachesTarget() {
        Arrays.fill(level, -1);
        level[source] = 0;
        int size = 0;
        queue[size++] = source;
        for (int k = 0; k < size; k++) {
            int u = queue[k];
            for (int a = arcs.firstArc[u]; a < arcs.firstArc[u + 1]; a++) {
                int v = arcs.ends[a];
                if (level[v] < 0 && residual[arc(u, a)] > 0) {
                    level[v] = level[u] + 1;
                    if (v == target) {
                        return true;
                    }
                    queue[size++] = v;
                }
            }
        }
        return false;
    }

    /**
     * Sends a blocking flow: sends flow along shortest paths until each of them has an arc without residual. Each
     * vertex continues with the arc that it used last.
     */
    private void sendBlockingFlow() {
        System.arraycopy(arcs.firstArc, 0, nextArc, 0, nextArc.length);
        int length = 0;
        int u = source;
        while (true) {
            if (u == target) {
                length = augment(length);
                u = endOf(length);
            } else if (findsNextArc(u)) {
                path[length++] = nextArc[u];
                u = arcs.ends[nextArc[u]];
            } else if (length == 0) {
                return;
            } else {
                level[u] = -1; // no path leads on from u in this phase
                length--;
                u = endOf(length);
            }
        }
    }

    /** Moves nextArc[u] to the first arc on which flow may be sent on from u; returns false if there is none. */
    private boolean findsNextArc(int u) {
        for (; nextArc[u] < arcs.firstArc[u + 1]; nextArc[u]++) {
            int v = arcs.ends[nextArc[u]];
            if (level[v] == level[u] + 1 && residual[arc(u, nextArc[u])] > 0) {
                return true;
            }
        }
        return false;
    }

    /** Returns the vertex at which the first {@code length} arcs of the path end. */
    private int endOf(int length) {
        return length == 0 ? source : arcs.ends[path[length - 1]];
    }

    /**
     * Sends as much flow as possible along the path; returns the number of its arcs before the first arc whose residual
     * is now 0.
     */
    private int augment(int length) {
        double amount = Double.POSITIVE_INFINITY;
        for (int k = 0; k < length; k++) {
            amount = Math.min(amount, residual[arc(endOf(k), path[k])]);
        }
        int usable = length;
        for (int k = length - 1; k >= 0; k--) {
            int arc = arc(endOf(k), path[k]);
            residual[arc] -= amount;
            // arc ^ 1 is the opposite arc of the same edge
            residual[arc ^ 1] += amount;
            usable = residual[arc] == 0 ? k : usable;
        }
        return usable;
    }
}
