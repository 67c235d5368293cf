package io.dither.learn.model;

/**
 * What a feature does in a grown model.
 *
 * @param name the name of the feature
 * @param gain its share in what all splits have lessened the training loss by, from 0 to 1
 * @param shuffle by how much the mean loss of examples held out rises where the feature is shuffled among their rows (Breiman 2001);
 *     NaN where none are held out, or nothing has a loss
 * @param shuffleStandardError its standard error over the clusters of these examples, for the one shuffle that was made; NaN where it
 *     is unknown
 * @param shuffleLow the lower end of its 95 % interval, NaN if there is none
 * @param shuffleHigh the upper end
 */
public record Importance(
        String name, double gain, double shuffle, double shuffleStandardError, double shuffleLow, double shuffleHigh) {
    /**
     * {@return a feature whose shuffle was measured}
     *
     * @param name the name of the feature
     * @param gain its share in what all splits have lessened the training loss by
     * @param rise by how much the mean loss rises
     */
    public static Importance of(String name, double gain, Metric rise) {
        return new Importance(name, gain, rise.value(), rise.standardError(), rise.low(), rise.high());
    }

    /**
     * {@return the same shuffle beside the gain in another model}
     *
     * @param other its share in that model
     */
    public Importance withGain(double other) {
        return new Importance(name, other, shuffle, shuffleStandardError, shuffleLow, shuffleHigh);
    }
}
