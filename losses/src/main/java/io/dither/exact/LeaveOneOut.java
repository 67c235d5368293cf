package io.dither.exact;

/**
 * For each of n independent events, the law of the number of other events that happen. {@link Contest} uses it to count
 * how many other scores exceed x. This is a Poisson-binomial law, computed by dynamic programming over the events
 * before and after the omitted event. Only products of probabilities are summed, so that no digits cancel.
 */
final class LeaveOneOut {
    /** Counts from 0 to k - 1 are kept; larger counts are dropped. */
    private final int k;
    /** P(c of the events before event i happen) at {@code i * k + c}. */
    private final double[] before;
    /** The same probabilities of the events from event i on. */
    private final double[] after;

    /**
     * Counts up to k - 1 of n events. {@code empty} is the entry for the count 0 of no events: 1, its probability, if
     * one event is omitted; 0 if the entries are sums over a second omitted event, as these have no term yet.
     */
    LeaveOneOut(int n, int k, double empty) {
        this.k = k;
        before = new double[(n + 1) * k];
        after = new double[(n + 1) * k];
        before[0] = empty;
        after[n * k] = empty;
    }

    /** Returns a counter of the same events that leaves out two events, and sums over the second of them. */
    LeaveOneOut withoutSecond() {
        return new LeaveOneOut(before.length / k - 1, k, 0);
    }

    /** Computes the laws of the counts; {@code misses} are the probabilities that the events do not happen. */
    void count(double[] misses) {
        for (int i = 0; i < misses.length; i++) {
            extend(before, i, misses[i], i + 1);
        }
        for (int i = misses.length - 1; i >= 0; i--) {
            extend(after, i + 1, misses[i], i);
        }
    }

    /**
     * Computes sums over the second omitted event: its weight times the law of the count without it. {@code misses} are
     * the probabilities that the events do not happen, and {@code single} is the counter that leaves out only one
     * event.
     */
    void count(double[] misses, double[] weights, LeaveOneOut single) {
        for (int i = 0; i < misses.length; i++) {
            extend(before, i, misses[i], i + 1);
            leaveOut(before, single.before, i, weights[i], i + 1);
        }
        for (int i = misses.length - 1; i >= 0; i--) {
            extend(after, i + 1, misses[i], i);
            leaveOut(after, single.after, i + 1, weights[i], i);
        }
    }

    /** Computes the law with one more event, which happens with probability 1 - miss. */
    private void extend(double[] laws, int from, double miss, int to) {
        int old = from * k;
        int extended = to * k;
        laws[extended] = laws[old] * miss;
        for (int c = 1; c < k; c++) {
            laws[extended + c] = laws[old + c] * miss + laws[old + c - 1] * (1 - miss);
        }
    }

    /** Adds the term in which the next event is the second omitted event: its weight times the law without it. */
    private void leaveOut(double[] laws, double[] singleLaws, int from, double weight, int to) {
        for (int c = 0; c < k; c++) {
            laws[to * k + c] += weight * singleLaws[from * k + c];
        }
    }

    /**
     * Returns the probability that exactly k - 1 of the remaining events happen if two events are left out: the given
     * event, and a second event, over which the probabilities are summed with its weights.
     */
    double exactly(int omitted, LeaveOneOut single) {
        int first = omitted * k;
        int last = first + 2 * k - 1; // see exactly(int)
        double sum = 0;
        for (int c = 0; c < k; c++) {
            // the second omitted event is before the given event, or after it
            sum += before[first + c] * single.after[last - c];
            sum += single.before[first + c] * after[last - c];
        }
        return sum;
    }

    /** Returns the probability that exactly k - 1 of the other events happen. */
    double exactly(int omitted) {
        int first = omitted * k;
        // the law of the events after the omitted one is at first + k, so last - c has the count k - 1 - c
        int last = first + 2 * k - 1;
        double sum = 0;
        for (int c = 0; c < k; c++) {
            sum += before[first + c] * after[last - c];
        }
        return sum;
    }

    /** Returns the probability that at most k - 1 of the other events happen. */
    double atMost(int omitted) {
        int first = omitted * k;
        int last = first + 2 * k - 1; // see exactly(int)
        double sum = 0;
        double atMostAfter = 0; // P(at most k - 1 - c of the events after the omitted one happen)
        for (int c = k - 1; c >= 0; c--) {
            atMostAfter += after[last - c];
            sum += before[first + c] * atMostAfter;
        }
        return sum;
    }
}
