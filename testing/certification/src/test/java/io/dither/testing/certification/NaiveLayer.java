package io.dither.testing.certification;

import io.dither.error.Arguments;
import io.dither.layer.Estimated;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.layer.Pass;
import io.dither.layer.SmoothedOptimizer;
import io.dither.layer.ValueAndGradient;
import io.dither.noise.ScoredNoise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.random.KeyedRandom;

/** A perturbed optimizer in its shortest form: stored samples, no baseline, Gaussian or Gumbel noise. */
public record NaiveLayer(LinearOracle oracle, ScoredNoise noise, double epsilon, int samples, long seed)
        implements SmoothedOptimizer {
    private interface Term {
        double of(double[] y, double[] perturbed, double[] score, int coordinate);
    }

    @Override
    public Pass forward(Input input) {
        double[] theta =
                Arguments.finite("theta", input.theta(), oracle.dimension()).clone();
        NoiseKey key = input.key();
        return new Pass() {
            @Override
            public Estimated output() {
                return mean(theta, key, (y, perturbed, score, i) -> y[i]);
            }

            @Override
            public ValueAndGradient product(double[] v) {
                int sign = oracle.sense().sign();
                Estimated inner = mean(theta, key, (y, perturbed, score, i) -> dot(y, v));
                Estimated vjp = mean(theta, key, (y, perturbed, score, i) -> sign * dot(y, v) * score[i] / epsilon);
                return new ValueAndGradient(inner.values()[0], inner.standardErrors()[0], vjp, 0);
            }
        };
    }

    @Override
    public ValueAndGradient smoothed(Input input) {
        Estimated value = mean(input.theta(), input.key(), (y, perturbed, score, i) -> dot(y, perturbed));
        return new ValueAndGradient(
                value.values()[0], value.standardErrors()[0], forward(input).output(), 0);
    }

    private Estimated mean(double[] theta, NoiseKey key, Term term) {
        int d = theta.length;
        int sign = oracle.sense().sign();
        double[] sum = new double[d];
        double[] squares = new double[d];
        double[] z = new double[d];
        double[] score = new double[d];
        double[] perturbed = new double[d];
        KeyedRandom random = new KeyedRandom(seed);
        random.setKey(seed, key.step(), key.example());
        Vertex vertex = new Vertex(d);
        try (OracleSession session = oracle.openSession()) {
            for (int m = 0; m < samples; m++) {
                random.startSample(m);
                noise.sample(random, z);
                noise.score(z, score);
                for (int i = 0; i < d; i++) {
                    perturbed[i] = theta[i] + sign * epsilon * z[i];
                }
                session.solve(perturbed, vertex);
                double[] y = vertex.toArray();
                for (int i = 0; i < d; i++) {
                    double value = term.of(y, perturbed, score, i);
                    sum[i] += value;
                    squares[i] += value * value;
                }
            }
        }
        return estimated(sum, squares);
    }

    private Estimated estimated(double[] sum, double[] squares) {
        double[] means = new double[sum.length];
        double[] errors = new double[sum.length];
        for (int i = 0; i < sum.length; i++) {
            means[i] = sum[i] / samples;
            errors[i] = Math.sqrt((squares[i] / samples - means[i] * means[i]) / (samples - 1));
        }
        return new Estimated(means, errors);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
