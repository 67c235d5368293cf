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
 */
public record Importance(String name, double gain, double shuffle, double shuffleStandardError) {}
