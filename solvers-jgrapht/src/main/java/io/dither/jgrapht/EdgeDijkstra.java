package io.dither.jgrapht;

import io.dither.oracle.Vertex;
import java.util.Arrays;

/**
 * Dijkstra's algorithm for nonnegative costs on edges.
 *
 * <p>A vertex is queued again when its distance falls and outdated entries are skipped; the search ends when the target
 * leaves the queue. Among equal distances the vertex with the smaller number comes first, and a predecessor is only
 * replaced by a strictly better one.
 */
final class EdgeDijkstra implements Kernel {
    private static final int UNSEEN = -1;

    private final Arcs arcs;
    private int source;
    private int target;
    private final int[] predecessor;
    private final int[] via;
    private final double[] distance;
    private final MinHeap queue = new MinHeap(64);

    EdgeDijkstra(PathProblem problem, Arcs outgoing) {
        this.arcs = outgoing;
        this.source = problem.source();
        this.target = problem.target();
        this.predecessor = new int[outgoing.vertices()];
        this.via = new int[outgoing.vertices()];
        this.distance = new double[outgoing.vertices()];
    }

    @Override
    public boolean turnTo(PathProblem problem) {
        source = problem.source();
        target = problem.target();
        return true;
    }

    @Override
    public void solve(double[] theta, Vertex vertex) {
        search(theta);
        for (int v = target; v != source; v = predecessor[v]) {
            vertex.add(via[v], 1);
        }
    }

    private void search(double[] theta) {
        Arrays.fill(predecessor, UNSEEN);
        predecessor[source] = source;
        distance[source] = 0;
        queue.clear();
        queue.push(0, source);
        while (true) {
            PathProblem.requireReached(!queue.isEmpty());
            double key = queue.key();
            int u = queue.pop();
            if (u == target) {
                return;
            }
            if (key == distance[u]) {
                relax(theta, u, key);
            }
        }
    }

    private void relax(double[] theta, int u, double key) {
        int end = arcs.start[u + 1];
        for (int a = arcs.start[u]; a < end; a++) {
            int v = arcs.ends[a];
            double candidate = key + theta[arcs.edges[a]];
            if (predecessor[v] == UNSEEN || candidate < distance[v]) {
                distance[v] = candidate;
                predecessor[v] = u;
                via[v] = arcs.edges[a];
                queue.push(candidate, v);
            }
        }
    }
}
