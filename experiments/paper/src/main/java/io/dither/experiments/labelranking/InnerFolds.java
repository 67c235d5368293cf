package io.dither.experiments.labelranking;

import io.dither.experiments.learn.Examples;
import io.dither.experiments.learn.Permutation;
import io.dither.learn.model.Interval;
import java.util.Arrays;
import java.util.List;

/**
 * The inner cross-validation for tuning: tau by feature map, value of the grid, and inner fold of all repeats.
 *
 * @param taus maps x values x folds
 * @param folds the folds of one repeat
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record InnerFolds(double[][][] taus, int folds) {
    /** The key of the random orders that choose the examples for tuning; the folds are shuffled by another key. */
    private static final long STEP = 1;

    /**
     * Trains and tests each map and value on the same inner folds, which are drawn for each repeat from its own seed. If only a part of
     * the examples is used for tuning, one repeat is enough.
     */
    static InnerFolds of(ModelPath learner, double[] grid, RankingSettings settings, Examples train, long seed) {
        int n = Math.min(train.count(), settings.tuning().examples());
        int folds = Math.min(settings.tuning().inner().folds(), n);
        int repeats = n < train.count() ? 1 : settings.tuning().inner().repeats();
        double[][][] taus = new double[settings.tuning().maps().size()][grid.length][folds * repeats];
        // column: the index of a fold among the folds of all repeats
        for (int repeat = 0, column = 0; repeat < repeats; repeat++) {
            Examples sample = sample(train, n, seed + repeat);
            for (KFold.Fold fold : KFold.split(n, folds, seed + repeat)) {
                Examples trainPart = sample.select(fold.train());
                Examples validation = sample.select(fold.test());
                for (int m = 0; m < taus.length; m++) {
                    FeatureMap.Fitted fitted = settings.tuning().maps().get(m).fit(trainPart);
                    Examples mapped = fitted.apply(validation);
                    List<Ranker> models = learner.fit(fitted.apply(trainPart), grid);
                    for (int g = 0; g < grid.length; g++) {
                        taus[m][g][column] = Accuracy.of(models.get(g), mapped).tau();
                    }
                }
                column++;
            }
        }
        return new InnerFolds(taus, folds);
    }

    private static Examples sample(Examples train, int n, long seed) {
        return n == train.count() ? train : train.select(Arrays.copyOf(Permutation.of(train.count(), seed, STEP), n));
    }

    /**
     * Returns the first map that is not worse than the best by more than one standard error of the difference, fold by fold. Repeats do
     * not make that error smaller, since they share their examples.
     */
    int indexOfChosenMap() {
        int best = 0;
        for (int m = 1; m < taus.length; m++) {
            best = bestTau(m) > bestTau(best) ? m : best;
        }
        for (int m = 0; m < best; m++) {
            double[] differences = taus[best][indexOfBestValue(best)].clone();
            double[] candidate = taus[m][indexOfBestValue(m)];
            Arrays.setAll(differences, i -> differences[i] - candidate[i]);
            Interval mean = Interval.ofMean(differences);
            if (mean.value() <= mean.standardError() * Math.sqrt(differences.length / (double) folds)) {
                return m;
            }
        }
        return best;
    }

    /** Returns the index of the best value of the grid for a map; among equals the first, which is the most regularised. */
    int indexOfBestValue(int map) {
        double[] means = means(map);
        int best = 0;
        for (int g = 1; g < means.length; g++) {
            best = means[g] > means[best] ? g : best;
        }
        return best;
    }

    /** Returns the mean tau of each value of the grid. */
    double[] means(int map) {
        return Arrays.stream(taus[map])
                .mapToDouble(values -> Interval.ofMean(values).value())
                .toArray();
    }

    private double bestTau(int map) {
        return means(map)[indexOfBestValue(map)];
    }
}
