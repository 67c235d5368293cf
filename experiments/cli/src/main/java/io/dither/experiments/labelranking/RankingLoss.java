package io.dither.experiments.labelranking;

import com.fasterxml.jackson.annotation.JsonValue;
import io.dither.experiments.learn.BatchGradient;
import io.dither.experiments.learn.BatchObjective;
import io.dither.losses.BatchLoss;
import io.dither.losses.FenchelYoungLoss;
import io.dither.perturbed.Estimate;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** The losses that the command line offers, with their names on the command line, in JSON, in CSV and in plots. */
enum RankingLoss {
    FENCHEL_YOUNG("fenchel-young", "fenchelYoung", "trainLossWithoutOmega", FenchelYoungLoss.NAME) {
        @Override
        BatchObjective on(PerturbedOptimizer layer) {
            FenchelYoungLoss loss = new FenchelYoungLoss(layer);
            return (thetas, targets, indices, step) -> {
                BatchLoss batch = loss.evaluateBatch(thetas, targets, step);
                return new BatchGradient(batch.values(), batch.gradients());
            };
        }
    },
    SQUARED("squared", "squared", "trainSquaredLoss", "half squared distance of ranks") {
        @Override
        BatchObjective on(PerturbedOptimizer layer) {
            return (thetas, targets, indices, step) -> squared(layer, thetas, targets, step);
        }
    };

    private final String option;
    private final String key;
    private final String column;
    private final String title;

    RankingLoss(String option, String key, String column, String title) {
        this.option = option;
        this.key = key;
        this.column = column;
        this.title = title;
    }

    abstract BatchObjective on(PerturbedOptimizer layer);

    String key() {
        return key;
    }

    String column() {
        return column;
    }

    String title() {
        return title;
    }

    @Override
    @JsonValue
    public String toString() {
        return option;
    }

    /**
     * Half the squared distance of y_eps to the target, with gradient J (y_eps - y). The residual and the Jacobian take
     * noise of their own (even and odd steps), so that their product is as unbiased as they are.
     */
    private static BatchGradient squared(PerturbedOptimizer layer, DMatrixRMaj thetas, DMatrixRMaj targets, long step) {
        int k = thetas.numCols;
        List<Estimate> forward = layer.batch(thetas).step(2 * step).estimate();
        DMatrixRMaj residuals = new DMatrixRMaj(thetas.numRows, k);
        double[] values = new double[thetas.numRows];
        for (int i = 0; i < thetas.numRows; i++) {
            double[] mean = forward.get(i).mean();
            for (int j = 0; j < k; j++) {
                double residual = mean[j] - targets.get(i, j);
                residuals.set(i, j, residual);
                values[i] += 0.5 * residual * residual;
            }
        }
        List<Estimate> backward =
                layer.batch(thetas).step(2 * step + 1).vjp(residuals).estimate();
        DMatrixRMaj gradients = new DMatrixRMaj(thetas.numRows, k);
        for (int i = 0; i < thetas.numRows; i++) {
            System.arraycopy(backward.get(i).vjp().values(), 0, gradients.data, i * k, k);
        }
        return new BatchGradient(values, gradients);
    }
}
