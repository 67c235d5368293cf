package io.dither.trees;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.CostModelFactory;
import io.dither.learn.CostModelProvider;
import io.dither.learn.Estimator;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Link;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.PluginCatalogue;
import io.dither.plugin.PluginModule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The provider of {@link BoostedModel}. */
public final class TreeModels implements PluginModule {
    private static final String LINK = "link";

    @Override
    public List<CostModelProvider> plugins() {
        return List.of(CostModelProvider.of(
                BoostedModel.ID,
                "trees over the features of a coordinate, grown under any loss",
                BoostedModel.class,
                Factory::new,
                Parameter.of(
                                LINK,
                                Parameter.Type.TEXT,
                                "the function that makes a cost of the sum of trees: identity, exp or softplus (the default if costs must be at least 0)")
                        .optional(),
                Parameter.of("rounds", Parameter.Type.INTEGER, "the largest number of trees")
                        .withDefault("300"),
                Parameter.of("depth", Parameter.Type.INTEGER, "the largest number of splits above a leaf")
                        .withDefault("4"),
                Parameter.of("learning-rate", Parameter.Type.REAL, "the factor of each tree that is added")
                        .withDefault("0.1"),
                Parameter.of(
                                "lambda",
                                Parameter.Type.REAL,
                                "the amount added to the curvature of a leaf (1: an average row); larger values shrink small leaves")
                        .withDefault("1"),
                Parameter.of("leaf-rows", Parameter.Type.REAL, "the smallest curvature of a leaf (1: an average row)")
                        .withDefault("1"),
                Parameter.of(
                                "patience",
                                Parameter.Type.INTEGER,
                                "growth stops after this number of rounds without improvement")
                        .withDefault("20"),
                Parameter.of(
                                "monotone",
                                Parameter.Type.TEXT,
                                "features with which costs rise (a=1) or fall (b=-1), separated by semicolons")
                        .withDefault("")));
    }

    private record Factory(Parameters parameters) implements CostModelFactory {
        @Override
        public BoostedModel on(Shape shape) {
            TreeSettings settings = TreeSettings.USUAL
                    .withRounds(parameters.integer("rounds", 1))
                    .withDepth(parameters.integer("depth", 1))
                    .withLearningRate(parameters.real("learning-rate"))
                    .withLeaves(parameters.real("lambda"), parameters.real("leaf-rows"))
                    .withPatience(parameters.integer("patience", 1))
                    .withMonotone(monotone(parameters.text("monotone")));
            Link usual = shape.takesAnyCost() ? Link.IDENTITY : Link.SOFTPLUS;
            return BoostedModel.of(
                    shape.features(), parameters.has(LINK) ? parameters.choice(LINK, Link.class) : usual, settings);
        }

        private static Map<String, Integer> monotone(String text) {
            Map<String, Integer> directions = new LinkedHashMap<>();
            for (String entry : text.isEmpty() ? new String[0] : text.split(";")) {
                int equals = entry.lastIndexOf('=');
                try {
                    directions.put(
                            entry.substring(0, Math.max(0, equals)), Integer.valueOf(entry.substring(equals + 1)));
                } catch (NumberFormatException wrong) {
                    throw new InvalidArgumentException(
                            "monotone '" + entry + "' is not a feature with 1 or -1", "Maybe write it like km=1");
                }
            }
            return directions;
        }

        @Override
        public Estimator estimator(Shape shape, FitSettings settings, PluginCatalogue catalogue) {
            return Boosting.of(on(shape), settings, catalogue);
        }
    }
}
