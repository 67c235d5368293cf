package io.dither.xgboost;

import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;

/** Choices among six options by the scores 2 sin(2a) b + c^2, with a feature d that means nothing, under Gumbel noise. */
final class Interactions {
    static final String[] NAMES = {"a", "b", "c", "d"};
    private static final int OPTIONS = 6;

    private Interactions() {}

    static double score(double[] row) {
        return 2 * Math.sin(2 * row[0]) * row[1] + row[2] * row[2];
    }

    static List<Observation> of(int count, double epsilon, long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        List<Observation> all = new ArrayList<>();
        double[] z = new double[1];
        for (int i = 0; i < count; i++) {
            double[][] rows = new double[OPTIONS][NAMES.length];
            double[] scores = new double[OPTIONS];
            double[] seen = new double[OPTIONS];
            for (int j = 0; j < OPTIONS; j++) {
                for (int k = 0; k < NAMES.length; k++) {
                    rows[j][k] = random.nextGaussian();
                }
                Noise.gumbel().sample(random, z);
                scores[j] = score(rows[j]);
                seen[j] = scores[j] + epsilon * z[0];
            }
            all.add(Observation.of(
                            "choice " + seed + "/" + i,
                            Features.of(rows),
                            Oracles.argmax(OPTIONS),
                            Decision.of(Oracles.argmax(OPTIONS).solve(seen)))
                    .withCosts(scores));
        }
        return all;
    }
}
