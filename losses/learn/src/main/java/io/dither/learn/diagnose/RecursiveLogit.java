package io.dither.learn.diagnose;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.exact.SoftPaths;
import io.dither.layer.Decision;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.learn.Learner;
import io.dither.learn.Metrics;
import io.dither.learn.Outcome;
import io.dither.learn.Predictor;
import io.dither.learn.evaluate.Holdout;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FeatureModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.GroupEffects;
import io.dither.learn.model.Link;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.oracle.capability.Network;
import io.dither.oracle.capability.PathOracle;
import io.dither.oracle.capability.Trip;
import io.dither.plugin.PluginCatalogue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The recursive logit, the usual model of route choice, on the same examples: its likelihood is exact, over all walks of the graph.
 *
 * @param fitted the fit on the training part, weights in units of epsilon; null if there is none
 * @param outcomes the best paths under the costs of the fit, in the order of the held-out part; empty without a fit
 * @param logLikelihood the mean log-likelihood of a held-out path; null without a fit
 * @param reason why there is no fit, as text; empty if there is one
 */
public record RecursiveLogit(
        @Nullable Fitted fitted,
        List<Outcome> outcomes,
        @Nullable Metric logLikelihood,
        String reason) {
    /** The name of the recursive logit among the baselines. */
    public static final String NAME = "recursive logit";

    private static final String LOSS = "recursive-logit";

    /** The largest number of arcs in one evaluation, over all destinations; each takes about ten sweeps. */
    private static final long MOST_ARCS = 1_000_000;

    /** Identifies a linear system; features and networks are compared by identity, because they have no equals. */
    private record Solve(Features features, Network network, int target) {}

    /**
     * Fits the recursive logit if coordinates share weights, all oracles are paths on graphs that it supports, and all decisions were
     * observed.
     *
     * @param model the model whose features it takes; trees are replaced by shared weights, and effects are left out
     * @param parts the examples; neither part empty
     * @param threads the number of threads of the fit
     * @param catalogue the losses by name
     * @return the fit, or the reason why there is none; empty if the examples are not paths
     */
    public static Optional<RecursiveLogit> of(CostModel model, Holdout parts, int threads, PluginCatalogue catalogue) {
        if (!FeatureModel.of(model).isShared()) {
            return Optional.empty();
        }
        Set<Solve> systems = new HashSet<>();
        long arcs = 0;
        for (List<Observation> part : List.of(parts.training(), parts.heldOut())) {
            for (Observation observation : part) {
                Optional<Trip> trip = observation.oracle().as(PathOracle.class).flatMap(PathOracle::trip);
                if (trip.isEmpty() || !(observation.target() instanceof Decision)) {
                    return Optional.empty();
                }
                Network network = trip.get().network();
                boolean isNew = systems.add(
                        new Solve(observation.features(), network, trip.get().target()));
                arcs += isNew ? network.arcs() : 0;
            }
        }
        if (arcs > MOST_ARCS) {
            return Optional.of(without(systems.size() + " destinations on large graphs, " + arcs
                    + " arcs in all, take too long for a page. Maybe fit it by itself, by --loss " + LOSS));
        }
        try {
            boolean plain = !model.names().isEmpty() && GroupEffects.of(model).isEmpty();
            CostModel basis =
                    !plain ? SharedLinearModel.of(FeatureModel.of(model).features(), Link.IDENTITY) : model;
            return Optional.of(fitted(basis, parts, threads, catalogue));
        } catch (InvalidArgumentException | OracleException refused) {
            return Optional.of(without(String.valueOf(refused.getMessage())));
        }
    }

    private static RecursiveLogit without(String reason) {
        return new RecursiveLogit(null, List.of(), null, reason);
    }

    private static RecursiveLogit fitted(CostModel model, Holdout parts, int threads, PluginCatalogue catalogue) {
        FitSettings settings = FitSettings.USUAL.loss(LOSS).threads(threads);
        Fitted fitted = Learner.of(model, settings, catalogue).fit(parts.training());
        List<Outcome> outcomes = Outcome.all(parts.heldOut(), fitted);
        Map<String, Double> logs = new HashMap<>();
        SoftPaths paths = SoftPaths.of(parts.heldOut().get(0).oracle(), fitted.epsilon());
        try (Predictor predictor = Predictor.of(fitted)) {
            for (Observation observation : parts.heldOut()) {
                Input input = new Input(
                        predictor.costs(observation.features(), observation.oracle()),
                        NoiseKey.ZERO,
                        observation.oracle());
                logs.put(observation.id(), paths.logProbability(input, ((Decision) observation.target()).point()));
            }
        }
        Metric mean = Metrics.mean(
                "log-likelihood of a path",
                outcomes,
                observation -> logs.getOrDefault(observation.observation().id(), Double.NaN));
        return new RecursiveLogit(fitted, outcomes, mean, "");
    }
}
