package io.dither.experiments.labelranking;

import io.dither.experiments.learn.Examples;
import io.dither.experiments.learn.LinearModel;
import io.dither.experiments.learn.Standardizer;
import java.util.List;

/**
 * A model whose bound on features and whose regularisation or learning rate an inner cross-validation on its training
 * examples chose.
 *
 * @param standardizer the scale of the training features
 * @param model the model of standardised features
 * @param bound the bound of standardised features that was chosen, 0 for none
 * @param value what was chosen from the grid
 * @param innerTaus the inner tau of each value of the grid, with this bound
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of results, compared by nobody
record TunedFit(Standardizer standardizer, LinearModel model, double bound, double value, double[] innerTaus) {
    /** Tunes and fits; raw examples and a seed are all it sees. */
    static TunedFit of(Method method, RankingSettings settings, Examples train, long seed) {
        Learner learner = method.learner(settings, train.targets().numCols, seed);
        InnerFolds inner = InnerFolds.of(learner, method.grid(), settings, train, seed);
        int b = inner.chosenBound();
        double bound = settings.bounds().get(b);
        double value = method.grid()[inner.bestValue(b)];
        Standardizer standardizer = standardizer(train, bound);
        List<LinearModel> path = learner.path(standardized(standardizer, train), new double[] {value});
        return new TunedFit(standardizer, path.get(path.size() - 1), bound, value, inner.means(b));
    }

    Accuracy test(Examples held) {
        return Accuracy.of(model, standardized(standardizer, held));
    }

    static Standardizer standardizer(Examples train, double bound) {
        Standardizer plain = Standardizer.fit(train.features());
        return bound > 0 ? plain.within(bound) : plain;
    }

    static Examples standardized(Standardizer standardizer, Examples raw) {
        return new Examples(standardizer.apply(raw.features()), raw.targets());
    }
}
