package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.oracle.Vertex;
import java.util.Arrays;

/**
 * Branch and bound for the cheapest vertex cover. It branches on a vertex with the most undecided neighbours: either
 * the vertex is taken, or all these neighbours are. Vertices without a cost above 0 are taken at once; vertices without
 * undecided neighbours are left out. Of equally cheap covers, the first found is returned.
 */
public final class CoverSearch implements Kernel {
    private static final int OUT = 0;
  private static final int UNDECIDED = 1;
    private static final int TAKEN = 2;

    private final boolean complement;
    private final int n;
    private final int[][] neighbours;
    private final boolean[] loop;
    private final int[] state;
    private final int[] degree;
    private final boolean[] best;
    private final double[] cost;
  /** The part of each cost that no edge has taken yet. */
  private final double[] slack;
    /** The decided vertices in the order of decisions, which are undone in reverse order. */
    private final int[] trail;

    private int decided;
    private double takenCost;
    private double least;

    public CoverSearch(FlatGraph graph, boolean complement) {
        this.complement = complement;
        n = graph.vertices.size();
        Arcs arcs = Arcs.outgoing(graph.undirected());
        neighbours = new int[n][];
        loop = new boolean[n];
        for (int v = 0; v < n; v++) {
            int u = v;
            neighbours[v] = Arrays.stream(arcs.ends, arcs.start[v], arcs.start[v + 1])
                    .filter(w -> w != u)
                    .sorted()
                    .distinct()
                    .toArray();
            loop[v] = Arrays.stream(arcs.ends, arcs.start[v], arcs.start[v + 1]).anyMatch(w -> w == u);
        }
        state = new int[n];
        degree = new int[n];
        best = new boolean[n];
        cost = new double[n];
        slack = new double[n];
        trail = new int[n];
    }

    @Override
    public void solve(double[] theta, Vertex vertex) {
        Arrays.fill(state, UNDECIDED);
        decided = 0;
        takenCost = 0;
        least = Double.POSITIVE_INFINITY;
        for (int v = 0; v < n; v++) {
            cost[v] = theta[v];
            degree[v] = neighbours[v].length;
        }
        for (int v = 0; v < n; v++) {
            // for an independent set, theta is the score that is lost if a vertex is in the cover
            if (loop[v] || cost[v] <= 0) {
                take(v);
            }
        }
        search();
        for (int v = 0; v < n; v++) {
            if (best[v] != complement) {
                vertex.add(v, 1);
            }
        }
    }

    private void take(int v) {
        state[v] = TAKEN;
        takenCost += cost[v];
        trail[decided++] = v;
        for (int u : neighbours[v]) {
            degree[u]--;
        }
    }

    /** Leaves a vertex out and takes all its undecided neighbours. */
    private void leave(int v) {
        state[v] = OUT;
        trail[decided++] = v;
        for (int u : neighbours[v]) {
            if (state[u] == UNDECIDED) {
                take(u);
            }
        }
    }

    private void undo(int to, double costBefore) {
        while (decided > to) {
            int v = trail[--decided];
            if (state[v] == TAKEN) {
                for (int u : neighbours[v]) {
                    degree[u]++;
                }
            }
            state[v] = UNDECIDED;
        }
        takenCost = costBefore;
    }

    private void search() {
        int widest = -1;
        for (int v = 0; v < n; v++) {
            if (state[v] == UNDECIDED && degree[v] > 0 && (widest < 0 || degree[v] > degree[widest])) {
                widest = v;
            }
        }
        if (widest < 0) {
            if (takenCost < least) {
                least = takenCost;
                for (int v = 0; v < n; v++) {
                    best[v] = state[v] == TAKEN;
                }
            }
            return;
        }
        if (takenCost + remainingBound() >= least) {
            return;
        }
        int to = decided;
        double costBefore = takenCost;
        leave(widest);
        search();
        undo(to, costBefore);
        take(widest);
        search();
        undo(to, costBefore);
    }

    /**
     * Returns a lower bound of the cost of covering the remaining edges: each edge in turn takes the smaller slack of
     * its two ends from both.
     */
    private double remainingBound() {
        System.arraycopy(cost, 0, slack, 0, n);
        double sum = 0;
        for (int v = 0; v < n; v++) {
            if (state[v] != UNDECIDED) {
                continue;
            }
            for (int u : neighbours[v]) {
                if (u > v && state[u] == UNDECIDED) {
                    double payment = Math.min(slack[u], slack[v]);
                    slack[u] -= payment;
                    slack[v] -= payment;
                    sum += payment;
                }
            }
        }
        return sum;
    }
}
