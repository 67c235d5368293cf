package io.dither.learn.model;

import java.util.List;

/**
 * A capability of a {@link CostModel}: costs split into parts by feature, as in a linear model. A {@link UtilityModel} splits utilities
 * instead.
 */
public interface Splittable {
    /**
     * {@return the names of the parts that {@link #split} makes: features, and perhaps a constant or an effect; empty if the costs of the
     * model cannot be split}
     */
    List<String> parts();

    /**
     * Splits a cost or a utility by feature.
     *
     * @param parameters the parameters; read only
     * @param features the features of an example
     * @param coordinate the index of the cost or utility
     * @return one number per part: its contribution, or the feature itself if costs are not sums over features
     */
    double[] split(double[] parameters, Features features, int coordinate);

    /**
     * {@return the capability of a model; if it has none, its costs split by parameter if they are linear in the parameters}
     *
     * @param model the model
     */
    static Splittable of(CostModel model) {
        return model.as(Splittable.class).orElseGet(() -> new ByParameter(model));
    }
}
