package io.dither.experiments.labelranking;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.learn.Permutation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * K-fold cross-validation: the examples are shuffled into parts of nearly equal size, and each part tests a model that is trained on all
 * other parts.
 */
final class KFold {
    /** The step in the random key of the shuffle; {@link InnerFolds} chooses its examples with another step. */
    private static final long STEP = 0;

    private KFold() {}

    /**
     * One fold.
     *
     * @param train the indices to learn from, increasing
     * @param test the indices to test on, increasing
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record Fold(int[] train, int[] test) {}

    /**
     * Splits the indices 0 .. examples - 1 into folds.
     *
     * @param examples the number of examples
     * @param folds K, from 2 to the number of examples
     * @param seed the seed of the shuffle
     * @return K folds; every example is in exactly one test part
     */
    static List<Fold> split(int examples, int folds, long seed) {
        Arguments.atLeast("folds", folds, 2);
        if (folds > examples) {
            throw new InvalidArgumentException(
                    "folds = " + folds + " exceeds the number of examples, " + examples, "Maybe choose fewer folds");
        }
        int[] order = Permutation.of(examples, seed, STEP);
        List<Fold> result = new ArrayList<>();
        for (int k = 0; k < folds; k++) {
            // as long, since the products may be too large for int
            int from = (int) ((long) examples * k / folds);
            int to = (int) ((long) examples * (k + 1) / folds);
            int[] test = Arrays.copyOfRange(order, from, to);
            int[] train = Arrays.copyOf(order, examples - test.length);
            System.arraycopy(order, to, train, from, examples - to);
            Arrays.sort(test);
            Arrays.sort(train);
            result.add(new Fold(train, test));
        }
        return result;
    }
}
