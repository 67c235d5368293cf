package io.dither.learn;

import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.plugin.PluginCatalogue;
import java.util.List;

/** Makes a cost model that fits the shape of the examples: their features, coordinates and groups. */
@FunctionalInterface
public interface CostModelFactory {
    /**
     * The shape of the examples, as far as cost models need it.
     *
     * @param features the names of the features, in their order
     * @param dimension the number of coordinates of the first example; others may have another number if the model
     *     shares its weights among coordinates
     * @param takesAnyCost whether the oracle accepts costs of any sign and size, because its {@linkplain
     *     io.dither.oracle.Domain#isEverywhere domain} is all of R^d
     * @param groups the names of the groups of coordinates, each of which may have an {@linkplain
     *     io.dither.learn.model.GroupEffects effect}; empty if the examples have no groups
     * @param coordinates the names of the coordinates, if they are known and all examples have the same; otherwise
     *     empty
     */
    record Shape(
            List<String> features, int dimension, boolean takesAnyCost, List<String> groups, List<String> coordinates) {
        /**
         * Makes the shape of examples without groups and without names of coordinates.
         *
         * @param features the names of the features, in their order
         * @param dimension the number of coordinates of the first example
         * @param takesAnyCost whether the oracle accepts costs of any sign and size
         */
        public Shape(List<String> features, int dimension, boolean takesAnyCost) {
            this(features, dimension, takesAnyCost, List.of(), List.of());
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
     * @param catalogue finds losses and noises by their names
     * @return the estimator
     */
    default Estimator estimator(Shape shape, FitSettings settings, PluginCatalogue catalogue) {
        return Learner.of(on(shape), settings, catalogue);
    }
}
