package io.dither.learn.diagnose;

import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;

/** Deciders who take the best of a few offers, as they see them. */
public final class SimulatedChoices {
    static final double[] TRUTH = {-1, 0.8, 0.3, 0};
    public static final SharedLinearModel MODEL = SharedLinearModel.of("price", "comfort", "speed", "<colour> & shine");

    private SimulatedChoices() {}

    public static List<Observation> offers(int count, long seed, boolean costs) {
        KeyedRandom random = new KeyedRandom(seed);
        List<Observation> all = new ArrayList<>();
        double[] noise = new double[1];
        for (int i = 0; i < count; i++) {
            double[][] rows = new double[2 + i % 5][TRUTH.length];
            double[] truth = new double[rows.length];
            double[] seen = new double[rows.length];
            for (int j = 0; j < rows.length; j++) {
                for (int k = 0; k < TRUTH.length; k++) {
                    rows[j][k] = random.nextGaussian() * (k + 1);
                    truth[j] += TRUTH[k] * rows[j][k];
                }
                Noise.gumbel().sample(random, noise);
                seen[j] = truth[j] + noise[0];
            }
            double[] y = Oracles.argmax(rows.length).solve(seen);
            Observation one = Observation.of("offer " + i, Features.of(rows), Oracles.argmax(rows.length), y);
            all.add(costs ? one.withCosts(truth) : one);
        }
        return all;
    }
}
