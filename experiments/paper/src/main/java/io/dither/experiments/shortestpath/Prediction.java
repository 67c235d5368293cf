package io.dither.experiments.shortestpath;

import io.dither.learn.CostModel;
import io.dither.learn.Observation;

/** Predicts the costs of an example. */
@FunctionalInterface
interface Prediction {
    /** Returns the predicted costs, length d. */
    double[] costs(Observation example);

    /** Predicts by a model with parameters. */
    static Prediction of(CostModel model, double[] parameters) {
        return example -> model.theta(parameters, example.features());
    }
}
