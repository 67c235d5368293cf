package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.oracle.Vertex;

/**
 * Dijkstra's algorithm for nonnegative costs of edges, to one target or to several at once.
 *
 * <p>If its distance falls, a vertex is added to the queue again, and outdated entries are skipped. The search ends
 * when the last target leaves the queue. Of equal distances, that of the vertex with the smaller number comes first,
 * and only a strictly better predecessor replaces another. So the path to a target does not depend on the other
 * targets. The time of a solve depends on the edges that it reads, not on the size of the graph.
 */
public final class EdgeDijkstra extends Dijkstra {
    private final Arcs arcs;
    private final int[] via;
    private final double[] distance;
    /** The number of paths over each vertex, used while paths are added. */
    private final int[] uses;

    private final boolean[] isTarget;
    /** The array of targets of a search that has one target. */
    private final int[] single = new int[1];

    private int[] targets = single;

    public EdgeDijkstra(PathProblem problem, Arcs outgoing) {
        this(problem.source(), new int[] {problem.target()}, outgoing);
    }

    public EdgeDijkstra(int source, int[] targets, Arcs outgoing) {
        super(source, targets[0], outgoing.vertices());
        this.arcs = outgoing;
        this.via = new int[outgoing.vertices()];
        this.distance = new double[outgoing.vertices()];
        this.uses = new int[outgoing.vertices()];
        this.isTarget = new boolean[outgoing.vertices()];
        setTargets(targets);
    }

    @Override
    public boolean retarget(PathProblem problem) {
        retarget(problem.source(), problem.target());
        return true;
    }

    /** Sets the source and the target of later searches. */
    void retarget(int from, int to) {
        source = from;
        clearTargets();
        single[0] = to;
        setTargets(single);
    }

    /** Sets the source and the targets of later searches; equal targets must be adjacent in the array. */
    public boolean retarget(int from, int[] to) {
        source = from;
        clearTargets();
        setTargets(to);
        return true;
    }

    private void clearTargets() {
        for (int old : targets) {
            isTarget[old] = false;
        }
    }

    private void setTargets(int[] at) {
        targets = at;
        for (int target : at) {
            isTarget[target] = true;
        }
    }

    @Override
    void search(Vertex vertex) {
        reach();
        for (int target : targets) {
            for (int v = target; v != source; v = tree.from(v)) {
                uses[v]++;
            }
        }
        for (int target : targets) { // paths that meet are the same from there to the source
            for (int v = target; v != source && uses[v] > 0; v = tree.from(v)) {
                vertex.add(via[v], uses[v]);
                uses[v] = 0;
            }
        }
    }

    private int distinct() {
        int count = 0;
        for (int k = 0; k < targets.length; k++) {
            count += k == 0 || targets[k] != targets[k - 1] ? 1 : 0;
        }
        return count;
    }

    private void reach() {
        tree.clear();
        tree.add(source, source);
        distance[source] = 0;
        queue.clear();
        queue.push(0, source);
        int left = distinct();
        while (true) {
            PathProblem.requireReached(!queue.isEmpty());
            double key = queue.key();
            int u = queue.pop();
            if (key == distance[u]) {
                if (isTarget[u] && --left == 0) {
                    return;
                }
                if (u == source || !arcs.closed.holds(u)) {
                    relax(u, key);
                }
            }
        }
    }

    private void relax(int u, double key) {
        int end = arcs.start[u + 1];
        for (int a = arcs.start[u]; a < end; a++) {
            int v = arcs.ends[a];
            if (arcs.closed.holds(v) && !isTarget[v]) {
                continue;
            }
            boolean reached = tree.holds(v);
            if (reached && distance[v] <= key) {
                continue; // a cost of at least 0 cannot lower it, so the cost is not read
            }
            int edge = arcs.edges[a];
            double candidate = key + costs.at(edge);
            if (!reached) {
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
