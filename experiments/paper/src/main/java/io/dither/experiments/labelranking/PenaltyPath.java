package io.dither.experiments.labelranking;

import io.dither.exact.ExactOptimizer;
import io.dither.experiments.learn.Examples;
import io.dither.experiments.learn.FullBatch;
import io.dither.experiments.learn.LinearModel;
import io.dither.layer.Decision;
import io.dither.layer.Loss;
import io.dither.layer.SmoothedOptimizer;
import io.dither.losses.FenchelYoungLoss;
import io.dither.losses.SquaredLoss;
import io.dither.oracles.Oracles;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Models of perturbed ranks, from the strongest penalty to the weakest, each from the last: by Newton's method on exact
 * Fenchel-Young losses, by full-batch descent on others.
 */
record PenaltyPath(RankingSettings settings, int labels, long seed, boolean fenchelYoung) implements Learner {
    private static final int ITERATIONS = 60;
    private static final double TOLERANCE = 3e-3;

    @Override
    public List<LinearModel> path(Examples train, double[] values) {
        if (!fenchelYoung) {
            return path(exact(), train, values);
        }
        if (settings.samples() == 0) {
            return new NewtonPath(exact()).path(train, values);
        }
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(Oracles.ranking(labels))
                .noise(settings.noise().noise())
                .samples(settings.samples())
                .seed(seed)
                .build()) {
            return path(layer, train, values);
        }
    }

    private ExactOptimizer exact() {
        return ExactOptimizer.of(Oracles.ranking(labels), settings.noise().noise(), 1);
    }

    private List<LinearModel> path(SmoothedOptimizer layer, Examples train, double[] values) {
        Loss<Decision> loss = fenchelYoung ? new FenchelYoungLoss(layer) : new SquaredLoss(layer);
        FullBatch<Decision> descent = new FullBatch<>(loss, ITERATIONS, TOLERANCE);
        List<Decision> decisions = train.decisions();
        LinearModel model = new LinearModel(train.features().numCols, labels);
        List<LinearModel> models = new ArrayList<>();
        for (double lambda : values) {
            descent.fit(model, train.features(), decisions, lambda);
            models.add(model.copy());
        }
        return models;
    }
}
