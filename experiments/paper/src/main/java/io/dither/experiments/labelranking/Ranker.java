package io.dither.experiments.labelranking;

import io.dither.learn.model.Features;
import io.dither.learn.model.LinearModel;
import io.dither.learn.model.Link;
import java.util.stream.IntStream;

/**
 * A model with its parameters, which scores labels.
 *
 * @param model maps features to scores
 * @param parameters the parameters, for features in the units that {@link #scores} gets
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record Ranker(LinearModel model, double[] parameters) {
    /** Returns the linear model for these numbers of features and labels. */
    static LinearModel linearModel(int features, int labels) {
        return LinearModel.of(
                IntStream.range(0, features).mapToObj(k -> "x" + k).toList(), labels, Link.IDENTITY);
    }

    /** Returns the score of each label for features x. */
    double[] scores(double[] x) {
        return model.theta(parameters, Features.of(x, x.length));
    }
}
