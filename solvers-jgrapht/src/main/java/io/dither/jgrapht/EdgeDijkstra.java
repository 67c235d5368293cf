package io.dither.jgrapht;

import io.dither.oracle.Vertex;

/**
 * Dijkstra's algorithm for nonnegative costs on edges.
 *
 * <p>A vertex is queued again when its distance falls and outdated entries are skipped; the search ends when the target
 * leaves the queue. Among equal distances the vertex with the smaller number comes first, and a predecessor is only
 * replaced by a strictly better one. A solve takes time by the edges that it looks at, not by those of the graph.
 */
final class EdgeDijkstra extends Dijkstra {
    private final Arcs arcs;
    private final int[] via;
    private final double[] distance;

    EdgeDijkstra(PathProblem problem, Arcs outgoing) {
        super(problem, outgoing.vertices());
        this.arcs = outgoing;
        this.via = new int[outgoing.vertices()];
        this.distance = new double[outgoing.vertices()];
    }

    @Override
    void search(Vertex vertex) {
        reach();
        for (int v = target; v != source; v = tree.from(v)) {
            vertex.add(via[v], 1);
        }
    }

    private void reach() {
        tree.clear();
        tree.add(source, source);
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
                relax(u, key);
            }
        }
    }

    private void relax(int u, double key) {
        int end = arcs.start[u + 1];
        for (int a = arcs.start[u]; a < end; a++) {
            int v = arcs.ends[a];
            if (arcs.closed.holds(v) && v != target) {
                continue;
            }
            boolean held = tree.holds(v);
            if (held && distance[v] <= key) {
                continue; // no cost of at least 0 makes it less: half of the arcs need none
            }
            int edge = arcs.edges[a];
            double candidate = key + costs.at(edge);
            if (!held) {
                tree.add(v, u);
            } else if (candidate < distance[v]) {
                tree.move(v, u);
            } else {
                continue;
            }
            distance[v] = candidate;
            via[v] = edge;
            queue.push(candidate, v);
        }
    }
}
