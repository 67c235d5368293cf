package io.dither.certify;

import io.dither.noise.ScoredNoise;
import io.dither.random.KeyedRandom;
import java.util.List;

/** E[grad nu(Z)] = 0 and E[Z grad nu(Z)^T] = I, by ten times the samples, as they need no solver. */
final class SteinTrial implements Trial {
    private static final String NAME = "Stein identities of the noise";
    private static final int SAMPLES_FACTOR = 10;

    /** Of the second identity no more than this many rows and columns. */
    private static final int CORNER = 12;

    @Override
    public List<Check> run(Subject subject, List<double[]> thetas) {
        return List.of(
                subject.noise() instanceof ScoredNoise scored
                        ? check(scored, subject)
                        : Check.skipped(NAME, subject.noScore().orElse("")));
    }

    private static Check check(ScoredNoise noise, Subject subject) {
        int d = subject.dimension();
        int corner = Math.min(d, CORNER);
        int samples = SAMPLES_FACTOR * subject.samples();
        double[] z = new double[d];
        double[] score = new double[d];
        Spread first = new Spread(d);
        Spread second = new Spread(corner * corner);
        KeyedRandom random = new KeyedRandom(subject.seed());
        random.key(subject.seed(), Keys.STEIN, 0);
        for (int sample = 0; sample < samples; sample++) {
            random.sample(sample);
            noise.sample(random, z);
            noise.score(z, score);
            for (int i = 0; i < d; i++) {
                first.add(i, score[i], sample + 1);
            }
            for (int at = 0; at < corner * corner; at++) {
                second.add(at, z[at / corner] * score[at % corner] - (at % (corner + 1) == 0 ? 1 : 0), sample + 1);
            }
        }
        Scores scores = new Scores(NAME);
        for (int i = 0; i < d; i++) {
            scores.add("E[score " + i + "]", first.z(i, samples));
        }
        for (int at = 0; at < corner * corner; at++) {
            scores.add("E[z " + at / corner + " score " + at % corner + "]", second.z(at, samples));
        }
        return scores.check("");
    }

    /** Running means and variances (Welford, 1962). */
    private static final class Spread {
        private final double[] means;
        private final double[] squares;

        Spread(int length) {
            means = new double[length];
            squares = new double[length];
        }

        void add(int at, double x, int count) {
            double delta = x - means[at];
            means[at] += delta / count;
            squares[at] += delta * (x - means[at]);
        }

        double z(int at, int count) {
            double error = Math.sqrt(squares[at] / (count - 1.0) / count);
            return means[at] == 0 && error == 0 ? 0 : means[at] / error;
        }
    }
}
