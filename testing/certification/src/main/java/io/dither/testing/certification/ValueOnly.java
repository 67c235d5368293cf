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
 * nu)] / eps^2 (Berthet et al. 2020, proposition 2.2), in the notation of {@link GradientCertification}. In general,
 * {@link Subject#scoreFactor} takes the place of 1 / eps.
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
                weights[i] *= subject.scoreFactor(theta, i);
            }
        });
    }

    /**
     * Returns the rows of the Hessian. The linear function &lt;y, X&gt; of X, where y is the solution at theta, is
     * subtracted from F(X). This does not change the Hessian, because a linear function has the Hessian 0, but the
     * difference varies less than F(X).
     */
    List<Estimated> hessian(NoiseKey key) {
        CurvedNoise noise = (CurvedNoise) subject.noise();
        int d = theta.length;
        double[] score = new double[d];
        Estimated entries = mean(key, subject.oracle().solve(theta), d * d, (z, weights) -> {
            noise.score(z, score);
            noise.hessian(z, weights);
            for (int entry = 0; entry < weights.length; entry++) {
                double weight = score[entry / d] * score[entry % d] - weights[entry];
                weights[entry] = weight * subject.scoreFactor(theta, entry / d) * subject.scoreFactor(theta, entry % d);
            }
        });
        return IntStream.range(0, d)
                .mapToObj(i -> new Estimated(
                        Arrays.copyOfRange(entries.values(), i * d, i * d + d),
                        Arrays.copyOfRange(entries.standardErrors(), i * d, i * d + d)))
                .toList();
    }

    /**
     * Returns the means of weights times F(X) - &lt;slope, X&gt; - baseline, where the baseline is the mean of F(X) -
     * &lt;slope, X&gt; over samples that are not used otherwise. The weights have the mean 0, so the baseline does not
     * change what is estimated, but makes the standard errors smaller.
     *
     * @param length the number of weights
     * @param fillWeights takes a sample of Z and fills its weights
     */
    private Estimated mean(NoiseKey key, double[] slope, int length, BiConsumer<double[], double[]> fillWeights) {
        double[] z = new double[theta.length];
        double[] terms = new double[length];
        Moments moments = new Moments(length);
        KeyedRandom random = new KeyedRandom(subject.seed());
        random.setKey(subject.seed(), key.step(), key.example());
        try (OracleSession session = subject.oracle().openSession()) {
            double baseline = 0;
            for (int sample = 0; sample < PILOT_SAMPLES; sample++) {
                random.startSample(subject.samples() + sample);
                baseline += residual(session, random, z, slope) / PILOT_SAMPLES;
            }
            for (int sample = 0; sample < subject.samples(); sample++) {
                random.startSample(sample);
                double centred = residual(session, random, z, slope) - baseline;
                fillWeights.accept(z, terms);
                for (int entry = 0; entry < length; entry++) {
                    terms[entry] *= centred; // was a weight until here
                }
                moments.add(terms);
            }
        }
        return moments.estimated();
    }

    /** Draws a sample of Z into {@code z}; returns F(X) - &lt;slope, X&gt;. */
    private double residual(OracleSession session, KeyedRandom random, double[] z, double[] slope) {
        double[] x = new double[z.length];
        subject.noise().sample(random, z);
        subject.perturb(theta, z, x);
        Vertex vertex = new Vertex(x.length);
        session.solve(x, vertex);
        double residual = vertex.objective(x);
        for (int i = 0; i < x.length; i++) {
            residual -= slope[i] * x[i];
        }
        return residual;
    }
}
