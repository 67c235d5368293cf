package io.dither.learn.study;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.Costs;
import io.dither.layer.LossProvider;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Observation;
import io.dither.learn.model.ObservationTable;
import io.dither.plugin.PluginCatalogue;
import io.dither.plugin.PluginSpec;
import java.util.List;

/** Chooses the targets of examples: true costs if the loss learns from these, otherwise decisions. */
final class Targets {
    private Targets() {}

    /** Returns the examples, unmodifiable: a copy, unless they are an {@link ObservationTable}, which is immutable. */
    static List<Observation> copyOfExamples(List<Observation> observations) {
        return ObservationTable.copyOf(observations);
    }

    /** Returns the examples, with true costs as targets if the loss learns from them. */
    static List<Observation> of(List<Observation> observations, FitSettings settings, PluginCatalogue plugins) {
        return learnsFromCosts(observations.get(0), settings, plugins)
                ? observations.stream()
                        .map(example -> withCosts(example, settings))
                        .toList()
                : observations;
    }

    /** Returns whether the loss learns from true costs; {@code fenchel-young} and {@code moments} do not. */
    private static boolean learnsFromCosts(Observation first, FitSettings settings, PluginCatalogue plugins) {
        if (settings.isFenchelYoung() || settings.isMoments()) {
            return false;
        }
        return plugins.create(LossProvider.class, settings.loss()).targetType(first.oracle()) == Costs.class;
    }

    private static Observation withCosts(Observation example, FitSettings settings) {
        if (example.costs().length == 0) {
            throw new InvalidArgumentException(
                    PluginSpec.parse(settings.loss()).id() + " learns from true costs, and example " + example.id()
                            + " has none",
                    "Maybe name their column by --cost, or learn by fenchel-young");
        }
        return Observation.of(example.id(), example.features(), example.oracle(), Costs.of(example.costs()))
                .withWeight(example.weight())
                .withCosts(example.costs())
                .withCluster(example.cluster())
                .withCovariates(example.covariates());
    }
}
