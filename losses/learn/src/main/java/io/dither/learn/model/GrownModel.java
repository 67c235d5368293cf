package io.dither.learn.model;

/** A {@link CostModel} that is grown, such as trees, and has no parameters. */
public interface GrownModel extends FeatureModel {
    /** {@return the share of each feature in what its splits gained (the caller owns them)} */
    double[] gains();

    /** {@return how large it is, for people, such as {@code 3 trees}} */
    String size();
}
