package io.dither.jgrapht.internal.kernel;

import java.util.Arrays;

/**
 * Held and Karp's lower bound of the cost of a tour. A minimum spanning tree of all cities except 0, plus the two
 * cheapest edges of city 0, costs at most as much as a tour. Every tour pays the price of each city twice; prices are
 * changed so that the tree becomes similar to a tour.
 */
final class OneTree {
    private static final int STEPS = 40;

    private final int n;
    private final double[] cost;
    private final double[] price;
    private final int[] degree;
    private final double[] key;
    private final int[] via;

    OneTree(int n, double[] cost) {
        this.n = n;
        this.cost = cost;
        price = new double[n];
        degree = new int[n];
        key = new double[n];
        via = new int[n];
    }

    /** Computes a lower bound for the costs in the matrix, given the cost of some tour. */
    double below(double tour) {
        Arrays.fill(price, 0);
        double best = Double.NEGATIVE_INFINITY;
        for (int step = 0; step < STEPS; step++) {
            double bound = tree();
            best = Math.max(best, bound);
            double square = 0;
            for (int d : degree) {
                square += (d - 2.0) * (d - 2);
            }
            if (square == 0 || bound >= tour) {
                return best;
            }
            double rate = (tour - bound) / square; // Polyak's step
            for (int v = 0; v < n; v++) {
                price[v] += rate * (degree[v] - 2);
            }
        }
        return best;
    }

    /** Returns the cost of the cheapest tree and two edges with prices, minus twice the sum of the prices. */
    private double tree() {
        Arrays.fill(degree, 0);
        Arrays.fill(key, Double.POSITIVE_INFINITY);
        double sum = 0;
        for (double p : price) {
            sum -= 2 * p;
        }
        int inside = 1;
        for (int left = n - 2; left > 0; left--) {
            key[inside] = Double.NEGATIVE_INFINITY; // marks a city of the tree
            int nearest = -1;
            for (int v = 2; v < n; v++) {
                if (key[v] == Double.NEGATIVE_INFINITY) {
                    continue;
                }
                double candidate = priced(inside, v);
                if (candidate < key[v]) {
                    key[v] = candidate;
                    via[v] = inside;
                }
                nearest = nearest < 0 || key[v] < key[nearest] ? v : nearest;
            }
            sum += key[nearest];
            degree[nearest]++;
            degree[via[nearest]]++;
            inside = nearest;
        }
        int first = -1;
        int second = -1;
        for (int v = 1; v < n; v++) {
            if (first < 0 || priced(0, v) < priced(0, first)) {
                second = first;
                first = v;
            } else if (second < 0 || priced(0, v) < priced(0, second)) {
                second = v;
            }
        }
        degree[0] = 2;
        degree[first]++;
        degree[second]++;
        return sum + priced(0, first) + priced(0, second);
    }

    private double priced(int u, int v) {
        return cost[u * n + v] + price[u] + price[v];
    }
}
