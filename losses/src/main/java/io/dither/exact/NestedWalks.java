package io.dither.exact;

import java.util.Arrays;

/**
 * The values of walks to one target where each vertex has a scale of its own: V(u) = mu(u) log(sum over arcs of exp((score + V(head)) /
 * mu(u))), at the target with 1 more for the end (Mai, Fosgerau and Frejinger 2015). Solved when first asked, then immutable.
 *
 * <p>From the best walks upwards: sweeps, and steps of Newton between them, for the map is convex and grows with V, so that each
 * step stays below the solution. Without cycles the first sweep is the answer.
 */
final class NestedWalks {
    private static final double CLOSE = 1e-11;
    private static final double INNER = 1e-6;
    private static final int MOST_STEPS = 40;
    /** After so many sweeps the last one shows the rate. */
    private static final int SETTLED = 200;

    private final Walks walks;
    private final double epsilon;
    /** By arc. */
    private final double[] scores;
    /** By number. */
    private final double[] scales;

    private double[] values = new double[0];
    private double[] probabilities = new double[0];
    private double rate;

    NestedWalks(Walks walks, double[] scores, double[] logarithms, double epsilon) {
        this.walks = walks;
        this.scores = scores;
        this.epsilon = epsilon;
        scales = Arrays.stream(logarithms).map(one -> epsilon * Math.exp(one)).toArray();
    }

    Walks walks() {
        return walks;
    }

    private synchronized WalkChain chain() {
        if (values.length == 0) {
            solve();
        }
        return new WalkChain(walks, probabilities, epsilon, rate);
    }

    private void solve() {
        require(Arrays.stream(scales).allMatch(mu -> mu > 0 && mu < Double.POSITIVE_INFINITY));
        double[] v = WalkValues.best(walks, scores, epsilon);
        probabilities = new double[scores.length];
        boolean done = walks.acyclic;
        double change = sweep(v);
        for (int step = 0; !done; step++) {
            require(step < MOST_STEPS && Double.isFinite(change));
            done = change < CLOSE;
            add(rests(v), v);
            change = sweep(v);
        }
        rests(v);
        require(rate <= WalkValues.SLOWEST);
        values = v;
    }

    private void require(boolean exists) {
        WalkValues.requireLimit(exists, epsilon);
    }

    /** Puts each vertex right, what is new at once in use; returns the largest change as a share of scale and value. */
    private double sweep(double[] v) {
        double most = 0;
        for (int u = 0; u < v.length; u++) {
            double right = soft(u, v);
            most = Math.max(most, Math.abs(right - v[u]) / (scales[u] + Math.abs(right)));
            v[u] = right;
        }
        return most;
    }

    private double soft(int u, double[] v) {
        double best = u == 0 ? 0 : Double.NEGATIVE_INFINITY;
        for (int a = walks.start[u]; a < walks.start[u + 1]; a++) {
            best = Math.max(best, scores[a] + v[walks.heads[a]]);
        }
        double sum = u == 0 ? Math.exp(-best / scales[u]) : 0;
        for (int a = walks.start[u]; a < walks.start[u + 1]; a++) {
            sum += Math.exp((scores[a] + v[walks.heads[a]] - best) / scales[u]);
        }
        return best + scales[u] * Math.log(sum);
    }

    /** Returns what all values miss, and keeps the probabilities of arcs. */
    private double[] rests(double[] v) {
        double[] rests = new double[v.length];
        for (int u = 0; u < v.length; u++) {
            double right = soft(u, v);
            rests[u] = right - v[u];
            for (int a = walks.start[u]; a < walks.start[u + 1]; a++) {
                probabilities[a] = Math.exp((scores[a] + v[walks.heads[a]] - right) / scales[u]);
            }
        }
        return rests;
    }

    /** Adds to v what walks gain on all of their way if they gain this at each vertex, on average; measures how slowly they end. */
    private void add(double[] gains, double[] v) {
        double[] added = new double[v.length];
        double most = 0;
        double last = Double.POSITIVE_INFINITY;
        for (int sweeps = 0; last > INNER * most; sweeps++) {
            require(sweeps < WalkValues.MOST_SWEEPS && !Double.isNaN(last));
            double largest = 0;
            for (int u = 0; u < v.length; u++) {
                double sum = sweeps == 0 ? gains[u] : 0;
                for (int a = walks.start[u]; a < walks.start[u + 1]; a++) {
                    sum += probabilities[a] * added[walks.heads[a]];
                }
                added[u] = sum;
                v[u] += sum;
                largest = Math.max(largest, Math.abs(sum));
            }
            rate = largest / last;
            last = largest;
            most = Math.max(most, largest);
            require(sweeps < SETTLED
                    || rate <= WalkValues.SLOWEST); // values that grow without end slow down more and more
        }
    }

    /**
     * Returns the logarithm of the probability of a walk.
     *
     * @param counts how often it takes each arc
     * @param byArc filled with the slopes in the scores of arcs
     * @param byVertex filled with the slopes in the logarithms of scales
     */
    double logProbability(double[] counts, double[] byArc, double[] byVertex) {
        WalkChain chain = chain();
        double[] v = values;
        double[] pulls = new double[v.length]; // of the values, by the probability alone
        double sum = -v[0] / scales[0]; // the end
        pulls[0] = -1 / scales[0];
        byVertex[0] = v[0] / scales[0];
        for (int u = 0; u < v.length; u++) {
            for (int a = walks.start[u]; a < walks.start[u + 1]; a++) {
                int head = walks.heads[a];
                double logarithm = counts[a] * (scores[a] + v[head] - v[u]) / scales[u];
                sum += logarithm;
                byVertex[u] -= logarithm;
                byArc[a] += counts[a] / scales[u];
                pulls[head] += counts[a] / scales[u];
                pulls[u] -= counts[a] / scales[u];
            }
        }
        double[] visits = chain.visits(pulls);
        for (int u = 0; u < v.length; u++) {
            double mean = 0;
            for (int a = walks.start[u]; a < walks.start[u + 1]; a++) {
                byArc[a] += visits[u] * probabilities[a];
                mean += probabilities[a] * (scores[a] + v[walks.heads[a]]);
            }
            byVertex[u] += visits[u] * (v[u] - mean);
        }
        return sum;
    }
}
