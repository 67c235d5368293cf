package io.dither.experiments.labelranking;

import io.dither.error.Arguments;
import java.util.List;

/**
 * The settings of tuning, training and testing.
 *
 * @param methods the methods; the first is compared with each other method
 * @param noise the noise of the perturbed ranks
 * @param samples the number of noise samples per example of the Fenchel-Young loss, drawn once per fit; 0 for the exact mean
 * @param outer the outer cross-validation
 * @param tuning the settings of tuning, which is done on each training part
 * @param seed the seed of folds and noise
 */
record RankingSettings(List<Method> methods, NoiseLaw noise, int samples, Folds outer, Tuning tuning, long seed) {
    /**
     * A cross-validation.
     *
     * @param folds the number of folds
     * @param repeats how many times the examples are divided into folds, each time at random
     */
    record Folds(int folds, int repeats) {}

    /**
     * The inner cross-validation, and what it chooses from.
     *
     * @param inner the inner folds; they are repeated only if all training examples are used
     * @param maps the maps of features, in order of preference; see {@link InnerFolds#indexOfChosenMap}
     * @param examples the largest number of training examples to tune on
     */
    record Tuning(Folds inner, List<FeatureMap> maps, int examples) {
        Tuning {
            maps = List.copyOf(maps);
            Arguments.atLeast("inner folds", inner.folds, 2);
            Arguments.atLeast("inner repeats", inner.repeats, 1);
            Arguments.require(
                    inner.repeats <= MOST_REPEATS,
                    "inner repeats = " + inner.repeats + " is too large",
                    "Maybe choose " + MOST_REPEATS + " or fewer");
            Arguments.atLeast("maps", maps.size(), 1);
            Arguments.atLeast("tuning examples", examples, inner.folds);
        }
    }

    /** Data sets with more examples than this have at most {@link #LARGE_FOLDS} outer folds. */
    private static final int LARGE_SET = 5000;

    private static final int LARGE_FOLDS = 3;

    /** The largest number of inner repeats; more would hardly change the mean taus. */
    private static final int MOST_REPEATS = 1000;

    RankingSettings {
        methods = List.copyOf(methods);
        Arguments.atLeast("methods", methods.size(), 1);
        Arguments.atLeast("samples", samples, 0);
        Arguments.atLeast("folds", outer.folds, 2);
        Arguments.atLeast("repeats", outer.repeats, 1);
    }

    /** Returns the number of outer folds of a data set with this number of examples. */
    int foldsOf(int examples) {
        return examples > LARGE_SET ? Math.min(outer.folds, LARGE_FOLDS) : outer.folds;
    }
}
