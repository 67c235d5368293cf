package io.dither.experiments.labelranking;

import io.dither.experiments.learn.Examples;
import io.dither.experiments.learn.LinearModel;
import io.dither.experiments.learn.Trainer;
import io.dither.experiments.learn.TrainingPlan;
import io.dither.losses.BlackBoxInterpolation;
import io.dither.losses.SolutionLoss;
import io.dither.oracle.LinearOracle;
import java.util.ArrayList;
import java.util.List;

/**
 * The squared loss through black-box interpolation. It is piecewise constant, so only stochastic steps get anywhere: Adam,
 * from 0, with a rate that falls to a tenth.
 */
record BlackBoxLearner(LinearOracle ranking, long seed) implements Learner {
    private static final double LAMBDA = 1;
    private static final int BATCH = 32;
    private static final int MOST_EPOCHS = 100;
    private static final int STEPS = 3000;

    @Override
    public List<LinearModel> path(Examples train, double[] values) {
        SolutionLoss loss = SolutionLoss.squared(new BlackBoxInterpolation(ranking, LAMBDA));
        List<LinearModel> models = new ArrayList<>();
        for (double rate : values) {
            LinearModel model = new LinearModel(train.features().numCols, ranking.dimension());
            TrainingPlan plan = new TrainingPlan(epochs(train.count()), BATCH, rate, rate / 10, seed);
            new Trainer(plan).train(model, train.features(), train.decisions(), loss);
            models.add(model);
        }
        return models;
    }

    /** As many passes as make the number of steps, but no more than on a small set. */
    static int epochs(int examples) {
        int steps = (examples + BATCH - 1) / BATCH;
        return Math.min(MOST_EPOCHS, (STEPS + steps - 1) / steps);
    }
}
