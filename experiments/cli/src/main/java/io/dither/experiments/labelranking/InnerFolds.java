package io.dither.experiments.labelranking;

import io.dither.experiments.learn.Examples;
import io.dither.experiments.learn.KFold;
import io.dither.experiments.learn.LinearModel;
import io.dither.experiments.learn.Permutation;
import io.dither.experiments.learn.SampleMean;
import io.dither.experiments.learn.Standardizer;
import java.util.Arrays;
import java.util.List;

/**
 * The inner cross-validation, which tunes: tau by bound, value of the grid, and inner fold of all repeats.
 *
 * @param taus bounds x values x folds
 * @param folds the folds of one repeat
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of results, compared by nobody
record InnerFolds(double[][][] taus, int folds) {
    /** The random orders that choose the examples to tune on. */
    private static final long STEP = 1;

    /**
     * Trains and tests each bound and value on the same inner folds, drawn for each repeat from a seed of its own; where
     * only a part of the examples is tuned on, there are enough of them for one.
     */
    static InnerFolds of(Learner learner, double[] grid, RankingSettings settings, Examples train, long seed) {
        int n = Math.min(train.count(), settings.tuneExamples());
        int folds = Math.min(settings.innerFolds(), n);
        int repeats = n < train.count() ? 1 : settings.innerRepeats();
        double[][][] taus = new double[settings.bounds().size()][grid.length][folds * repeats];
        for (int repeat = 0, at = 0; repeat < repeats; repeat++) {
            Examples some = some(train, n, seed + repeat);
            for (KFold.Fold fold : KFold.split(n, folds, seed + repeat)) {
                Examples part = some.select(fold.train());
                Examples held = some.select(fold.test());
                for (int b = 0; b < taus.length; b++) {
                    Standardizer standardizer =
                            TunedFit.standardizer(part, settings.bounds().get(b));
                    Examples test = TunedFit.standardized(standardizer, held);
                    List<LinearModel> models = learner.path(TunedFit.standardized(standardizer, part), grid);
                    for (int g = 0; g < grid.length; g++) {
                        taus[b][g][at] = Accuracy.of(models.get(g), test).tau();
                    }
                }
                at++;
            }
        }
        return new InnerFolds(taus, folds);
    }

    private static Examples some(Examples train, int n, long seed) {
        return n == train.count() ? train : train.select(Arrays.copyOf(Permutation.of(train.count(), seed, STEP), n));
    }

    /**
     * The first bound that is not worse than the best by more than one standard error of the difference, fold by fold;
     * repeats share their examples, so that they do not make it smaller.
     */
    int chosenBound() {
        int best = 0;
        for (int b = 1; b < taus.length; b++) {
            best = most(b) > most(best) ? b : best;
        }
        for (int b = 0; b < best; b++) {
            double[] behind = taus[best][bestValue(best)].clone();
            double[] tried = taus[b][bestValue(b)];
            for (int i = 0; i < behind.length; i++) {
                behind[i] -= tried[i];
            }
            SampleMean mean = SampleMean.of(behind);
            if (mean.mean() <= mean.standardError() * Math.sqrt(behind.length / (double) folds)) {
                return b;
            }
        }
        return best;
    }

    /** The first of the best values: among equals the most regularised. */
    int bestValue(int bound) {
        double[] means = means(bound);
        int best = 0;
        for (int g = 1; g < means.length; g++) {
            best = means[g] > means[best] ? g : best;
        }
        return best;
    }

    /** Returns the mean tau of each value of the grid. */
    double[] means(int bound) {
        return Arrays.stream(taus[bound])
                .mapToDouble(values -> SampleMean.of(values).mean())
                .toArray();
    }

    private double most(int bound) {
        return means(bound)[bestValue(bound)];
    }
}
