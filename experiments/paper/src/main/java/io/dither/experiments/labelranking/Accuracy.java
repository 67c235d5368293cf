package io.dither.experiments.labelranking;

import io.dither.experiments.learn.Examples;
import io.dither.experiments.learn.LinearModel;
import io.dither.learn.KendallTau;
import io.dither.perturbed.Batch;
import org.ejml.data.DMatrixRMaj;

/**
 * How well a model ranks examples.
 *
 * @param tau the mean of Kendall's tau between scores and true ranks
 * @param exact the share of examples whose ranking is right in full
 */
record Accuracy(double tau, double exact) {
    private static final double ROUNDING = 1e-9;

    static Accuracy of(LinearModel model, Examples examples) {
        DMatrixRMaj thetas = model.forward(examples.features());
        double sum = 0;
        int right = 0;
        for (int i = 0; i < thetas.numRows; i++) {
            double[] scores = Batch.row(thetas, i);
            double[] ranks = Batch.row(examples.targets(), i);
            double tau = KendallTau.between(scores, ranks);
            sum += tau;
            right += tau > 1 - ROUNDING ? 1 : 0;
        }
        return new Accuracy(sum / thetas.numRows, right / (double) thetas.numRows);
    }
}
