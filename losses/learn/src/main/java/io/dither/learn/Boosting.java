package io.dither.learn;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.learn.internal.boost.Growth;
import io.dither.learn.internal.boost.Shuffles;
import io.dither.learn.model.BoostedModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Importance;
import io.dither.learn.model.Observation;
import io.dither.plugin.PluginCatalogue;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Grows the trees of a {@link BoostedModel}, on this machine only, with the same noise for all trees. Trees have no
 * weights: settings for weights or their search are refused, except that {@code errors} and {@code iterations} have no
 * effect.
 */
public final class Boosting extends Trainer<Boosting> {
    private static final Set<String> USED = Set.of(
            "loss",
            "noise",
            "followsLengths",
            "epsilon",
            "samples",
            "seed",
            "threads",
            "earlyStopping",
            "inexact",
            "guard",
            "errors",
            "iterations");

    private static final double[] NO_WEIGHTS = {};

    private final BoostedModel model;

    private Boosting(BoostedModel model, PluginCatalogue catalogue) {
        super(catalogue);
        this.model = requireNonNull(model, "model");
    }

    /**
     * Makes a trainer with the usual settings and the plugins on the class path.
     *
     * @param model the model; its trees are grown anew
     * @return the trainer
     */
    public static Boosting of(BoostedModel model) {
        return of(model, FitSettings.USUAL, PluginCatalogue.discover());
    }

    /**
     * Makes a trainer.
     *
     * @param model the model; its trees are grown anew
     * @param settings the settings of the fit
     * @param catalogue the losses and noises by name
     * @return the trainer
     */
    public static Boosting of(BoostedModel model, FitSettings settings, PluginCatalogue catalogue) {
        return new Boosting(model, catalogue).with(settings);
    }

    @Override
    public Fitted fit(List<Observation> observations) {
        Arguments.atLeast("number of examples", observations.size(), 1);
        Map<String, String> refused = settings().unusual();
        refused.keySet().removeAll(USED);
        Arguments.require(refused.isEmpty(), "trees do not take the settings " + refused, "Maybe leave them out");
        Observation first =
                Collections.min(observations, Comparator.comparing(Observation::key, Long::compareUnsigned));
        return new Growth(job(NO_WEIGHTS, null, ""), model, observations, first.oracle()).fit();
    }

    /** Returns "trees have no weights", unless no standard errors were asked for. */
    @Override
    public String reasonWithoutErrors(List<Observation> observations) {
        Arguments.atLeast("number of examples", observations.size(), 1);
        return settings().errors() == FitSettings.Errors.NONE ? "" : "trees have no weights";
    }

    @Override
    Training training() {
        return new Training(model, job(NO_WEIGHTS, null, ""));
    }

    /** Grows on this machine, even if the examples are on a cluster. */
    @Override
    public Fitted fit(Cluster.History history, List<Observation> observations) {
        return fit(observations);
    }

    @Override
    public List<Importance> importance(Fitted fitted, List<Observation> heldOut) {
        if (!(fitted.model() instanceof BoostedModel trees)) {
            throw new InvalidArgumentException(
                    "the fit has no trees whose features could be measured, but weights "
                            + fitted.model().names(),
                    "Maybe it is the fit of another estimator");
        }
        return new Shuffles(job(NO_WEIGHTS, null, ""), trees, fitted).importance(heldOut);
    }
}
