package io.dither.learn;

import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.plugin.PluginCatalogue;
import java.util.List;

/** Makes a cost model for examples of a given shape. */
@FunctionalInterface
public interface CostModelFactory {
    /**
     * The shape of the examples.
     *
     * @param features the names of the features, in their order
     * @param dimension the number of coordinates of the first example
     * @param isEverywhere whether the {@linkplain io.dither.oracle.Domain#isEverywhere domain} of the oracle is all of R^d: costs may
     *     have any sign, and theta needs no bound
     * @param groups the groups of coordinates with {@linkplain io.dither.learn.model.GroupEffects effects}; empty for no effects
     * @param coordinates the names of the coordinates, if all examples have the same; otherwise empty
     */
    record Shape(
            List<String> features, int dimension, boolean isEverywhere, List<String> groups, List<String> coordinates) {
        /**
         * Makes the shape of examples without groups and without names of coordinates.
         *
         * @param features the names of the features, in their order
         * @param dimension the number of coordinates of the first example
         * @param isEverywhere whether the domain of the oracle is all of R^d
         */
        public Shape(List<String> features, int dimension, boolean isEverywhere) {
            this(features, dimension, isEverywhere, List.of(), List.of());
        }
    }

    /**
     * Makes the model, such as {@code new MyModel(shape.features())}.
     *
     * @param shape the shape of the examples
     * @return the model, not yet fitted
     */
    CostModel on(Shape shape);

    /**
     * Makes the estimator of the model: a {@link Learner} by default, or your own.
     *
     * @param shape the shape of the examples
     * @param settings the settings of the fit
     * @param catalogue the losses and noises by name
     * @return the estimator
     */
    default Estimator estimator(Shape shape, FitSettings settings, PluginCatalogue catalogue) {
        return Learner.of(on(shape), settings, catalogue);
    }
}
