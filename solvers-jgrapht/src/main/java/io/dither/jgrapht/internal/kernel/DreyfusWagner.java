package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.Components;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.oracle.Vertex;
import java.util.Arrays;

/**
 * Dreyfus and Wagner's exact Steiner tree, a dynamic programme over sets of terminals. The cheapest tree that joins a
 * set to a vertex either splits at the vertex into trees of two parts of the set, or continues along an edge, which a
 * search finds (Erickson, Monma and Veinott 1987). Takes 3^(k-1) n steps and 2^(k-1) searches.
 */
public final class DreyfusWagner implements Kernel {
    private static final int NONE = -1;

    private final FlatGraph graph;
    private final Arcs arcs;
    private final int[] terminals;
    private final int n;
    /** The smallest cost of joining a set of terminals (without the last one) to a vertex, at set * n + vertex. */
    private final double[] least;
    /**
     * The origin of each of these costs: e if a tree continues along edge e; -2 - part if it splits into a part and the
     * rest; or NONE.
     */
    private final int[] origin;

    private final MinHeap queue = new MinHeap(64);
    private final boolean[] used;
    private final int[] degree;
    private final boolean[] isTerminal;
    private final Components components;

    public DreyfusWagner(FlatGraph graph, Arcs arcs, int[] terminals) {
        this.graph = graph;
        this.arcs = arcs;
        this.terminals = terminals;
        n = graph.vertices.size();
        least = new double[n << (terminals.length - 1)];
        origin = new int[least.length];
        used = new boolean[graph.tails.length];
        degree = new int[n];
        isTerminal = new boolean[n];
        for (int t : terminals) {
            isTerminal[t] = true;
        }
        components = new Components(n);
    }

    @Override
    public void solve(double[] theta, Vertex vertex) {
        int last = terminals.length - 1;
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(origin, NONE);
        for (int t = 0; t < last; t++) {
            least[(1 << t) * n + terminals[t]] = 0;
        }
        for (int set = 1; set < 1 << last; set++) {
            split(set);
            search(set * n, theta);
        }
        Arrays.fill(used, false);
        mark((1 << last) - 1, terminals[last]);
        addTree(vertex);
    }

    private void split(int set) {
        // considers each split once: the part has the lowest terminal
        int lowest = set & -set;
        for (int part = (set - 1) & set; part > 0; part = (part - 1) & set) {
            if ((part & lowest) == 0) {
                continue;
            }
            int rest = (set & ~part) * n;
            for (int v = 0; v < n; v++) {
                double both = least[part * n + v] + least[rest + v];
                if (both < least[set * n + v]) {
                    least[set * n + v] = both;
                    origin[set * n + v] = -2 - part;
                }
            }
        }
    }

    private void search(int row, double[] theta) {
        queue.clear();
        for (int v = 0; v < n; v++) {
            if (least[row + v] < Double.POSITIVE_INFINITY) {
                queue.push(least[row + v], v);
            }
        }
        while (!queue.isEmpty()) {
            double key = queue.key();
            int u = queue.pop();
            for (int a = arcs.start[u]; key == least[row + u] && a < arcs.start[u + 1]; a++) {
                int v = arcs.ends[a];
                double candidate = key + theta[arcs.edges[a]];
                if (candidate < least[row + v]) {
                    least[row + v] = candidate;
                    origin[row + v] = arcs.edges[a];
                    queue.push(candidate, v);
                }
            }
        }
    }

    private void mark(int set, int vertex) {
        int v = vertex;
        while (origin[set * n + v] != NONE) {
            int step = origin[set * n + v];
            if (step >= 0) {
                used[step] = true;
                v = graph.tails[step] == v ? graph.heads[step] : graph.tails[step];
            } else {
                mark(-2 - step, v);
                mark(set & ~(-2 - step), v);
                return;
            }
        }
    }

    /**
     * Adds the marked edges as a tree. Parts may share edges without cost, so edges that close cycles are left out, and
     * then branches that end in no terminal.
     */
    private void addTree(Vertex vertex) {
        components.separate();
        Arrays.fill(degree, 0);
        for (int e = 0; e < used.length; e++) {
            used[e] = used[e] && components.join(graph.tails[e], graph.heads[e]);
            if (used[e]) {
                degree[graph.tails[e]]++;
                degree[graph.heads[e]]++;
            }
        }
        for (boolean pruned = true; pruned; ) {
            pruned = false;
            for (int e = 0; e < used.length; e++) {
                if (used[e] && (isDeadEnd(graph.tails[e]) || isDeadEnd(graph.heads[e]))) {
                    used[e] = false;
                    degree[graph.tails[e]]--;
                    degree[graph.heads[e]]--;
                    pruned = true;
                }
            }
        }
        for (int e = 0; e < used.length; e++) {
            if (used[e]) {
                vertex.add(e, 1);
            }
        }
    }

    private boolean isDeadEnd(int v) {
        return degree[v] == 1 && !isTerminal[v];
    }
}
