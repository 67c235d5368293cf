package io.dither.learn;

import io.dither.internal.algebra.Vectors;
import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Histories of choices among rows of features, the best by weights and Gumbel noise. */
public final class Choices {
    private Choices() {}

    public static List<Observation> of(int count, long seed, double... truth) {
        KeyedRandom random = new KeyedRandom(seed);
        List<Observation> all = new ArrayList<>();
        double[] z = new double[1];
        for (int i = 0; i < count; i++) {
            double[][] rows = new double[3 + i % 3][truth.length];
            double[] utility = new double[rows.length];
            double[] costs = new double[rows.length];
            for (int j = 0; j < rows.length; j++) {
                double[] row = rows[j];
                Arrays.setAll(row, k -> random.nextGaussian());
                Noise.gumbel().sample(random, z);
                costs[j] = Vectors.dot(truth, row);
                utility[j] = costs[j] + z[0];
            }
            all.add(Observation.of(
                            "c" + i,
                            Features.of(rows),
                            Oracles.argmax(rows.length),
                            Decision.of(Oracles.argmax(rows.length).solve(utility)))
                    .withCosts(costs));
        }
        return all;
    }
}
