package io.dither.experiments.labelranking;

import io.dither.experiments.learn.Examples;
import io.dither.learn.KendallTau;
import io.dither.perturbed.Batch;

/**
 * The accuracy of a model on examples.
 *
 * @param tau the mean of Kendall's tau between scores and true ranks; the best label has the largest rank
 * @param exact the share of examples whose ranking is completely right
 */
record Accuracy(double tau, double exact) {
    /** The largest rounding error of tau. */
    private static final double ROUNDING = 1e-9;

    static Accuracy of(Ranker model, Examples examples) {
        double sum = 0;
        int exactCount = 0;
        for (int i = 0; i < examples.count(); i++) {
            double[] scores = model.scores(Batch.row(examples.features(), i));
            double[] ranks = Batch.row(examples.targets(), i);
            double tau = KendallTau.between(scores, ranks);
            sum += tau;
            exactCount += tau > 1 - ROUNDING ? 1 : 0;
        }
        return new Accuracy(sum / examples.count(), exactCount / (double) examples.count());
    }
}
