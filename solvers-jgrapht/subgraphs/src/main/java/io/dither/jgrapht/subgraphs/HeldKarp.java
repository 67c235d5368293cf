package io.dither.jgrapht.subgraphs;

import io.dither.jgrapht.internal.kernel.Kernel;
import io.dither.oracle.Vertex;
import java.util.Arrays;

/**
 * Held and Karp's dynamic programme over sets of visited cities. Tours start at city n - 1. A solve takes 2^(n-1)
 * (n-1)^2 / 4 steps. Of equally cheap paths to a city, the path on which the city before it has the smallest number is
 * taken.
 */
final class HeldKarp implements Kernel {
    /** The number of cities. */
    private final int n;

    /** The number of cities besides city n - 1. */
    private final int otherCities;

    /** The cost of the edge between u and v, at u * n + v. */
    private final double[] cost;
    /**
     * The smallest cost of a path that starts at city n - 1, visits the cities of a set and ends at city {@code end} of
     * the set. The index is set * otherCities + end. A set is a number whose bit v is 1 if city v is in the set.
     */
    private final double[] smallestCost;

    HeldKarp(int n) {
        this.n = n;
        otherCities = n - 1;
        cost = new double[n * n];
        smallestCost = new double[otherCities * (1 << otherCities)];
    }

    /** Fills the matrix of costs from theta, which has the costs of the edges (0,1), (0,2), ... */
    static void fillMatrix(double[] theta, int n, double[] cost) {
        int e = 0;
        for (int u = 0; u < n; u++) {
            for (int v = u + 1; v < n; v++) {
                cost[u * n + v] = theta[e];
                cost[v * n + u] = theta[e++];
            }
        }
    }

    /** Returns the number of the edge between two of n cities. */
    public static int edge(int n, int u, int v) {
        int low = Math.min(u, v);
        return low * (2 * n - low - 1) / 2 + Math.max(u, v) - low - 1;
    }

    @Override
    public void solve(double[] theta, Vertex solution) {
        fillMatrix(theta, n, cost);
        Arrays.fill(smallestCost, Double.POSITIVE_INFINITY);
        for (int v = 0; v < otherCities; v++) {
            smallestCost[(1 << v) * otherCities + v] = cost[(n - 1) * n + v];
        }
        for (int set = 1; set < 1 << otherCities; set++) {
            // sets of one city are filled already
            if ((set & (set - 1)) != 0) {
                fill(set);
            }
        }
        int set = (1 << otherCities) - 1;
        int to = n - 1;
        while (set != 0) {
            int from = cityBefore(set, to);
            solution.add(edge(n, from, to), 1);
            set &= ~(1 << from);
            to = from;
        }
        solution.add(edge(n, to, n - 1), 1);
    }

    /** Fills in the smallest costs of the paths through a set, for each end. */
    private void fill(int set) {
        for (int ends = set; ends != 0; ends &= ends - 1) {
            int end = Integer.numberOfTrailingZeros(ends);
            int setWithoutEnd = set & ~(1 << end);
            int row = setWithoutEnd * otherCities;
            double best = Double.POSITIVE_INFINITY;
            for (int remaining = setWithoutEnd; remaining != 0; remaining &= remaining - 1) {
                int from = Integer.numberOfTrailingZeros(remaining);
                best = Math.min(best, smallestCost[row + from] + cost[end * n + from]);
            }
            smallestCost[set * otherCities + end] = best;
        }
    }

    /**
     * Returns the city before {@code to} on the cheapest path that starts at city n - 1, visits the cities of a set and
     * ends at {@code to}, which is not in the set.
     */
    private int cityBefore(int set, int to) {
        int best = -1;
        double cheapest = Double.POSITIVE_INFINITY;
        for (int remaining = set; remaining != 0; remaining &= remaining - 1) {
            int from = Integer.numberOfTrailingZeros(remaining);
            double candidate = smallestCost[set * otherCities + from] + cost[to * n + from];
            // a first city is taken even if its sum overflows to infinity
            if (best < 0 || candidate < cheapest) {
                cheapest = candidate;
                best = from;
            }
        }
        return best;
    }
}
