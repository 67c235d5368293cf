package io.dither.exact;

import io.dither.layer.Pullback;
import io.dither.random.KeyedRandom;
import java.util.Arrays;

/**
 * The Markov chain of walks to one target: its mean flows, how these change, and the derivatives of values. Each is a linear system
 * that is solved by sweeps, as {@link WalkValues} is: inwards for values, outwards for flows. Immutable.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record WalkChain(Walks walks, double[] probabilities, double epsilon, double rate) {
    private static final double TOLERANCE = 1e-16;

    /** Adds to y how often a walk from u takes the arcs of each coordinate, on average. */
    void addFlows(int u, double[] y) {
        addFlows(visits(u), y);
    }

    private double[] visits(int u) {
        double[] left = new double[walks.size];
        left[u] = 1;
        return visits(left);
    }

    private void addFlows(double[] visits, double[] y) {
        for (int u = 0; u < visits.length; u++) {
            for (int a = walks.start[u]; visits[u] != 0 && a < walks.start[u + 1]; a++) {
                walks.add(a, visits[u] * probabilities[a], y);
            }
        }
    }

    /** Adds to y what one walk from u pays, drawn; at the target it ends with the probability that no arc takes. */
    void addDraw(int u, KeyedRandom random, double[] y) {
        int here = u;
        while (true) {
            double left = random.nextDouble();
            int taken = walks.start[here];
            while (taken < walks.start[here + 1] && left >= probabilities[taken]) {
                left -= probabilities[taken++];
            }
            if (taken == walks.start[here + 1]) {
                if (here == 0) {
                    return;
                }
                taken--; // sums of probabilities are rounded
            }
            walks.add(taken, 1, y);
            here = walks.heads[taken];
        }
    }

    /** Adds to y the derivative of the flows from u where scores change along a direction: Cov(y) direction / eps. */
    void addChange(int source, double[] direction, double[] y) {
        double[] gains = walks.byArc(direction);
        double[] slopes = slopes(gains);
        double[] visits = visits(source);
        double[] more = new double[walks.size];
        for (int u = 0; u < visits.length; u++) {
            for (int a = walks.start[u]; visits[u] != 0 && a < walks.start[u + 1]; a++) {
                int head = walks.heads[a];
                double gain = gains[a] + slopes[head] - slopes[u];
                double change = visits[u] * probabilities[a] * gain / epsilon;
                walks.add(a, change, y);
                more[head] += change;
            }
        }
        addFlows(visits(more), y);
    }

    /** Returns how often the chain visits each vertex where it starts as often as {@code left} says, less if below 0; changes it. */
    private double[] visits(double[] left) {
        double[] visits = new double[left.length];
        double enough = TOLERANCE * (1 - rate) * sum(left);
        double rest = Double.POSITIVE_INFINITY;
        while (rest > enough) {
            for (int u = left.length - 1; u >= 0; u--) {
                double here = left[u];
                left[u] = 0;
                visits[u] += here;
                for (int a = walks.start[u]; here != 0 && a < walks.start[u + 1]; a++) {
                    left[walks.heads[a]] += here * probabilities[a];
                }
            }
            rest = sum(left);
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

    /** Returns the derivatives of all values where the scores of arcs change. */
    private double[] slopes(double[] gains) {
        double[] slopes = new double[walks.size];
        for (int u = 0; u < slopes.length; u++) {
            for (int a = walks.start[u]; a < walks.start[u + 1]; a++) {
                slopes[u] += probabilities[a] * gains[a];
            }
        }
        addAhead(slopes);
        return slopes;
    }

    /** Returns the derivatives of all values in k parameters of the scores, one row a parameter. */
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
            addAhead(row);
        }
        return slopes;
    }

    /** Adds to what walks gain in their next step what they gain in all later ones, on average. */
    private void addAhead(double[] gains) {
        double[] added = new double[gains.length];
        for (int u = 0; u < gains.length; u++) {
            added[u] = gains[u] + ahead(u, added);
            gains[u] = added[u];
        }
        while (!walks.acyclic && largest(added) > TOLERANCE * (1 - rate) * largest(gains)) {
            for (int u = 0; u < gains.length; u++) {
                added[u] = ahead(u, added);
                gains[u] += added[u];
            }
        }
    }

    /** Returns the mean of x where the chain goes from u. */
    private double ahead(int u, double[] x) {
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
