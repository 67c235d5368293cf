package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.jgrapht.internal.data.Turns;
import io.dither.oracle.Vertex;

/**
 * Dijkstra's algorithm from edge to edge, for nonnegative costs of edges and of turns. The first edge of a path is its
 * own predecessor. Of edges with equal distances, the edge with the smaller number comes first.
 */
public final class TurnDijkstra extends Dijkstra {
    private final Turns turns;
    /** The coordinate of the turn into each edge; negative if the edge begins the path or the turn is free. */
    private final int[] via;

    /**
     * The number of turns of each kind on the path; empty if each turn has its own coordinate. The coordinate of kind k
     * is the number of edges plus k.
     */
    private final int[] counts;

    /** The length of the shortest path so far whose last edge is this edge. */
    private final double[] distance;

    public TurnDijkstra(PathProblem problem, Turns turns) {
        super(problem, turns.graph.tails.length);
        this.turns = turns;
        int edges = turns.graph.tails.length;
        via = new int[edges];
        counts = new int[turns.kinds.size()];
        distance = new double[edges];
    }

    @Override
    void search(Vertex solution) {
        if (source != target) {
            int edge = findLastEdge();
            add(edge, solution);
            while (tree.predecessor(edge) != edge) {
                edge = tree.predecessor(edge);
                add(edge, solution);
            }
            addCounts(solution);
        }
    }

    /** Adds an edge and the turn into it. */
    private void add(int edge, Vertex solution) {
        solution.add(edge, 1);
        if (via[edge] >= 0) {
            if (counts.length == 0) {
                solution.add(via[edge], 1);
            } else {
                counts[via[edge] - via.length]++;
            }
        }
    }

    private void addCounts(Vertex solution) {
        for (int k = 0; k < counts.length; k++) {
            if (counts[k] > 0) {
                solution.add(via.length + k, counts[k]);
                counts[k] = 0;
            }
        }
    }

    /** Finds the last edge of the path. */
    private int findLastEdge() {
        tree.clear();
        queue.clear();
        relax(-1, source, 0);
        while (true) {
            PathProblem.requireReached(!queue.isEmpty());
            double key = queue.smallestKey();
            int edge = queue.pop();
            int v = turns.graph.heads[edge];
            if (v == target) { // the entry is not outdated: a better entry of this edge would have come first
                return edge;
            }
            if (key == distance[edge]) {
                relax(edge, v, key);
            }
        }
    }

    /** Relaxes the edges that leave u after an edge into u with the distance {@code key}; edge -1 begins a path. */
    private void relax(int edge, int u, double key) {
        Arcs arcs = turns.outgoing; // arcs.ends are the vertices that they enter
        for (int a = arcs.firstArc[u]; a < arcs.firstArc[u + 1]; a++) {
            int next = arcs.edges[a];
            boolean isReached = tree.contains(next);
            // a cost of at least 0 cannot lower a distance that is at most key; only the target may be a closed vertex
            if ((isReached && distance[next] <= key)
                    || (arcs.closed.contains(arcs.ends[a]) && arcs.ends[a] != target)) {
                continue;
            }
            int turn = edge < 0 ? -1 : turns.coordinate(edge, a);
            double candidate = key + costs.at(next) + (turn < 0 ? 0 : costs.at(turn));
            // the first edge of a path is its own predecessor
            int from = edge < 0 ? next : edge;
            if (!isReached) {
                tree.add(next, from);
            } else if (candidate < distance[next]) {
                tree.setPredecessor(next, from);
            } else {
                continue;
            }
            distance[next] = candidate;
            via[next] = turn;
            queue.push(candidate, next);
        }
    }
}
