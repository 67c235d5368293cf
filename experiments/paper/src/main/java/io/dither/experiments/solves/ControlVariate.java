package io.dither.experiments.solves;

import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * y_eps by solutions that are known: E y*(X) = E k(X) + E [y*(X) - k(X)], k(X) being the best of the known solutions. The first mean
 * takes many samples and no solve; the second has little variance where the optimum is mostly known. Each quarter of the samples
 * goes by what the other three have found, so that nothing is biased.
 */
final class ControlVariate {
    private static final int PARTS = 4;
    /** How many samples without a solve are drawn for each with one. */
    private static final int CHEAP = 20;

    private final Sense sense;
    private final List<double[]> drawn;
    private final List<Vertex> solved;
    private final double[] mean;
    private final double[] variance;

    /** Takes X of each sample and its solution. */
    ControlVariate(Sense sense, List<double[]> drawn, List<Vertex> solved) {
        this.sense = sense;
        this.drawn = drawn;
        this.solved = solved;
        int dimension = drawn.get(0).length;
        mean = new double[dimension];
        variance = new double[dimension];
    }

    static double[] perturbed(double[] theta, double epsilon, KeyedRandom random) {
        double[] x = theta.clone();
        for (int i = 0; i < x.length; i++) {
            x[i] += epsilon * random.nextGaussian();
        }
        return x;
    }

    void estimate(double[] theta, double epsilon, KeyedRandom random) {
        for (int part = 0; part < PARTS; part++) {
            TreeSet<Vertex> known = new TreeSet<>((a, b) -> Arrays.compare(a.toArray(), b.toArray()));
            for (int m = 0; m < solved.size(); m++) {
                if (m % PARTS != part) {
                    known.add(solved.get(m));
                }
            }
            Vertex[] choices = known.toArray(Vertex[]::new);
            Sums left = new Sums();
            for (int m = part; m < solved.size(); m += PARTS) {
                double[] difference = solved.get(m).toArray();
                best(choices, drawn.get(m)).addTo(difference, -1);
                left.add(difference);
            }
            Sums cheap = new Sums();
            for (int m = 0; m < CHEAP * solved.size() / PARTS; m++) {
                cheap.add(best(choices, perturbed(theta, epsilon, random)).toArray());
            }
            left.addMean();
            cheap.addMean();
        }
    }

    private Vertex best(Vertex[] choices, double[] x) {
        Vertex best = choices[0];
        double value = best.dot(x);
        for (Vertex choice : choices) {
            double other = choice.dot(x);
            if (sense.better(other, value)) {
                best = choice;
                value = other;
            }
        }
        return best;
    }

    double[] mean() {
        return mean;
    }

    double[] standardError() {
        return Arrays.stream(variance).map(Math::sqrt).toArray();
    }

    /** The moments of one part, of which each counts a quarter. */
    private final class Sums {
        private final double[] sum = new double[mean.length];
        private final double[] squares = new double[mean.length];
        private int count;

        void add(double[] vector) {
            count++;
            for (int i = 0; i < sum.length; i++) {
                sum[i] += vector[i];
                squares[i] += vector[i] * vector[i];
            }
        }

        void addMean() {
            for (int i = 0; i < sum.length; i++) {
                mean[i] += sum[i] / count / PARTS;
                double spread = (squares[i] - sum[i] * sum[i] / count) / (count - 1);
                variance[i] += spread / count / (PARTS * PARTS);
            }
        }
    }
}
