package io.dither.exact;

/**
 * How many of n independent events happen when one of them is left out: a Poisson-binomial law, by dynamic programming
 * over the events before and after it. Only sums and products of probabilities, so nothing cancels.
 */
final class LeaveOneOut {
    private final int k;
    private final double[][] before;
    private final double[][] after;

    /** Counts up to k - 1 of n events. */
    LeaveOneOut(int n, int k) {
        this.k = k;
        before = new double[n + 1][k];
        after = new double[n + 1][k];
        before[0][0] = 1;
        after[n][0] = 1;
    }

    /** Takes the probabilities that the events do not happen; 1 takes an event away. */
    void count(double[] misses) {
        int n = misses.length;
        for (int i = 0; i < n; i++) {
            extend(before[i], misses[i], before[i + 1]);
        }
        for (int i = n - 1; i >= 0; i--) {
            extend(after[i + 1], misses[i], after[i]);
        }
    }

    private void extend(double[] from, double miss, double[] to) {
        to[0] = from[0] * miss;
        for (int c = 1; c < k; c++) {
            to[c] = from[c] * miss + from[c - 1] * (1 - miss);
        }
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
