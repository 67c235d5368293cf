package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.oracle.Vertex;
import java.util.Arrays;

/**
 * Branch and bound for the cheapest vertex cover. It branches on a vertex with the most undecided neighbours: either
 * the vertex is taken, or all these neighbours are. Vertices without a cost are taken at once, vertices without
 * undecided neighbours are left out. Among equal covers the first one wins.
 */
public final class CoverSearch implements Kernel {
    private static final int OUT = 0;
    private static final int LEFT = 1;
    private static final int TAKEN = 2;

    private final boolean complement;
    private final int n;
    private final int[][] neighbours;
    private final boolean[] loop;
    private final int[] state;
    private final int[] degree;
    private final boolean[] best;
    private final double[] cost;
    private final double[] unpaid;
    /** The decided vertices in order, so that decisions can be undone. */
    private final int[] trail;

    private int decided;
    private double paid;
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
        unpaid = new double[n];
        trail = new int[n];
    }

    @Override
    public void solve(double[] theta, Vertex vertex) {
        Arrays.fill(state, LEFT);
        decided = 0;
        paid = 0;
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
        paid += cost[v];
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
            if (state[u] == LEFT) {
                take(u);
            }
        }
    }

    private void undo(int to, double paidThen) {
        while (decided > to) {
            int v = trail[--decided];
            if (state[v] == TAKEN) {
                for (int u : neighbours[v]) {
                    degree[u]++;
                }
            }
            state[v] = LEFT;
        }
        paid = paidThen;
    }

    private void search() {
        int widest = -1;
        for (int v = 0; v < n; v++) {
            if (state[v] == LEFT && degree[v] > 0 && (widest < 0 || degree[v] > degree[widest])) {
                widest = v;
            }
        }
        if (widest < 0) {
            if (paid < least) {
                least = paid;
                for (int v = 0; v < n; v++) {
                    best[v] = state[v] == TAKEN;
                }
            }
            return;
        }
        if (paid + owed() >= least) {
            return;
        }
        int to = decided;
        double paidBefore = paid;
        leave(widest);
        search();
        undo(to, paidBefore);
        take(widest);
        search();
        undo(to, paidBefore);
    }

    /**
     * Returns a lower bound of the cost of covering the remaining edges: each edge pays the smaller unpaid cost of its
     * ends.
     */
    private double owed() {
        System.arraycopy(cost, 0, unpaid, 0, n);
        double sum = 0;
        for (int v = 0; v < n; v++) {
            if (state[v] != LEFT) {
                continue;
            }
            for (int u : neighbours[v]) {
                if (u > v && state[u] == LEFT) {
                    double pays = Math.min(unpaid[u], unpaid[v]);
                    unpaid[u] -= pays;
                    unpaid[v] -= pays;
                    sum += pays;
                }
            }
        }
        return sum;
    }
}
