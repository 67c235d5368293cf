package io.dither.exact;

import io.dither.layer.Pullback;
import io.dither.random.KeyedRandom;
import java.util.Arrays;

/**
 * The Markov chain of walks to a target. It computes the mean flows of the chain, the derivatives of these flows, and
 * the derivatives of the values of {@link WalkValues}. Each of these is the solution of a linear system, found by
 * sweeps over the vertices: from the target outwards for values, towards the target for flows. Immutable.
 *
 * @param probabilities for each arc, the probability that a walk at its tail takes this arc next
 * @param rate a bound of the factor by which a sweep reduces the error, below 1; 0 without cycles
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record WalkChain(Walks walks, double[] probabilities, double epsilon, double rate) {
    /**
     * Sweeps end when the remaining terms are below this share of the result, so that they would change no digit, or
     * when these terms are subnormal: rounding could keep such terms from shrinking.
     */
    private static final double TOLERANCE = 1e-16;

    /** Adds to y the expected number of times that a walk from u takes the arcs of each coordinate. */
    void addFlows(int u, double[] y) {
        addFlows(visits(u), y);
    }

    /** Returns the expected number of visits of a walk from u to each vertex. */
    private double[] visits(int u) {
        double[] starts = new double[walks.size];
        starts[u] = 1;
        return visits(starts);
    }

    private void addFlows(double[] visits, double[] y) {
        for (int u = 0; u < visits.length; u++) {
            for (int a = walks.start[u]; visits[u] != 0 && a < walks.start[u + 1]; a++) {
                walks.add(a, visits[u] * probabilities[a], y);
            }
        }
    }

    /**
     * Draws a random walk from u, and adds the coordinates of its arcs to y. At each visit to the target, which is
     * vertex 0, the walk ends with probability 1 minus the sum of the probabilities of the target's arcs.
     */
    void addDraw(int u, KeyedRandom random, double[] y) {
        int vertex = u;
        while (true) {
            double remaining = random.nextDouble();
            int arc = walks.start[vertex];
            while (arc < walks.start[vertex + 1] && remaining >= probabilities[arc]) {
                remaining -= probabilities[arc++];
            }
            if (arc == walks.start[vertex + 1]) {
                if (vertex == 0) {
                    return;
                }
                arc--; // the probabilities sum to 1 only up to rounding: takes the last arc
            }
            walks.add(arc, 1, y);
            vertex = walks.heads[arc];
        }
    }

    /**
     * Adds to y the derivative of the flows from the source if the scores change along a direction: Cov(y) direction /
     * eps.
     */
    void addChange(int source, double[] direction, double[] y) {
        double[] gains = walks.byArc(direction);
        double[] slopes = slopes(gains);
        double[] visits = visits(source);
        double[] added = new double[walks.size];
        for (int u = 0; u < visits.length; u++) {
            for (int a = walks.start[u]; visits[u] != 0 && a < walks.start[u + 1]; a++) {
                int head = walks.heads[a];
                // how much better the walks over this arc become than the mean walk from u
                double gain = gains[a] + slopes[head] - slopes[u];
                double change = visits[u] * probabilities[a] * gain / epsilon;
                walks.add(a, change, y);
                added[head] += change;
            }
        }
        addFlows(visits(added), y);
    }

    /**
     * Returns how often the chain visits each vertex if it starts {@code starts[u]} times at u; the numbers of starts
     * may be negative. Overwrites {@code starts}.
     */
    private double[] visits(double[] starts) {
        double[] visits = new double[starts.length];
        double tolerance = Double.MIN_NORMAL + TOLERANCE * (1 - rate) * sum(starts);
        // the sum of the starts that the sweeps have not followed yet
        double unvisited = Double.POSITIVE_INFINITY;
        while (unvisited > tolerance) {
            for (int u = starts.length - 1; u >= 0; u--) {
                double weight = starts[u];
                starts[u] = 0;
                visits[u] += weight;
                for (int a = walks.start[u]; weight != 0 && a < walks.start[u + 1]; a++) {
                    starts[walks.heads[a]] += weight * probabilities[a];
                }
            }
            unvisited = sum(starts);
        }
        return visits;
    }

    private static double sum(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += Math.abs(value);
        }
        return sum;
    }

    /** Returns for each vertex the derivative of its value if the scores of arcs change at the rates {@code gains}. */
    private double[] slopes(double[] gains) {
        double[] slopes = new double[walks.size];
        for (int u = 0; u < slopes.length; u++) {
            for (int a = walks.start[u]; a < walks.start[u + 1]; a++) {
                slopes[u] += probabilities[a] * gains[a];
            }
        }
        addLaterGains(slopes);
        return slopes;
    }

    /** Returns the derivatives of all values in the parameters of the scores, one row per parameter. */
    double[][] slopes(Pullback parameters) {
        double[][] slopes = new double[parameters.size()][walks.size];
        double[] gain = new double[slopes.length];
        for (int u = 0; u < walks.size; u++) {
            Arrays.fill(gain, 0);
            for (int a = walks.start[u]; a < walks.start[u + 1]; a++) {
                walks.add(a, probabilities[a], parameters, gain);
            }
            for (int k = 0; k < gain.length; k++) {
                slopes[k][u] = gain[k];
            }
        }
        for (double[] row : slopes) {
            addLaterGains(row);
        }
        return slopes;
    }

    /** Adds the expected gains of all later steps to the gains of the next step, which are given for each vertex. */
    private void addLaterGains(double[] gains) {
        double[] added = new double[gains.length];
        // without cycles one sweep is enough: the next vertices of u come before u, and their sums are complete
        for (int u = 0; u < gains.length; u++) {
            added[u] = gains[u] + meanOfNext(u, added);
            gains[u] = added[u];
        }
        while (!walks.isAcyclic && largest(added) > Double.MIN_NORMAL + TOLERANCE * (1 - rate) * largest(gains)) {
            for (int u = 0; u < gains.length; u++) {
                added[u] = meanOfNext(u, added);
                gains[u] += added[u];
            }
        }
    }

    /** Returns the mean of x over the next vertex of a walk from u; if a walk ends at u, its x is 0. */
    private double meanOfNext(int u, double[] x) {
        double sum = 0;
        for (int a = walks.start[u]; a < walks.start[u + 1]; a++) {
            sum += probabilities[a] * x[walks.heads[a]];
        }
        return sum;
    }

    private static double largest(double[] x) {
        double largest = 0;
        for (double value : x) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
