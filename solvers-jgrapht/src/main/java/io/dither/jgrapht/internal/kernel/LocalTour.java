package io.dither.jgrapht.internal.kernel;

import io.dither.oracle.Vertex;
import java.util.Arrays;

/**
 * Finds a tour that no exchange of two edges and no move of up to three consecutive cities makes cheaper. It improves
 * the tours by nearest neighbours from a few starts, and returns the cheapest. Nothing is random; of equally good tours
 * or moves, the first is taken.
 */
public final class LocalTour implements Kernel {
    private static final int STARTS = 8;

    private final int n;
    private final double[] cost;
    private final OneTree bound;
    private int[] tour;
    private int[] best;
    private final int[] moved = new int[3];
    private final boolean[] visited;
    private double minSaving;

    public LocalTour(int n) {
        this.n = n;
        cost = new double[n * n];
        bound = new OneTree(n, cost);
        tour = new int[n];
        best = new int[n];
        visited = new boolean[n];
    }

    @Override
    public void solve(double[] theta, Vertex vertex) {
        HeldKarp.matrix(theta, n, cost);
        minSaving = 0;
        for (double t : theta) {
            minSaving = Math.max(minSaving, Math.abs(t));
        }
        minSaving *= n * 0x1p-50; // with smaller savings, rounding errors could make exchanges repeat forever
        double cheapest = Double.POSITIVE_INFINITY;
        for (int start = 0; start < Math.min(n, STARTS); start++) {
            nearestNeighbours(start);
            for (boolean helped = true; helped; ) {
                helped = exchange();
                helped |= move();
            }
            double length = length();
            if (start == 0 || length < cheapest) {
                cheapest = length;
                int[] previousBest = best;
                best = tour;
                tour = previousBest;
            }
        }
        for (int k = 0; k < n; k++) {
            vertex.add(HeldKarp.edge(n, best[k], best[k + 1 < n ? k + 1 : 0]), 1);
        }
        vertex.gap(Math.max(0, cheapest - bound.below(cheapest)));
    }

    private void nearestNeighbours(int start) {
        Arrays.fill(visited, false);
        tour[0] = start;
        visited[start] = true;
        for (int k = 1; k < n; k++) {
            int row = tour[k - 1] * n;
            int nearest = -1;
            for (int v = 0; v < n; v++) {
                nearest = !visited[v] && (nearest < 0 || cost[row + v] < cost[row + nearest]) ? v : nearest;
            }
            tour[k] = nearest;
            visited[nearest] = true;
        }
    }

    private double length() {
        double sum = 0;
        for (int k = 0; k < n; k++) {
            sum += cost[at(k) * n + at(k + 1)];
        }
        return sum;
    }

    private int at(int k) {
        return tour[wrap(k)];
    }

    /** Reverses parts of the tour if that makes it cheaper; returns whether it did. */
    private boolean exchange() {
        boolean helped = false;
        for (int i = 0; i < n - 2; i++) {
            int row = tour[i] * n;
            for (int j = i + 2; j < (i == 0 ? n - 1 : n); j++) {
                int next = tour[i + 1] * n;
                int end = tour[j];
                int after = at(j + 1);
                if (cost[row + end] + cost[next + after] < cost[next + tour[i]] + cost[end * n + after] - minSaving) {
                    reverse(i + 1, j);
                    helped = true;
                }
            }
        }
        return helped;
    }

    private void reverse(int from, int to) {
        for (int i = from, j = to; i < j; i++, j--) {
            int city = tour[i];
            tour[i] = tour[j];
            tour[j] = city;
        }
    }

    /**
     * Moves up to three consecutive cities, possibly reversed, if that makes the tour cheaper; returns whether it did.
     */
    private boolean move() {
        boolean helped = false;
        for (int size = 1; size <= Math.min(3, n - 3); size++) {
            for (int i = 0; i < n; i++) {
                helped |= moves(i, size);
            }
        }
        return helped;
    }

    /**
     * Moves the {@code size} cities after position i to the first place where this makes the tour cheaper; returns
     * whether there is one.
     */
    private boolean moves(int i, int size) {
        int first = at(i + 1) * n;
        int last = at(i + size) * n;
        int q = at(i + size + 1);
        double saved = cost[first + at(i)] + cost[last + q] - cost[at(i) * n + q] - minSaving;
        for (int j = size + 1; j < n; j++) {
            int p = q;
            q = at(i + j + 1);
            double limit = saved + cost[p * n + q];
            boolean along = cost[first + p] + cost[last + q] < limit;
            if (along || cost[last + p] + cost[first + q] < limit) {
                place(i, size, j, along);
                return true;
            }
        }
        return false;
    }

    private int wrap(int k) {
        return k < n ? k : k - n;
    }

    private void place(int i, int size, int j, boolean along) {
        for (int k = 0; k < size; k++) {
            moved[k] = tour[wrap(i + 1 + k)];
        }
        for (int k = size + 1; k <= j; k++) {
            tour[wrap(i + k - size)] = tour[wrap(i + k)];
        }
        for (int k = 0; k < size; k++) {
            tour[wrap(i + j - size + 1 + k)] = moved[along ? k : size - 1 - k];
        }
    }
}
