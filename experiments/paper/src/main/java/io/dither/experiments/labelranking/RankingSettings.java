package io.dither.experiments.labelranking;

import io.dither.error.Arguments;
import java.util.List;

/**
 * The settings of tuning, training and testing.
 *
 * @param methods the methods; the first is compared with each other one
 * @param noise the noise of the perturbed ranks
 * @param samples the number of noise samples per example of the Fenchel-Young loss, fixed; 0 for the exact mean
 * @param folds the number of folds of the outer cross-validation
 * @param repeats the number of draws of the outer folds
 * @param innerFolds the number of folds of the inner cross-validation
 * @param innerRepeats how often the inner folds are drawn, where all training examples are tuned on
 * @param maps what models see of features, tuned; the first is preferred
 * @param tuneExamples the most training examples to tune on
 * @param seed of folds and noise
 */
record RankingSettings(
        List<Method> methods,
        NoiseLaw noise,
        int samples,
        int folds,
        int repeats,
        int innerFolds,
        int innerRepeats,
        List<FeatureMap> maps,
        int tuneExamples,
        long seed) {
    /** Sets with more examples than this have {@link #LARGE_FOLDS} outer folds at most. */
    private static final int LARGE = 5000;

    private static final int LARGE_FOLDS = 3;

    /** The largest number of repeats; more would not reduce standard errors noticeably. */
    private static final int MOST_REPEATS = 1000;

    RankingSettings {
        methods = List.copyOf(methods);
        maps = List.copyOf(maps);
        Arguments.atLeast("methods", methods.size(), 1);
        Arguments.atLeast("samples", samples, 0);
        Arguments.atLeast("folds", folds, 2);
        Arguments.atLeast("repeats", repeats, 1);
        Arguments.atLeast("inner folds", innerFolds, 2);
        Arguments.atLeast("inner repeats", innerRepeats, 1);
        Arguments.require(
                innerRepeats <= MOST_REPEATS,
                "inner repeats = " + innerRepeats + " is too large",
                "Maybe choose " + MOST_REPEATS + " or fewer");
        Arguments.atLeast("maps", maps.size(), 1);
        Arguments.atLeast("tuning examples", tuneExamples, innerFolds);
    }

    /** Returns the number of outer folds of a set. */
    int foldsOf(int examples) {
        return examples > LARGE ? Math.min(folds, LARGE_FOLDS) : folds;
    }
}
