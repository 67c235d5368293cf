package io.dither.learn.model;

import java.util.List;

/**
 * How a {@link CostModel} reads its features. By default, a model has one parameter per feature, shared by all coordinates. A model with other
 * parameters implements this interface, so that its report can compare it with baselines.
 */
public interface FeatureModel {
    /** {@return the names of the features of a row, in their order} */
    List<String> features();

    /** {@return the link from sums of features to costs; by default the identity} */
    default Link link() {
        return Link.IDENTITY;
    }

    /**
     * {@return whether all coordinates share the parameters; then an example has a row of features per coordinate, otherwise also one row for
     * all coordinates is possible}
     */
    default boolean isShared() {
        return true;
    }

    /**
     * {@return the dimension of theta: the number of costs of an example}
     *
     * @param example the features of an example
     */
    default int dimension(Features example) {
        return example.rows();
    }

    /**
     * {@return how a model reads its features}
     *
     * @param model the model
     */
    static FeatureModel of(CostModel model) {
        return model.as(FeatureModel.class).orElse(model::names); // features are named like the parameters
    }
}
