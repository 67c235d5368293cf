package io.dither.learn;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.model.BoostedModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.LinearModel;
import io.dither.learn.model.Link;
import io.dither.learn.model.MultilayerModel;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.TreeSettings;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.PluginCatalogue;
import io.dither.plugin.PluginModule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The providers of this module's cost models. */
public final class CostModels implements PluginModule {
    private static final String LINK = "link";
    private static final Parameter LINKS =
            Parameter.choice(LINK, "the function that makes a cost of the weighted sum", "identity", "exp", "softplus");

    @Override
    public List<CostModelProvider> plugins() {
        return List.of(
                CostModelProvider.of(
                        SharedLinearModel.ID,
                        "one weight per feature, shared by all coordinates",
                        SharedLinearModel.class,
                        parameters -> shape -> SharedLinearModel.of(shape.features(), link(parameters))
                                .withEffects(shape.groups(), !shape.everywhere()),
                        LINKS),
                CostModelProvider.of(
                        LinearModel.ID,
                        "a row of weights and a constant per coordinate",
                        LinearModel.class,
                        parameters -> shape -> LinearModel.of(
                                shape.features(), shape.dimension(), shape.coordinates(), link(parameters)),
                        LINKS),
                CostModelProvider.of(
                        MultilayerModel.ID,
                        "a small neural network, shared by all coordinates",
                        MultilayerModel.class,
                        parameters -> shape -> MultilayerModel.of(
                                shape.features(),
                                parameters.integer("units", 1),
                                parameters.has(LINK) ? link(parameters) : usualLink(shape)),
                        Parameter.of("units", Parameter.Type.INTEGER, "the number of hidden units")
                                .withDefault("8"),
                        Parameter.of(
                                        LINK,
                                        Parameter.Type.TEXT,
                                        "the function that makes a cost of the output: identity, exp or softplus")
                                .optional()),
                boosted());
    }

    private static CostModelProvider boosted() {
        return CostModelProvider.of(
                BoostedModel.ID,
                "trees over the features of a coordinate, grown under any loss",
                BoostedModel.class,
                Grown::new,
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
                                "the amount added to the curvature of a leaf, in rows; larger values shrink small leaves")
                        .withDefault("1"),
                Parameter.of("leaf-rows", Parameter.Type.REAL, "the smallest curvature of a leaf, in rows")
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
                        .withDefault(""));
    }

    private static Link link(Parameters parameters) {
        return parameters.choice(LINK, Link.class);
    }

    /** Returns a link with costs of at least 0 if the oracle needs them. */
    private static Link usualLink(CostModelFactory.Shape shape) {
        return shape.everywhere() ? Link.IDENTITY : Link.SOFTPLUS;
    }

    private record Grown(Parameters parameters) implements CostModelFactory {
        @Override
        public BoostedModel on(Shape shape) {
            TreeSettings settings = TreeSettings.USUAL
                    .withRounds(parameters.integer("rounds", 1))
                    .withDepth(parameters.integer("depth", 1))
                    .withLearningRate(parameters.real("learning-rate"))
                    .withLeaves(parameters.real("lambda"), parameters.real("leaf-rows"))
                    .withPatience(parameters.integer("patience", 1))
                    .withMonotone(monotone(parameters.text("monotone")));
            return BoostedModel.of(
                    shape.features(), parameters.has(LINK) ? link(parameters) : usualLink(shape), settings);
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
