package io.dither.experiments.coverage;

import io.dither.choice.NestedLogit;
import io.dither.choice.Nests;
import io.dither.learn.Learner;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.plugin.PluginCatalogue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Choices among four alternatives in two nests. */
final class Nested {
    /** The scales of the nests less 1, by the names of their parameters. */
    static final Map<String, Double> SCALES = Map.of("mu[left] - 1", 1.0, "mu[right] - 1", 0.5);

    private static final List<String> ALTERNATIVES = List.of("0", "1", "2", "3");

    private final NestedLogit model;
    private final PluginCatalogue plugins;

    Nested(List<String> names, PluginCatalogue plugins) {
        model = NestedLogit.of(names, Nests.parse("left=0,1; right=2,3"), ALTERNATIVES);
        this.plugins = plugins;
    }

    /** Returns features whose rows have the names of the alternatives. */
    static Features withAlternatives(Features features) {
        return features.withGroups(ALTERNATIVES.toArray(String[]::new));
    }

    /** Returns the scores whose largest, with Gumbel noise, is the choice. */
    double[] scores(double[] weights, Features features) {
        List<String> names = model.names();
        double[] parameters = Arrays.copyOf(weights, names.size());
        // the names after the weights are those of SCALES
        for (int k = weights.length; k < parameters.length; k++) {
            parameters[k] = SCALES.getOrDefault(names.get(k), 0.0);
        }
        return model.theta(parameters, features);
    }

    Fitted fit(FitSettings settings, List<Observation> choices) {
        // bounded: the scales of the nests are at least 1
        return Learner.of(model, model.bounded(settings), plugins).fit(choices);
    }
}
