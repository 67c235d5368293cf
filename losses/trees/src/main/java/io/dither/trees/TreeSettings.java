package io.dither.trees;

import io.dither.error.Arguments;
import java.io.Serializable;
import java.util.Map;

/**
 * The settings of boosted trees. The curvature of a leaf is the sum over its rows, in units of an average row: 1 is the
 * mean curvature of a row before the first tree. So {@code lambda} and {@code leastRows} have the same meaning for
 * costs of any size and for any loss.
 *
 * @param rounds the largest number of trees, at least 1
 * @param depth the largest number of splits above a leaf, from 1 to 16
 * @param learningRate the factor of each tree that is added, above 0 and at most 1
 * @param lambda the amount added to the curvature of a leaf, at least 0, which shrinks the values of small leaves
 * @param leastRows the least curvature of a leaf, at least 0
 * @param patience growth stops after this number of rounds without a lower loss on the validation part, at least 1; only with early
 *     stopping
 * @param monotone by the names of features, 1 if costs may only rise with the feature, -1 if they may only fall, 0 for neither
 */
public record TreeSettings(
        int rounds,
        int depth,
        double learningRate,
        double lambda,
        double leastRows,
        int patience,
        Map<String, Integer> monotone)
        implements Serializable {
    /** 300 rounds of depth 4 at rate 0.1, lambda 1, leaves of at least 1 row, patience 20. */
    public static final TreeSettings USUAL = new TreeSettings(300, 4, 0.1, 1, 1, 20, Map.of());

    /** The largest depth: a tree then has at most 65,536 leaves. */
    private static final int DEEPEST = 16;

    /** Requires numbers in their ranges. */
    public TreeSettings {
        Arguments.atLeast("rounds", rounds, 1);
        Arguments.require(
                depth >= 1 && depth <= DEEPEST,
                "depth = " + depth + " is not from 1 to " + DEEPEST,
                "Maybe choose 4: interactions of four features");
        Arguments.require(
                learningRate > 0 && learningRate <= 1,
                "learningRate = " + learningRate + " is not above 0 and at most 1",
                "Maybe choose 0.1");
        Arguments.require(
                lambda >= 0 && Double.isFinite(lambda), "lambda = " + lambda + " is below 0 or infinite", "Maybe 1");
        Arguments.require(
                leastRows >= 0 && Double.isFinite(leastRows),
                "leastRows = " + leastRows + " is below 0 or not finite",
                "Maybe choose 1");
        Arguments.atLeast("patience", patience, 1);
        monotone = Map.copyOf(monotone);
        monotone.forEach((name, direction) -> Arguments.require(
                Math.abs(direction) <= 1,
                "monotone " + name + " = " + direction + " is not 1, -1 or 0",
                "Maybe choose 1: costs may only rise with it"));
    }

    /**
     * Chooses the largest number of trees.
     *
     * @param number the number, at least 1
     * @return a copy of these settings with this value
     */
    public TreeSettings withRounds(int number) {
        return new TreeSettings(number, depth, learningRate, lambda, leastRows, patience, monotone);
    }

    /**
     * Chooses the largest number of splits above a leaf.
     *
     * @param number the number, from 1 to 16
     * @return a copy of these settings with this value
     */
    public TreeSettings withDepth(int number) {
        return new TreeSettings(rounds, number, learningRate, lambda, leastRows, patience, monotone);
    }

    /**
     * Chooses the learning rate, the factor of each tree that is added.
     *
     * @param rate the rate, above 0 and at most 1
     * @return a copy of these settings with this value
     */
    public TreeSettings withLearningRate(double rate) {
        return new TreeSettings(rounds, depth, rate, lambda, leastRows, patience, monotone);
    }

    /**
     * Chooses the regularisation of leaves with few rows.
     *
     * @param lambda the amount added to the curvature of a leaf, where 1 is the curvature of an average row
     * @param leastRows the least curvature of a leaf, where 1 is the curvature of an average row
     * @return a copy of these settings with this value
     */
    public TreeSettings withLeaves(double lambda, double leastRows) {
        return new TreeSettings(rounds, depth, learningRate, lambda, leastRows, patience, monotone);
    }

    /**
     * Chooses the number of rounds without a lower validation loss after which growth stops.
     *
     * @param number the number, at least 1
     * @return a copy of these settings with this value
     */
    public TreeSettings withPatience(int number) {
        return new TreeSettings(rounds, depth, learningRate, lambda, leastRows, number, monotone);
    }

    /**
     * Chooses the features with which costs may only rise, or only fall.
     *
     * @param directions by the names of features, 1 if costs may only rise with the feature, -1 if they may only fall,
     *     0 for neither
     * @return a copy of these settings with this value
     */
    public TreeSettings withMonotone(Map<String, Integer> directions) {
        return new TreeSettings(rounds, depth, learningRate, lambda, leastRows, patience, directions);
    }
}
