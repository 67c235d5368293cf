package io.dither.experiments.labelranking;

import io.dither.experiments.learn.Examples;
import java.util.List;

/** Fits a path of linear models: one model for each value of a tuned parameter. */
@FunctionalInterface
interface PathLearner {
    /**
     * Fits in the order of the values; a fit may start from the model before it.
     *
     * @param train standardised features and ranks
     * @param values the values of the penalty or of the learning rate
     * @return a model per value
     */
    List<Ranker> fit(Examples train, double[] values);
}
