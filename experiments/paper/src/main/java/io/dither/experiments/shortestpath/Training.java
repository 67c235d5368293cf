package io.dither.experiments.shortestpath;

import io.dither.experiments.learn.BatchGradient;
import io.dither.experiments.learn.BatchObjective;
import io.dither.experiments.learn.EpochListener;
import io.dither.experiments.learn.Examples;
import io.dither.experiments.learn.LinearModel;
import io.dither.experiments.learn.Trainer;
import io.dither.experiments.learn.TrainingPlan;
import io.dither.losses.BatchLoss;
import io.dither.losses.FenchelYoungLoss;
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
        DMatrixRMaj paths = Regret.solutions(oracle, data.costs());
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(oracle)
                .epsilon(epsilon)
                .samples(samples)
                .seed(plan.seed())
                .threads(threads)
                .build()) {
            boolean learnsPaths = loss == TrainingLoss.FENCHEL_YOUNG;
            Examples examples = new Examples(data.features(), learnsPaths ? paths : data.costs());
            new Trainer(plan).train(model, examples, objective(layer, paths), listener);
        }
        return model;
    }

    private BatchObjective objective(PerturbedOptimizer layer, DMatrixRMaj paths) {
        return switch (loss) {
            case FENCHEL_YOUNG -> fenchelYoung(layer);
            case SPO_PLUS -> CostObjectives.spoPlus(layer.oracle(), paths);
            case SQUARED -> CostObjectives.squared();
        };
    }

    private static BatchObjective fenchelYoung(PerturbedOptimizer layer) {
        FenchelYoungLoss loss = new FenchelYoungLoss(layer);
        return (costs, paths, indices, step) -> {
            BatchLoss batch = loss.evaluateBatch(costs, paths, step);
            return new BatchGradient(batch.values(), batch.gradients());
        };
    }
}
