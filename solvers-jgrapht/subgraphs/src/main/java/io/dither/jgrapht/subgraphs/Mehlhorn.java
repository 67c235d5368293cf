package io.dither.jgrapht.subgraphs;

import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.Components;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.kernel.Kernel;
import io.dither.jgrapht.internal.kernel.MinHeap;
import io.dither.oracle.Vertex;
import java.util.Arrays;

/**
 * Mehlhorn's Steiner heuristic. A search from all terminals at once finds the nearest terminal of each vertex. The
 * region of a terminal has the vertices that are nearest to it. An edge between two regions stands for the path between
 * their terminals over this edge. The answer is a minimum spanning tree of such paths. Of vertices at the same distance
 * and of edges with equally cheap paths, the one with the smallest number is taken first.
 */
final class Mehlhorn implements Kernel {
    private static final int NONE = -1;

    private final FlatGraph graph;
    /** The arcs of the graph by the vertex that they leave, each edge in both directions. */
    private final Arcs arcs;

    private final int[] terminals;
    /** The distance of each vertex from its nearest terminal. */
    private final double[] distance;
    /** The nearest terminal of each vertex. */
    private final int[] nearestTerminal;

    /** The edge by which the search reached each vertex; NONE for a terminal. */
    private final int[] via;

    private final MinHeap queue = new MinHeap(64);
    /** The cost of the path between two terminals over each edge; infinite if the edge does not join two regions. */
    private final double[] pathCosts;

    private final MinHeap edgesByPathCost;
    private final Components components;
    /** Whether each vertex is on a path of the answer. */
    private final boolean[] isOnPath;

    Mehlhorn(FlatGraph graph, Arcs arcs, int[] terminals) {
        this.graph = graph;
        this.arcs = arcs;
        this.terminals = terminals;
        int n = graph.vertices.size();
        distance = new double[n];
        nearestTerminal = new int[n];
        via = new int[n];
        pathCosts = new double[graph.tails.length];
        edgesByPathCost = new MinHeap(pathCosts.length);
        components = new Components(n);
        isOnPath = new boolean[n];
    }

    @Override
    public void solve(double[] theta, Vertex solution) {
        search(theta);
        for (int e = 0; e < pathCosts.length; e++) {
            int u = graph.tails[e];
            int v = graph.heads[e];
            pathCosts[e] = nearestTerminal[u] == nearestTerminal[v]
                    ? Double.POSITIVE_INFINITY
                    : distance[u] + theta[e] + distance[v];
        }
        edgesByPathCost.fill(pathCosts, pathCosts.length);
        components.separate();
        Arrays.fill(isOnPath, false);
        double pathCostSum = 0; // over the paths of the answer; an edge that two paths share counts twice
        for (int missingPaths = terminals.length - 1; missingPaths > 0; ) {
            int edge = edgesByPathCost.pop();
            if (components.join(nearestTerminal[graph.tails[edge]], nearestTerminal[graph.heads[edge]])) {
                pathCostSum += pathCosts[edge];
                solution.add(edge, 1);
                addPath(graph.tails[edge], solution);
                addPath(graph.heads[edge], solution);
                missingPaths--;
            }
        }
        // A walk around the cheapest Steiner tree is a cycle of k paths between its k terminals and costs twice the
        // tree. Without its most expensive path, the cycle costs at most 2 (1 - 1/k) times the tree and still connects
        // all terminals. The paths of the answer are the cheapest paths that connect them, so they cost at most
        // 2 (1 - 1/k) times the tree. This gives a lower bound for the tree.
        double bound = pathCostSum / (2 - 2.0 / terminals.length);
        solution.gap(terminals.length == 2 ? 0 : Math.max(0, solution.dot(theta) - bound));
    }

    /**
     * Adds the path from a vertex to its nearest terminal. Stops at a vertex on a path that was added before, because
     * both paths are the same from there.
     */
    private void addPath(int from, Vertex solution) {
        for (int v = from; via[v] != NONE && !isOnPath[v]; ) {
            isOnPath[v] = true;
            solution.add(via[v], 1);
            v = graph.tails[via[v]] == v ? graph.heads[via[v]] : graph.tails[via[v]];
        }
    }

    /** Searches from all terminals at once: finds the nearest terminal of each vertex. */
    private void search(double[] theta) {
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        Arrays.fill(nearestTerminal, NONE);
        Arrays.fill(via, NONE);
        queue.clear();
        for (int t : terminals) {
            distance[t] = 0;
            nearestTerminal[t] = t;
            queue.push(0, t);
        }
        while (!queue.isEmpty()) {
            double key = queue.smallestKey();
            int u = queue.pop();
            // an entry of the queue whose key is above the distance is outdated
            for (int a = arcs.firstArc[u]; key == distance[u] && a < arcs.firstArc[u + 1]; a++) {
                int v = arcs.ends[a];
                double candidate = key + theta[arcs.edges[a]];
                if (candidate < distance[v]) {
                    distance[v] = candidate;
                    nearestTerminal[v] = nearestTerminal[u];
                    via[v] = arcs.edges[a];
                    queue.push(candidate, v);
                }
            }
        }
    }
}
