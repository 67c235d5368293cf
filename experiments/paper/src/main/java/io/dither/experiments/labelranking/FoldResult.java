package io.dither.experiments.labelranking;

/**
 * The result of one method on one outer fold.
 *
 * @param repeat the index of the repeat, from 0
 * @param fold the index of the fold, from 0
 * @param method the method
 * @param choice the map of features and the value of the grid that the inner folds chose
 * @param test the accuracy on the test part
 */
record FoldResult(int repeat, int fold, Method method, TunedFit.Choice choice, Accuracy test) {}
