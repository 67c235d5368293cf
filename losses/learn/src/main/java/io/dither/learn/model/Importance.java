package io.dither.learn.model;

/**
 * The importance of a feature in a model of trees.
 *
 * @param name the name of the feature
 * @param gain the feature's share in the reduction of the training loss by all splits, from 0 to 1
 * @param shuffle the permutation importance: the rise of the mean loss on held-out examples if the feature is shuffled between rows
 *     (Breiman 2001); NaN if no examples are held out, or under moments, which have no loss
 * @param shuffleStandardError the standard error of {@code shuffle} over the clusters of the held-out examples; it does not include the
 *     randomness of the shuffle; NaN if it is unknown
 * @param shuffleLow the lower end of the 95 % interval of {@code shuffle}; NaN if there is none
 * @param shuffleHigh the upper end of this interval; NaN if there is none
 */
public record Importance(
        String name, double gain, double shuffle, double shuffleStandardError, double shuffleLow, double shuffleHigh) {
    /**
     * {@return the importance of a feature with its permutation importance}
     *
     * @param name the name of the feature
     * @param gain the feature's share in the reduction of the training loss by all splits
     * @param rise the rise of the mean loss on held-out examples if the feature is shuffled
     */
    public static Importance of(String name, double gain, Metric rise) {
        return new Importance(name, gain, rise.value(), rise.standardError(), rise.low(), rise.high());
    }

    /**
     * {@return a copy of this importance with another gain, such as the gain in the model of all examples}
     *
     * @param other the feature's share in the reduction of the training loss by all splits of the other model
     */
    public Importance withGain(double other) {
        return new Importance(name, other, shuffle, shuffleStandardError, shuffleLow, shuffleHigh);
    }
}
