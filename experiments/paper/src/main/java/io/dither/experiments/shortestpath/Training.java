package io.dither.experiments.shortestpath;

import io.dither.experiments.learn.EpochListener;
import io.dither.experiments.learn.Examples;
import io.dither.experiments.learn.LinearModel;
import io.dither.experiments.learn.Trainer;
import io.dither.experiments.learn.TrainingPlan;
import io.dither.experiments.roads.CostData;
import io.dither.losses.CostDistanceLoss;
import io.dither.losses.FenchelYoungLoss;
import io.dither.losses.SpoPlusLoss;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.PerturbedOptimizer;
import org.ejml.data.DMatrixRMaj;

/**
 * How a linear model of the costs is trained.
 *
 * @param loss what it is trained on
 * @param epsilon the amplitude of the noise of Fenchel-Young
 * @param samples the number of perturbed solves an example and step
 * @param threads how many threads share these solves; they do not change the result
 * @param plan how long and how fast
 */
record Training(TrainingLoss loss, double epsilon, int samples, int threads, TrainingPlan plan) {
    /** Trains a model that starts at 0, on the training examples only. */
    LinearModel train(LinearOracle oracle, CostData data, EpochListener listener) {
        LinearModel model = new LinearModel(data.features().numCols, data.costs().numCols);
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(oracle)
                .epsilon(epsilon)
                .samples(samples)
                .seed(plan.seed())
                .threads(threads)
                .build()) {
            Trainer trainer = new Trainer(plan);
            DMatrixRMaj features = data.features();
            Examples costs = new Examples(features, data.costs());
            switch (loss) {
                case FENCHEL_YOUNG ->
                    trainer.train(
                            model,
                            features,
                            new Examples(features, Regret.solutions(oracle, data.costs())).decisions(),
                            new FenchelYoungLoss(layer),
                            listener);
                case SPO_PLUS -> trainer.train(model, features, costs.costs(), new SpoPlusLoss(oracle), listener);
                case SQUARED -> trainer.train(model, features, costs.costs(), new CostDistanceLoss(oracle), listener);
            }
        }
        return model;
    }
}
