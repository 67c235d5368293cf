package io.dither.jgrapht;

import io.dither.oracle.Vertex;
import java.util.Arrays;

/**
 * Dijkstra's algorithm for nonnegative costs on vertices.
 *
 * <p>The step into a vertex costs the same from everywhere, so the first vertex that reaches it is its best predecessor:
 * each is queued once, and the search ends when the target is first seen. Among equal distances the vertex with the
 * smaller number comes first.
 */
final class VertexDijkstra implements Kernel {
    private static final int UNSEEN = -1;

    private final Arcs arcs;
    private int source;
    private int target;
    private final int[] predecessor;
    private final MinHeap queue = new MinHeap(64);

    VertexDijkstra(PathProblem problem, Arcs outgoing) {
        this.arcs = outgoing;
        this.source = problem.source();
        this.target = problem.target();
        this.predecessor = new int[outgoing.vertices()];
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
        int v = target;
        for (; v != source; v = predecessor[v]) {
            vertex.add(v, 1);
        }
        vertex.add(v, 1);
    }

    private void search(double[] theta) {
        int[] from = predecessor;
        Arrays.fill(from, UNSEEN);
        from[source] = source;
        queue.clear();
        queue.push(theta[source], source);
        while (from[target] == UNSEEN) {
            PathProblem.requireReached(!queue.isEmpty());
            double distance = queue.key();
            int u = queue.pop();
            int end = arcs.start[u + 1];
            for (int a = arcs.start[u]; a < end; a++) {
                int v = arcs.ends[a];
                if (from[v] == UNSEEN) {
                    from[v] = u;
                    queue.push(distance + theta[v], v);
                }
            }
        }
    }
}
