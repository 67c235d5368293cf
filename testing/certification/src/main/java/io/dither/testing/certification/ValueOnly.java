package io.dither.testing.certification;

import io.dither.layer.Estimated;
import io.dither.layer.NoiseKey;
import io.dither.noise.CurvedNoise;
import io.dither.noise.ScoredNoise;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * Estimates derivatives of F_eps from values F(X) only: E[F(X) grad nu(Z)] / eps and E[F(X) (grad nu grad nu^T - Hess
 * nu)] / eps^2 (Berthet et al. 2020, proposition 2.2).
 */
final class ValueOnly {
    /** The number of samples from which the baseline is computed. */
    private static final int PILOT_SAMPLES = 100;

    private final Subject subject;
    private final double[] theta;

    ValueOnly(Subject subject, double[] theta) {
        this.subject = subject;
        this.theta = theta;
    }

    /** Returns the gradient of F_eps. */
    Estimated gradient(NoiseKey key) {
        ScoredNoise noise = (ScoredNoise) subject.noise();
        return mean(key, new double[theta.length], theta.length, (z, weights) -> {
            noise.score(z, weights);
            for (int i = 0; i < weights.length; i++) {
                weights[i] *= subject.factor(theta, i);
            }
        });
    }

    /**
     * Returns the rows of the Hessian. A linear function of X with the slope y(theta) is subtracted from F: its
     * Hessian is 0, and the difference varies less.
     */
    List<Estimated> hessian(NoiseKey key) {
        CurvedNoise noise = (CurvedNoise) subject.noise();
        int d = theta.length;
        double[] score = new double[d];
        Estimated entries = mean(key, subject.oracle().solve(theta), d * d, (z, weights) -> {
            noise.score(z, score);
            noise.hessian(z, weights);
            for (int entry = 0; entry < weights.length; entry++) {
                double curvature = score[entry / d] * score[entry % d] - weights[entry];
                weights[entry] = curvature * subject.factor(theta, entry / d) * subject.factor(theta, entry % d);
            }
        });
        return IntStream.range(0, d)
                .mapToObj(i -> new Estimated(
                        Arrays.copyOfRange(entries.values(), i * d, i * d + d),
                        Arrays.copyOfRange(entries.standardErrors(), i * d, i * d + d)))
                .toList();
    }

    /**
     * Returns the means of weights times the reward F(X) - &lt;slope, X&gt; - baseline, where the baseline is the mean
     * of F(X) - &lt;slope, X&gt; over samples that are not used otherwise. The means do not depend on the baseline,
     * because the weights have the mean 0, but their standard errors are smaller with it.
     *
     * @param length the number of weights
     * @param weight takes a sample of Z and fills its weights
     */
    private Estimated mean(NoiseKey key, double[] slope, int length, BiConsumer<double[], double[]> weight) {
        double[] z = new double[theta.length];
        double[] terms = new double[length];
        Moments moments = new Moments(length);
        KeyedRandom random = new KeyedRandom(subject.seed());
        random.setKey(subject.seed(), key.step(), key.example());
        try (OracleSession session = subject.oracle().openSession()) {
            double baseline = 0;
            for (int sample = 0; sample < PILOT_SAMPLES; sample++) {
                random.startSample(subject.samples() + sample);
                baseline += reward(session, random, z, slope) / PILOT_SAMPLES;
            }
            for (int sample = 0; sample < subject.samples(); sample++) {
                random.startSample(sample);
                double reward = reward(session, random, z, slope) - baseline;
                weight.accept(z, terms);
                for (int entry = 0; entry < length; entry++) {
                    terms[entry] *= reward;
                }
                moments.add(terms);
            }
        }
        return moments.estimated();
    }

    /** Draws a sample of Z into {@code z}; returns F(X) - &lt;slope, X&gt;. */
    private double reward(OracleSession session, KeyedRandom random, double[] z, double[] slope) {
        double[] x = new double[z.length];
        subject.noise().sample(random, z);
        subject.perturb(theta, z, x);
        Vertex vertex = new Vertex(x.length);
        session.solve(x, vertex);
        double reward = vertex.objective(x);
        for (int i = 0; i < x.length; i++) {
            reward -= slope[i] * x[i];
        }
        return reward;
    }
}
