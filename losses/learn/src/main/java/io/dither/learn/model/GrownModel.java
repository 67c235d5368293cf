package io.dither.learn.model;

/** A capability of a {@link CostModel} that is grown, such as boosted trees, and has no parameters. */
public interface GrownModel extends FeatureModel {
    /** {@return the share of each feature in the gain (the reduction of the training loss) of all splits (the caller owns the array)} */
    double[] gains();

    /** {@return the size of the model as text, such as {@code 3 trees}} */
    String sizeText();
}
