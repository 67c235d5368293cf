package io.dither.choice;

import io.dither.data.ReshaperProvider;
import io.dither.error.Arguments;
import io.dither.learn.CostModelFactory;
import io.dither.learn.CostModelProvider;
import io.dither.learn.Estimator;
import io.dither.learn.Learner;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Link;
import io.dither.learn.model.SharedLinearModel;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.Plugin;
import io.dither.plugin.PluginCatalogue;
import io.dither.plugin.PluginModule;
import io.dither.plugin.PluginSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The cost models of this module, and the reshaper of choices. */
public final class ChoiceModels implements PluginModule {
    private static final String NESTS = "nests";

    @Override
    public List<Plugin> plugins() {
        return List.of(
                ReshaperProvider.of(
                        Choices.ID,
                        "a line per choice and alternative, from rows with a column for each",
                        ChoiceModels::choices,
                        ChoiceForm.PARAMETERS.toArray(Parameter[]::new)),
                provider(NestedLogit.NESTED, "utilities of alternatives in nests, such as (existing=TRAIN,CAR)", false),
                provider(
                        NestedLogit.CROSS_NESTED,
                        "utilities of alternatives that are in several nests, such as (existing=TRAIN,CAR; public=TRAIN,SM)",
                        true),
                CostModelProvider.of(
                        "sampled-alternatives",
                        "a shared-linear logit, fitted to a part of the alternatives of each choice",
                        SharedLinearModel.class,
                        parameters -> new SampledFactory(parameters.integer("count", 2)),
                        Parameter.of(
                                "count", Parameter.Type.INTEGER, "the number of alternatives, with the chosen one")));
    }

    /**
     * {@return the text that specifies the cost model with these nests, such as {@code nested:nests=...}: cross-nested if an alternative is in several nests,
     * otherwise nested}
     *
     * @param nests the nests, see {@link Nests#parse}
     */
    public static String nested(String nests) {
        return new PluginSpec(
                        Nests.parse(nests).areCrossed() ? NestedLogit.CROSS_NESTED : NestedLogit.NESTED,
                        Map.of(NESTS, nests))
                .toString();
    }

    private static Choices choices(Parameters parameters) {
        return Choices.of(ChoiceForm.PARAMETERS.stream()
                .collect(Collectors.toMap(Parameter::name, parameter -> parameters.text(parameter.name()))));
    }

    private static CostModelProvider provider(String id, String description, boolean isCrossed) {
        return CostModelProvider.of(
                id,
                description,
                NestedLogit.class,
                parameters -> new NestedFactory(Nests.parse(parameters.text(NESTS)), isCrossed),
                Parameter.of(
                        NESTS, Parameter.Type.TEXT, "the members of each nest, in parentheses; nests may be members"));
    }

    private record NestedFactory(Nests nests, boolean isCrossed) implements CostModelFactory {
        @Override
        public NestedLogit on(Shape shape) {
            return NestedLogit.of(shape.features(), nests, shape.groups(), isCrossed);
        }

        @Override
        public Estimator estimator(Shape shape, FitSettings settings, PluginCatalogue catalogue) {
            NestedLogit model = on(shape);
            return Learner.of(model, model.bounded(likelihoodSettings("nests", settings, shape.features())), catalogue);
        }
    }

    private record SampledFactory(int count) implements CostModelFactory {
        @Override
        public SharedLinearModel on(Shape shape) {
            return SharedLinearModel.of(shape.features(), Link.IDENTITY);
        }

        @Override
        public Estimator estimator(Shape shape, FitSettings settings, PluginCatalogue catalogue) {
            FitSettings likelihood = likelihoodSettings("sampled alternatives", settings, shape.features());
            return new SamplingEstimator(count, Learner.of(on(shape), likelihood, catalogue));
        }
    }

    /**
     * Returns the settings with epsilon = 1. Throws if the loss of the settings is not minus the log likelihood of the model, or if they fix a weight as the
     * unit. {@code subject} names the model in messages.
     */
    private static FitSettings likelihoodSettings(String subject, FitSettings settings, List<String> features) {
        PluginSpec loss = PluginSpec.parse(settings.loss());
        boolean isLikelihood = loss.id().equals("likelihood");
        String noise = loss.arguments()
                .getOrDefault("noise", isLikelihood ? "gumbel" : settings.noise())
                .toLowerCase(Locale.ROOT);
        Arguments.require(
                (settings.isFenchelYoung() || isLikelihood) && noise.equals("gumbel"),
                subject + " need Gumbel noise, and are fitted by their likelihood, not with loss = " + settings.loss()
                        + " and noise = " + (noise.isEmpty() ? "gaussian" : noise),
                "Maybe --noise gumbel");
        Arguments.require(
                !settings.learnEpsilon()
                        && (Double.isNaN(settings.epsilon()) || settings.epsilon() == 1)
                        && loss.arguments().getOrDefault("epsilon", "1").matches("1(\\.0*)?"),
                subject + " need noise with epsilon = 1",
                "Maybe leave epsilon out");
        // epsilon = 1 sets the scale already. A weight fixed at 0 sets no scale, nor does a parameter of a nest
        settings.bounds()
                .forEach((name, range) -> Arguments.require(
                        range.low() != range.high() || range.low() == 0 || !features.contains(name),
                        name + " = " + range.low() + " is fixed as the unit of the other weights, but " + subject
                                + " need noise with epsilon = 1",
                        "Maybe leave it free, and take ratios to it"));
        return settings.epsilon(1);
    }
}
