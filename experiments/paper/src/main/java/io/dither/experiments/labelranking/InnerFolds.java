package io.dither.experiments.labelranking;

import io.dither.experiments.learn.Examples;
import io.dither.experiments.learn.Permutation;
import io.dither.learn.model.Interval;
import java.util.Arrays;
import java.util.List;

/**
 * The inner cross-validation, which tunes a method: Kendall's tau for each feature map, each value of the method's grid
 * and each inner fold.
 *
 * @param taus indexed by map, by value and by fold; the folds of all repeats follow each other
 * @param folds the number of folds of one repeat
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record InnerFolds(double[][][] taus, int folds) {
    /** The step in the random key of the choice of examples for tuning; {@link KFold} has another step, so both are independent. */
    private static final long STEP = 1;

    /**
     * Fits and tests a model for each map and value, all on the same inner folds. Each repeat draws its folds from its own seed. If only
     * a part of the examples is used for tuning, there is only one repeat.
     */
    static InnerFolds of(GridLearner learner, double[] grid, RankingSettings settings, Examples train, long seed) {
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
     * Returns the first map whose mean tau is at most one standard error below that of the best map. The standard error is that of the
     * mean difference between the two over the folds of one repeat: repeats share their examples, so they do not make it smaller.
     */
    int indexOfChosenMap() {
        int best = 0;
        for (int m = 1; m < taus.length; m++) {
            best = bestTau(m) > bestTau(best) ? m : best;
        }
        for (int m = 0; m < best; m++) {
            double[] bestTaus = taus[best][indexOfBestValue(best)];
            double[] candidateTaus = taus[m][indexOfBestValue(m)];
            double[] differences = new double[bestTaus.length];
            Arrays.setAll(differences, i -> bestTaus[i] - candidateTaus[i]);
            Interval difference = Interval.ofMean(differences);
            // differences.length / folds is the number of repeats
            if (difference.value() <= difference.standardError() * Math.sqrt(differences.length / (double) folds)) {
                return m;
            }
        }
        return best;
    }

    /** Returns the index of the value of the grid with the highest mean tau for a map; of equals the first, which regularises most. */
    int indexOfBestValue(int map) {
        double[] means = meanTaus(map);
        int best = 0;
        for (int g = 1; g < means.length; g++) {
            best = means[g] > means[best] ? g : best;
        }
        return best;
    }

    /** Returns the mean tau of each value of the grid for a map. */
    double[] meanTaus(int map) {
        return Arrays.stream(taus[map])
                .mapToDouble(values -> Interval.ofMean(values).value())
                .toArray();
    }

    private double bestTau(int map) {
        return meanTaus(map)[indexOfBestValue(map)];
    }
}
