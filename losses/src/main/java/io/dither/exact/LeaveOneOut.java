package io.dither.exact;

/**
 * How many of n independent events happen when one of them is left out: a Poisson-binomial law, by dynamic programming
 * over the events before and after it. Only sums and products of probabilities, so nothing cancels.
 */
final class LeaveOneOut {
    private final int k;
    private final double[][] before;
    private final double[][] after;

    /** Counts up to k - 1 of n events; the weight of no events is 1 for their law. */
    LeaveOneOut(int n, int k, double empty) {
        this.k = k;
        before = new double[n + 1][k];
        after = new double[n + 1][k];
        before[0][0] = empty;
        after[n][0] = empty;
    }

    /** Counts without one event more, and sums over that event. */
    LeaveOneOut less() {
        return new LeaveOneOut(before.length - 1, k, 0);
    }

    /** Takes the probabilities that the events do not happen. */
    void count(double[] misses) {
        count(misses, new double[misses.length], this);
    }

    /** Takes the weights of the events that are left out of others. */
    void count(double[] misses, double[] weights, LeaveOneOut others) {
        int n = misses.length;
        for (int i = 0; i < n; i++) {
            extend(before[i], misses[i], before[i + 1], weights[i], others.before[i]);
        }
        for (int i = n - 1; i >= 0; i--) {
            extend(after[i + 1], misses[i], after[i], weights[i], others.after[i + 1]);
        }
    }

    private void extend(double[] from, double miss, double[] to, double weight, double[] without) {
        to[0] = from[0] * miss + weight * without[0];
        for (int c = 1; c < k; c++) {
            to[c] = from[c] * miss + from[c - 1] * (1 - miss) + weight * without[c];
        }
    }

    /** Returns the sum over all others, each times its weight, of the probability that exactly k - 1 of the rest happen. */
    double exactly(int left, LeaveOneOut others) {
        double sum = 0;
        for (int c = 0; c < k; c++) {
            sum += before[left][c] * others.after[left + 1][k - 1 - c];
            sum += others.before[left][c] * after[left + 1][k - 1 - c];
        }
        return sum;
    }

    /** Returns the probability that exactly k - 1 of the others happen. */
    double exactly(int left) {
        double sum = 0;
        for (int c = 0; c < k; c++) {
            sum += before[left][c] * after[left + 1][k - 1 - c];
        }
        return sum;
    }

    /** Returns the probability that at most k - 1 of the others happen. */
    double atMost(int left) {
        double sum = 0;
        double tail = 0;
        for (int c = k - 1; c >= 0; c--) {
            tail += after[left + 1][k - 1 - c];
            sum += before[left][c] * tail;
        }
        return sum;
    }
}
