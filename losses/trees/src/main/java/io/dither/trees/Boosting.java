package io.dither.trees;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.LossFactory;
import io.dither.layer.MomentFactory;
import io.dither.learn.Estimator;
import io.dither.learn.Simulations;
import io.dither.learn.internal.evaluate.Fit;
import io.dither.learn.internal.evaluate.Provenance;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Importance;
import io.dither.learn.model.Observation;
import io.dither.plugin.PluginCatalogue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Grows the trees of a {@link BoostedModel}, on this machine only, with the same noise for all trees. Trees have no weights: settings for weights or their
 * search are refused, except {@code errors} and {@code iterations}, which have no effect. Results have the same bits on any number of threads. An estimator is
 * configured by one thread, and may fit many times.
 */
public final class Boosting implements Estimator {
    /** The names of the settings that a fit of trees uses or ignores; it refuses the others. */
    private static final Set<String> ACCEPTED = Set.of(
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

    private final BoostedModel model;
    private final PluginCatalogue catalogue;
    private FitSettings settings;
    private @Nullable LossFactory loss;
    private Map<String, String> inputs = Map.of();
    private Consumer<Fitted.Progress> progressListener = progress -> {};
    private BooleanSupplier cancelled = () -> false;

    private Boosting(BoostedModel model, FitSettings settings, PluginCatalogue catalogue) {
        this.model = requireNonNull(model, "model");
        this.settings = requireNonNull(settings, "settings");
        this.catalogue = requireNonNull(catalogue, "catalogue");
    }

    /**
     * Makes an estimator with the plugins on the class path.
     *
     * @param model the model; its trees are grown anew
     * @param settings the settings of the fit
     * @return the estimator
     */
    public static Boosting of(BoostedModel model, FitSettings settings) {
        return of(model, settings, PluginCatalogue.discover());
    }

    /**
     * Makes an estimator.
     *
     * @param model the model; its trees are grown anew
     * @param settings the settings of the fit; if {@link FitSettings#earlyStopping} is above 0, the fit keeps only
     *     the trees up to the round with the least loss on the validation part, see {@link TreeSettings#patience}
     * @param catalogue the losses and noises by name
     * @return the estimator
     */
    public static Boosting of(BoostedModel model, FitSettings settings, PluginCatalogue catalogue) {
        return new Boosting(model, settings, catalogue);
    }

    /**
     * Replaces the loss of the settings.
     *
     * @param newLoss makes the loss for an oracle
     * @return this
     */
    public Boosting loss(LossFactory newLoss) {
        settings = settings.loss("custom");
        loss = requireNonNull(newLoss, "loss");
        return this;
    }

    @Override
    public Boosting withoutIntervals() {
        settings = settings.errors(FitSettings.Errors.NONE);
        return this;
    }

    @Override
    public Boosting onProgress(Consumer<Fitted.Progress> listener) {
        progressListener = listener;
        return this;
    }

    @Override
    public Boosting cancelledBy(BooleanSupplier stop) {
        cancelled = stop;
        return this;
    }

    @Override
    public Boosting inputs(Map<String, String> checksums) {
        inputs = new TreeMap<>(requireNonNull(checksums, "checksums"));
        return this;
    }

    @Override
    public Fitted fit(List<Observation> observations) {
        Arguments.atLeast("number of examples", observations.size(), 1);
        // the settings that the caller changed, without those that trees accept
        Map<String, String> refused = settings.nonDefaults();
        refused.keySet().removeAll(ACCEPTED);
        Arguments.require(refused.isEmpty(), "trees do not take the settings " + refused, "Maybe leave them out");
        return new Growth(newFit(), model, observations).fit();
    }

    @Override
    public String digest(List<Observation> observations) {
        return Provenance.digest(newFit(), model, observations);
    }

    /** Returns "trees have no weights", unless the settings request no standard errors. */
    @Override
    public String reasonWithoutErrors(List<Observation> observations) {
        Arguments.atLeast("number of examples", observations.size(), 1);
        return settings.errors() == FitSettings.Errors.NONE ? "" : "trees have no weights";
    }

    @Override
    public boolean drawsSamples(List<Observation> observations) {
        // the number of samples in the settings changes a custom loss only if it simulates decisions (MomentFactory)
        return loss == null
                ? Simulations.drawsSamples(settings, observations, catalogue)
                : loss.as(MomentFactory.class).isPresent();
    }

    @Override
    public List<Importance> importance(Fitted fitted, List<Observation> heldOut) {
        if (!(fitted.model() instanceof BoostedModel trees)) {
            throw new InvalidArgumentException(
                    "the fit has no trees whose features could be measured, but weights "
                            + fitted.model().names(),
                    "Maybe it is the fit of another estimator");
        }
        return new Shuffles(newFit(), trees, fitted).importance(heldOut);
    }

    private Fit newFit() {
        // besides progress, a fit of trees has nothing to report: no parameters, parts of a pass or standard errors
        Fit.Listeners listeners = new Fit.Listeners(
                progressListener, (progress, standardised, parameters) -> {}, part -> {}, fitted -> {}, cancelled);
        // the nulls: no noise object, no earlier fit, no checkpoint; the empty array: trees have no parameters
        return new Fit(
                settings,
                new Fit.Source(catalogue, loss, null),
                inputs,
                new Fit.Start(new double[0], null, null),
                listeners);
    }
}
