package io.dither.experiments.labelranking;

import io.dither.experiments.learn.Examples;
import io.dither.experiments.learn.KFold;
import io.dither.experiments.learn.LinearModel;
import io.dither.experiments.learn.Permutation;
import io.dither.experiments.learn.Standardizer;
import java.util.Arrays;
import java.util.List;

/**
 * A model whose regularisation or learning rate an inner cross-validation on its training examples chose.
 *
 * @param standardizer the scale of the training features
 * @param model the model of standardised features
 * @param value what was chosen
 * @param innerTaus the inner tau of each value of the grid
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of results, compared by nobody
record TunedFit(Standardizer standardizer, LinearModel model, double value, double[] innerTaus) {
    /** The random orders that split the inner folds. */
    private static final long STEP = 1;

    /** Tunes and fits; raw examples and a seed are all it sees. */
    static TunedFit of(Method method, RankingSettings settings, Examples train, long seed) {
        Learner learner = method.learner(settings, train.targets().numCols, seed);
        double[] grid = method.grid();
        double[] taus = innerTaus(learner, grid, settings, train, seed);
        int best = best(taus);
        Standardizer standardizer = Standardizer.fit(train.features());
        Examples standard = standardized(standardizer, train);
        List<LinearModel> path = learner.path(standard, new double[] {grid[best]});
        return new TunedFit(standardizer, path.get(path.size() - 1), grid[best], taus);
    }

    Accuracy test(Examples held) {
        return Accuracy.of(model, standardized(standardizer, held));
    }

    private static double[] innerTaus(
            Learner learner, double[] grid, RankingSettings settings, Examples train, long seed) {
        int n = Math.min(train.count(), settings.tuneExamples());
        Examples some =
                n == train.count() ? train : train.select(Arrays.copyOf(Permutation.of(train.count(), seed, STEP), n));
        double[] taus = new double[grid.length];
        int folds = Math.min(settings.innerFolds(), n);
        for (KFold.Fold fold : KFold.split(n, folds, seed)) {
            Examples part = some.select(fold.train());
            Standardizer standardizer = Standardizer.fit(part.features());
            Examples held = standardized(standardizer, some.select(fold.test()));
            List<LinearModel> models = learner.path(standardized(standardizer, part), grid);
            for (int g = 0; g < grid.length; g++) {
                taus[g] += Accuracy.of(models.get(g), held).tau() / folds;
            }
        }
        return taus;
    }

    /** The first of the best: among equals the most regularised. */
    private static int best(double[] taus) {
        int best = 0;
        for (int g = 1; g < taus.length; g++) {
            best = taus[g] > taus[best] ? g : best;
        }
        return best;
    }

    private static Examples standardized(Standardizer standardizer, Examples raw) {
        return new Examples(standardizer.apply(raw.features()), raw.targets());
    }
}
