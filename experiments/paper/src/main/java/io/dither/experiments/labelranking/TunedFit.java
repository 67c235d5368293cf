package io.dither.experiments.labelranking;

import io.dither.experiments.learn.Examples;
import java.util.List;

/**
 * A fitted model. An inner cross-validation on its training examples chose its map of features, and its regularisation or
 * learning rate.
 *
 * @param fitted the map of features, with the means and deviations of the training examples
 * @param model the model of mapped features
 * @param choice what the inner folds chose
 */
record TunedFit(FeatureMap.Fitted fitted, Ranker model, Choice choice) {
    /**
     * What inner folds chose.
     *
     * @param map the map of features
     * @param value the chosen value of the grid
     * @param innerTaus the mean tau on the inner folds for each value of the grid, with this map
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier of results, never compared
    record Choice(FeatureMap map, double value, double[] innerTaus) {}

    /** Tunes and fits, on raw training examples alone. */
    static TunedFit of(Method method, RankingSettings settings, Examples train, long seed) {
        PathLearner learner = method.learner(settings, train.targets().numCols, seed);
        InnerFolds inner = InnerFolds.of(learner, method.grid(), settings, train, seed);
        int m = inner.indexOfChosenMap();
        FeatureMap map = settings.tuning().maps().get(m);
        double value = method.grid()[inner.indexOfBestValue(m)];
        FeatureMap.Fitted fitted = map.fit(train);
        // a path of one model, for the chosen value
        List<Ranker> path = learner.fit(fitted.apply(train), new double[] {value});
        return new TunedFit(fitted, path.get(0), new Choice(map, value, inner.meanTaus(m)));
    }

    Accuracy test(Examples examples) {
        return Accuracy.of(model, fitted.apply(examples));
    }
}
