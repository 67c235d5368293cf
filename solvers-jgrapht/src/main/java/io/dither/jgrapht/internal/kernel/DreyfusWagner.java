package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.Components;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.oracle.Vertex;
import java.util.Arrays;

/**
 * Dreyfus and Wagner's exact Steiner tree, a dynamic programme over sets of terminals: the cheapest tree that joins a set to a vertex
 * either splits there into trees of two parts, or goes on along an edge, which a search finds (Erickson, Monma and Veinott 1987). Takes
 * 3^(k-1) n steps and 2^(k-1) searches.
 */
public final class DreyfusWagner implements Kernel {
    private static final int NONE = -1;

    private final FlatGraph graph;
    private final Arcs arcs;
    private final int[] terminals;
    private final int n;
    /** The least cost of joining a set of all terminals but the last to a vertex: entry set * n + vertex. */
    private final double[] least;
    /** The origin of that cost: from a neighbour by edge e, as e; from a split into a part and the rest, as -2 - part; or NONE. */
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
        // each pair of parts once: the part with the lowest terminal comes first
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
            int way = origin[set * n + v];
            if (way >= 0) {
                used[way] = true;
                v = graph.tails[way] == v ? graph.heads[way] : graph.tails[way];
            } else {
                mark(-2 - way, v);
                mark(set & ~(-2 - way), v);
                return;
            }
        }
    }

    /** Parts may share what costs nothing: leaves out what closes cycles, then what leads nowhere. */
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
                if (used[e] && (leadsNowhere(graph.tails[e]) || leadsNowhere(graph.heads[e]))) {
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

    private boolean leadsNowhere(int v) {
        return degree[v] == 1 && !isTerminal[v];
    }
}
