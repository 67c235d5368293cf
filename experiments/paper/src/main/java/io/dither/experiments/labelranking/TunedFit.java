package io.dither.experiments.labelranking;

import io.dither.experiments.learn.Examples;

/**
 * A fitted model. An inner cross-validation on its training examples chose its map of features, and its regularisation or
 * learning rate.
 *
 * @param fittedMap the map of features, with the means and deviations of the training examples
 * @param model the model of mapped features
 * @param choice what the inner folds chose
 */
record TunedFit(FeatureMap.Fitted fittedMap, Ranker model, Choice choice) {
    /**
     * What inner folds chose.
     *
     * @param map the map of features
     * @param value the chosen value of the grid
     * @param innerTaus for each value of the grid, the mean of Kendall's tau over the inner folds, with this map
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier of results, never compared
    record Choice(FeatureMap map, double value, double[] innerTaus) {}

    /** Tunes and fits, on raw training examples alone. */
    static TunedFit of(Method method, RankingSettings settings, Examples train, long seed) {
        GridLearner learner = method.learner(settings, train.targets().numCols, seed);
        InnerFolds inner = InnerFolds.of(learner, method.grid(), settings, train, seed);
        int m = inner.indexOfChosenMap();
        FeatureMap map = settings.tuning().maps().get(m);
        double value = method.grid()[inner.indexOfBestValue(m)];
        FeatureMap.Fitted fittedMap = map.fit(train);
        // the path has one model, for the chosen value
        Ranker model = learner.fit(fittedMap.apply(train), new double[] {value}).get(0);
        return new TunedFit(fittedMap, model, new Choice(map, value, inner.meanTaus(m)));
    }

    Accuracy test(Examples examples) {
        return Accuracy.of(model, fittedMap.apply(examples));
    }
}
