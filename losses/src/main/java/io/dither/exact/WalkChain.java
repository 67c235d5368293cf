package io.dither.exact;

import io.dither.layer.Pullback;
import java.util.Arrays;

/**
 * The Markov chain of walks to one target: its mean flows, how these change, and the derivatives of values. Each is a linear system
 * that is solved by sweeps, as {@link WalkValues} is: inwards for values, outwards for flows. Immutable.
 */
final class WalkChain {
    private static final double TOLERANCE = 1e-16;

    private final Walks walks;
    private final double[] probabilities;
    private final double epsilon;
    private final double rate;

    WalkChain(Walks walks, double[] probabilities, double epsilon, double rate) {
        this.walks = walks;
        this.probabilities = probabilities;
        this.epsilon = epsilon;
        this.rate = rate;
    }

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

    /** Adds to y the derivative of the flows from u where scores change along a direction: Cov(y) direction / eps. */
    void addChange(int source, double[] direction, double[] y) {
        double[] slopes = slopes(along(direction));
        double[] gains = walks.byArc(direction);
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

    /** Returns how often the chain visits each vertex where it starts as often as {@code left} says; changes it. */
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

    private static Pullback along(double[] direction) {
        return new Pullback() {
            @Override
            public int size() {
                return 1;
            }

            @Override
            public void add(int coordinate, double factor, double[] sum) {
                sum[0] += factor * direction[coordinate];
            }
        };
    }

    /** Returns the derivatives of all values in k parameters of the scores: entry u k + i is that of u in parameter i. */
    double[] slopes(Pullback parameters) {
        int k = parameters.size();
        double[] added = new double[walks.size * k];
        double[] own = new double[k];
        for (int u = 0; u < walks.size; u++) {
            for (int a = walks.start[u]; a < walks.start[u + 1]; a++) {
                walks.add(a, probabilities[a], parameters, own);
            }
            pull(u, own, added);
        }
        double[] slopes = added.clone();
        while (!walks.acyclic && isLarge(added, slopes, k)) {
            for (int u = 0; u < walks.size; u++) {
                pull(u, own, added);
            }
            for (int i = 0; i < slopes.length; i++) {
                slopes[i] += added[i];
            }
        }
        return slopes;
    }

    /** Sets row u of x to what is given plus the mean of the rows to which u leads; clears what is given. */
    private void pull(int u, double[] given, double[] x) {
        int k = given.length;
        for (int a = walks.start[u]; a < walks.start[u + 1]; a++) {
            for (int i = 0; i < k; i++) {
                given[i] += probabilities[a] * x[walks.heads[a] * k + i];
            }
        }
        System.arraycopy(given, 0, x, u * k, k);
        Arrays.fill(given, 0);
    }

    /** Says whether what was added in a parameter still counts beside the largest derivative in it. */
    private boolean isLarge(double[] added, double[] whole, int k) {
        for (int parameter = 0; parameter < k; parameter++) {
            double most = 0;
            double largest = 0;
            for (int i = parameter; i < whole.length; i += k) {
                most = Math.max(most, Math.abs(added[i]));
                largest = Math.max(largest, Math.abs(whole[i]));
            }
            if (most > TOLERANCE * (1 - rate) * largest) {
                return true;
            }
        }
        return false;
    }
}
