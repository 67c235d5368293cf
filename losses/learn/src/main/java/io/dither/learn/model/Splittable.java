package io.dither.learn.model;

import java.util.List;

/** A {@link CostModel} whose costs split by feature. Those of linear models do. */
public interface Splittable {
    /** {@return the names of the parts that {@link #split} makes; none where theta does not split} */
    List<String> parts();

    /**
     * Splits a cost by feature.
     *
     * @param parameters the parameters; read only
     * @param features the features of an example
     * @param coordinate which cost
     * @return a number per part: what it adds to the cost, or what the feature is if the model is not linear
     */
    double[] split(double[] parameters, Features features, int coordinate);

    /**
     * {@return how the costs of a model split}
     *
     * @param model the model
     */
    static Splittable of(CostModel model) {
        return model.as(Splittable.class).orElseGet(() -> new ByParameter(model));
    }
}
