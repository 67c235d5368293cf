package io.dither.experiments.solves;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.perturbed.Estimate;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.Sampling;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the error of a Fenchel-Young gradient costs under one way to draw: y_eps at one theta, estimated again and again.
 *
 * @param choice the way to draw
 * @param variance the variance of an estimate over the seeds, the mean over coordinates
 * @param claimed the mean square of its own standard errors
 */
record GradientCost(String choice, double variance, double claimed) {
    /** All ways to draw, at the same number of solves. */
    static List<GradientCost> all(LinearOracle oracle, double epsilon, int solves, int seeds) {
        KeyedRandom random = new KeyedRandom(11);
        double[] theta = new double[oracle.dimension()];
        for (int i = 0; i < theta.length; i++) {
            theta[i] = random.nextGaussian();
        }
        List<GradientCost> all = new ArrayList<>();
        for (Sampling sampling : Sampling.values()) {
            all.add(drawn(oracle, theta, epsilon, sampling, solves, seeds));
        }
        all.add(controlled(oracle, theta, epsilon, solves, seeds));
        return all;
    }

    private static GradientCost drawn(
            LinearOracle oracle, double[] theta, double epsilon, Sampling sampling, int solves, int seeds) {
        Moments moments = new Moments(theta.length);
        for (int seed = 0; seed < seeds; seed++) {
            try (PerturbedOptimizer layer = PerturbedOptimizer.builder(oracle)
                    .epsilon(epsilon)
                    .sampling(sampling)
                    .samples(solves)
                    .seed(seed)
                    .build()) {
                Estimate estimate = layer.at(theta).estimate();
                moments.add(estimate.mean(), estimate.meanStandardError());
            }
        }
        return moments.cost(sampling.name().toLowerCase(Locale.ROOT));
    }

    private static GradientCost controlled(LinearOracle oracle, double[] theta, double epsilon, int solves, int seeds) {
        Moments moments = new Moments(theta.length);
        try (OracleSession session = oracle.openSession()) {
            for (int seed = 0; seed < seeds; seed++) {
                List<double[]> drawn = new ArrayList<>();
                List<Vertex> solved = new ArrayList<>();
                KeyedRandom random = new KeyedRandom(seed);
                for (int m = 0; m < solves; m++) {
                    double[] x = ControlVariate.perturbed(theta, epsilon, random);
                    Vertex vertex = new Vertex(theta.length);
                    session.solve(x, vertex);
                    drawn.add(x);
                    solved.add(vertex);
                }
                ControlVariate control = new ControlVariate(oracle.sense(), drawn, solved);
                control.estimate(theta, epsilon, random);
                moments.add(control.mean(), control.standardError());
            }
        }
        return moments.cost("known solutions as a control variate");
    }

    /** Sums over seeds. */
    private static final class Moments {
        private final double[] sum;
        private final double[] squares;
        private double claimed;
        private int count;

        Moments(int dimension) {
            sum = new double[dimension];
            squares = new double[dimension];
        }

        void add(double[] mean, double[] standardError) {
            count++;
            for (int i = 0; i < sum.length; i++) {
                sum[i] += mean[i];
                squares[i] += mean[i] * mean[i];
                boolean isKnown = !Double.isNaN(standardError[i]); // not where all samples agree
                claimed += isKnown ? standardError[i] * standardError[i] / sum.length : 0;
            }
        }

        GradientCost cost(String choice) {
            double variance = 0;
            for (int i = 0; i < sum.length; i++) {
                variance += (squares[i] - sum[i] * sum[i] / count) / (count - 1) / sum.length;
            }
            return new GradientCost(choice, variance, claimed / count);
        }
    }
}
