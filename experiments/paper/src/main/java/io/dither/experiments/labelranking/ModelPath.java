package io.dither.experiments.labelranking;

import io.dither.experiments.learn.Examples;
import java.util.List;

/** Fits linear models, one for each value of what is tuned. */
@FunctionalInterface
interface ModelPath {
    /**
     * Fits in the order of the values, each from where the one before ended if that helps.
     *
     * @param train standardised features and ranks
     * @param values of the regularisation or the learning rate
     * @return a model per value
     */
    List<Ranker> fit(Examples train, double[] values);
}
