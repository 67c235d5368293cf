package io.dither.experiments.labelranking;

import io.dither.experiments.learn.BatchGradient;
import io.dither.experiments.learn.BatchObjective;
import io.dither.experiments.learn.Examples;
import io.dither.experiments.learn.FullBatch;
import io.dither.experiments.learn.LinearModel;
import io.dither.layer.Loss;
import io.dither.layer.LossValue;
import io.dither.losses.BatchLoss;
import io.dither.losses.FenchelYoungLoss;
import io.dither.losses.SquaredLoss;
import io.dither.oracles.Oracles;
import io.dither.perturbed.ExactOptimizer;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.SmoothedOptimizer;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

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
        FullBatch descent = new FullBatch(objective(layer), ITERATIONS, TOLERANCE);
        LinearModel model = new LinearModel(train.features().numCols, labels);
        List<LinearModel> models = new ArrayList<>();
        for (double lambda : values) {
            descent.fit(model, train, lambda);
            models.add(model.copy());
        }
        return models;
    }

    private BatchObjective objective(SmoothedOptimizer layer) {
        if (!fenchelYoung) {
            return rowByRow(new SquaredLoss(layer));
        }
        FenchelYoungLoss loss = new FenchelYoungLoss(layer);
        return (thetas, targets, indices, step) -> {
            BatchLoss batch = loss.evaluateBatch(thetas, targets, step);
            return new BatchGradient(batch.values(), batch.gradients());
        };
    }

    static BatchObjective rowByRow(Loss loss) {
        return (thetas, targets, indices, step) -> {
            int k = thetas.numCols;
            double[] values = new double[thetas.numRows];
            DMatrixRMaj gradients = new DMatrixRMaj(thetas.numRows, k);
            for (int i = 0; i < thetas.numRows; i++) {
                LossValue value = loss.evaluate(row(thetas, i), row(targets, i));
                values[i] = value.value();
                System.arraycopy(value.gradient().values(), 0, gradients.data, i * k, k);
            }
            return new BatchGradient(values, gradients);
        };
    }

    private static double[] row(DMatrixRMaj matrix, int i) {
        return java.util.Arrays.copyOfRange(matrix.data, i * matrix.numCols, (i + 1) * matrix.numCols);
    }
}
