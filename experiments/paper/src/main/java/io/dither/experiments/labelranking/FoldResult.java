package io.dither.experiments.labelranking;

/**
 * The result of one method on one outer fold.
 *
 * @param repeat from 0
 * @param fold from 0
 * @param method the method
 * @param map what the model sees of features, as the inner folds chose
 * @param value the value that they chose
 * @param innerTaus the inner tau of each value of the grid, with this map
 * @param test tau and exact rankings on the test part
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record FoldResult(
        int repeat, int fold, Method method, FeatureMap map, double value, double[] innerTaus, Accuracy test) {}
