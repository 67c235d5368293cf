package io.dither.experiments.labelranking;

import io.dither.experiments.learn.Examples;
import java.util.List;

/** Fits linear models of rankings, one model for each value of a grid of the tuned parameter. */
@FunctionalInterface
interface GridLearner {
    /**
     * Fits in the order of the values; a fit may start from the previous model.
     *
     * @param train standardised features and ranks
     * @param values the values of the penalty or of the learning rate
     * @return a model per value
     */
    List<Ranker> fit(Examples train, double[] values);
}
