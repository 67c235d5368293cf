package io.dither.experiments.labelranking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.exact.ExactOptimizer;
import io.dither.experiments.learn.Examples;
import io.dither.experiments.learn.FullBatch;
import io.dither.experiments.learn.LinearModel;
import io.dither.losses.FenchelYoungLoss;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import java.util.List;
import org.junit.jupiter.api.Test;

class PenaltyPathTest {
    private static final Examples DATA =
            new NoiseSweep(3, 4, 60, 1).draw(0.5, 1).train();

    /** Why epsilon is not tuned: with lambda it is one parameter. */
    @Test
    void epsilonAndLambdaCountByTheirProduct() {
        LinearModel small = fit(0.25, 4);
        LinearModel unit = fit(1, 1);
        double[] scaled = unit.parameters().clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= 0.25;
        }
        assertArrayEquals(scaled, small.parameters(), 1e-4);
        assertEquals(Accuracy.of(unit, DATA), Accuracy.of(small, DATA));
    }

    private static LinearModel fit(double epsilon, double lambda) {
        FenchelYoungLoss loss = new FenchelYoungLoss(ExactOptimizer.of(Oracles.ranking(4), Noise.gaussian(), epsilon));
        LinearModel model = new LinearModel(3, 4);
        new FullBatch<>(loss, 500, 1e-8).fit(model, DATA.features(), DATA.decisions(), lambda);
        return model;
    }

    @Test
    void weakerPenaltiesGiveLargerWeightsAndManySamplesGiveNearlyTheExactModel() {
        double[] penalties = {100, 1};
        List<LinearModel> exact = path(0, penalties);
        List<LinearModel> sampled = path(2000, penalties);
        assertTrue(norm(exact.get(0)) < 0.5 * norm(exact.get(1)));
        for (int g = 0; g < 2; g++) {
            double[] difference = exact.get(g).parameters().clone();
            for (int i = 0; i < difference.length; i++) {
                difference[i] -= sampled.get(g).parameters()[i];
            }
            double distance = norm(difference);
            assertTrue(distance < 0.05 * norm(exact.get(g)), distance + " of " + norm(exact.get(g)));
        }
    }

    private static List<LinearModel> path(int samples, double[] penalties) {
        RankingSettings settings = new RankingSettings(
                List.of(Method.FENCHEL_YOUNG),
                NoiseLaw.GAUSSIAN,
                samples,
                2,
                1,
                2,
                1,
                List.of(new FeatureMap(false, 0)),
                1000,
                0);
        return Method.FENCHEL_YOUNG.learner(settings, 4, 5).path(DATA, penalties);
    }

    private static double norm(LinearModel model) {
        return norm(model.parameters());
    }

    private static double norm(double[] vector) {
        double sum = 0;
        for (double value : vector) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }
}
