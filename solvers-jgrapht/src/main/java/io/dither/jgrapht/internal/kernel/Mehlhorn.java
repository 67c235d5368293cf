package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.Components;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.oracle.Vertex;
import java.util.Arrays;

/**
 * Mehlhorn's Steiner heuristic: one search from all terminals at once gives each vertex its nearest one; a spanning tree of the terminals
 * by the edges between these regions, each as dear as its way from terminal to terminal, is cheapest among all ways. Ties go to
 * smaller numbers.
 */
public final class Mehlhorn implements Kernel {
    private static final int NONE = -1;

    private final FlatGraph graph;
    private final Arcs arcs;
    private final int[] terminals;
    private final double[] distance;
    /** The nearest terminal. */
    private final int[] base;

    private final int[] via;
    private final MinHeap queue = new MinHeap(64);
    private final double[] ways;
    private final MinHeap order;
    private final Components components;
    private final boolean[] used;

    public Mehlhorn(FlatGraph graph, Arcs arcs, int[] terminals) {
        this.graph = graph;
        this.arcs = arcs;
        this.terminals = terminals;
        int n = graph.vertices.size();
        distance = new double[n];
        base = new int[n];
        via = new int[n];
        ways = new double[graph.tails.length];
        order = new MinHeap(ways.length);
        components = new Components(n);
        used = new boolean[n];
    }

    @Override
    public void solve(double[] theta, Vertex vertex) {
        search(theta);
        for (int e = 0; e < ways.length; e++) {
            int u = graph.tails[e];
            int v = graph.heads[e];
            ways[e] = base[u] == base[v] ? Double.POSITIVE_INFINITY : distance[u] + theta[e] + distance[v];
        }
        order.fill(ways, ways.length);
        components.separate();
        Arrays.fill(used, false);
        double joined = 0;
        for (int missing = terminals.length - 1; missing > 0; ) {
            int edge = order.pop();
            if (components.join(base[graph.tails[edge]], base[graph.heads[edge]])) {
                joined += ways[edge];
                vertex.add(edge, 1);
                addWay(graph.tails[edge], vertex);
                addWay(graph.heads[edge], vertex);
                missing--;
            }
        }
        // the cheapest tree, walked round from leaf to leaf without the dearest way, joins all terminals
        double least = joined / (2 - 2.0 / terminals.length);
        vertex.gap(terminals.length == 2 ? 0 : Math.max(0, vertex.dot(theta) - least));
    }

    /** Adds the way to the nearest terminal, up to where another has added it. */
    private void addWay(int from, Vertex vertex) {
        for (int v = from; via[v] != NONE && !used[v]; ) {
            used[v] = true;
            vertex.add(via[v], 1);
            v = graph.tails[via[v]] == v ? graph.heads[via[v]] : graph.tails[via[v]];
        }
    }

    private void search(double[] theta) {
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        Arrays.fill(base, NONE);
        Arrays.fill(via, NONE);
        queue.clear();
        for (int t : terminals) {
            distance[t] = 0;
            base[t] = t;
            queue.push(0, t);
        }
        while (!queue.isEmpty()) {
            double key = queue.key();
            int u = queue.pop();
            for (int a = arcs.start[u]; key == distance[u] && a < arcs.start[u + 1]; a++) {
                int v = arcs.ends[a];
                double candidate = key + theta[arcs.edges[a]];
                if (candidate < distance[v]) {
                    distance[v] = candidate;
                    base[v] = base[u];
                    via[v] = arcs.edges[a];
                    queue.push(candidate, v);
                }
            }
        }
    }
}
