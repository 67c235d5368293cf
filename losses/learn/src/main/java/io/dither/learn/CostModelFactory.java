package io.dither.learn;

import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.plugin.PluginCatalogue;
import java.util.List;

/** Makes a cost model once it is known what examples look like. */
@FunctionalInterface
public interface CostModelFactory {
    /**
     * What examples look like.
     *
     * @param features the names of the features, in their order
     * @param dimension how many coordinates the first example has
     * @param everywhere whether the oracle takes costs of any sign, so that theta needs no bound
     * @param groups the groups of coordinates to have {@linkplain io.dither.learn.model.GroupEffects effects}; none for no effects
     * @param coordinates the names of the coordinates, if all examples have the same; otherwise none
     */
    record Shape(
            List<String> features, int dimension, boolean everywhere, List<String> groups, List<String> coordinates) {
        /**
         * Makes the shape of examples without groups.
         *
         * @param features the names of the features, in their order
         * @param dimension how many coordinates the first example has
         * @param everywhere whether the oracle takes costs of either sign
         */
        public Shape(List<String> features, int dimension, boolean everywhere) {
            this(features, dimension, everywhere, List.of(), List.of());
        }
    }

    /**
     * Makes the model, such as {@code new MyModel(shape.features())}.
     *
     * @param shape what examples look like
     * @return the model, not yet fitted
     */
    CostModel on(Shape shape);

    /**
     * Makes what fits the model: a {@link Learner} unless said otherwise, or your own.
     *
     * @param shape what examples look like
     * @param settings how to fit
     * @param catalogue where losses and noises are found
     * @return the estimator
     */
    default Estimator estimator(Shape shape, FitSettings settings, PluginCatalogue catalogue) {
        return Learner.of(on(shape), settings, catalogue);
    }
}
