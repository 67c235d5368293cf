package io.dither.learn.internal.evaluate;

import io.dither.error.Arguments;
import io.dither.layer.Decision;
import io.dither.layer.HistoryLossFactory;
import io.dither.layer.LossFactory;
import io.dither.layer.LossProvider;
import io.dither.learn.evaluate.StepListener;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.NoiseModel;
import io.dither.learn.model.Observation;
import io.dither.oracle.LinearOracle;
import io.dither.plugin.PluginCatalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The job of a fit: its settings, and objects that no text can express, such as listeners.
 *
 * @param settings the settings
 * @param source the loss and the noise
 * @param inputs checksums, by name, of inputs that are not part of the examples
 * @param start the start of the search
 * @param listeners the listeners
 */
public record Fit(FitSettings settings, Source source, Map<String, String> inputs, Start start, Listeners listeners) {
    /**
     * The loss and the noise, as objects or by their names in the settings.
     *
     * @param catalogue the losses and noises by name
     * @param loss the loss, if it was given as an object
     * @param noise the noise, if it was given as an object
     */
    public record Source(
            PluginCatalogue catalogue,
            @Nullable LossFactory loss,
            @Nullable NoiseModel noise) {}

    /**
     * The start of a search.
     *
     * @param parameters the raw parameters to start from; empty to start from the initial parameters of the model
     * @param earlier an earlier fit whose standard errors are to be computed, without a search; null to search
     * @param checkpoint the file that records the sums of each step, so that a stopped fit can continue; null for no file
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    public record Start(
            double[] parameters,
            @Nullable Fitted earlier,
            @Nullable Path checkpoint) {
        /** Returns a start without an earlier fit and without a checkpoint. */
        static Start at(double[] parameters) {
            return new Start(parameters, null, null);
        }
    }

    /**
     * The listeners of a fit.
     *
     * @param progress called after each step
     * @param steps called with the parameters after each step of a search, except by moments
     * @param parts called after each part of a pass
     * @param searchEnd called with the fit after the search, before its standard errors are computed; not called if none are
     *     computed
     * @param cancelled returns whether to stop
     */
    public record Listeners(
            Consumer<Fitted.Progress> progress,
            StepListener steps,
            Consumer<Fitted.Part> parts,
            Consumer<Fitted> searchEnd,
            BooleanSupplier cancelled) {
        /** Returns listeners that do nothing, of a fit that can be cancelled. */
        static Listeners none(BooleanSupplier cancelled) {
            return new Listeners(
                    progress -> {}, (progress, standardised, parameters) -> {}, part -> {}, fitted -> {}, cancelled);
        }
    }

    /** Returns a job with these settings, without custom objects and listeners. */
    public static Fit of(FitSettings settings, PluginCatalogue catalogue) {
        return new Fit(
                settings,
                new Source(catalogue, null, null),
                Map.of(),
                Start.at(new double[0]),
                Listeners.none(() -> false));
    }

    /** Returns the losses and noises by name. */
    public PluginCatalogue catalogue() {
        return source.catalogue;
    }

    /** Returns the loss, if it was given as an object. */
    public @Nullable LossFactory loss() {
        return source.loss;
    }

    /** Returns the noise, if it was given as an object. */
    public @Nullable NoiseModel noise() {
        return source.noise;
    }

    /** Returns the same job with other settings. */
    public Fit with(FitSettings others) {
        return new Fit(others, source, inputs, start, listeners);
    }

    /** Returns a job that only searches, without standard errors and checkpoint; it has the same listeners, except {@code searchEnd}. */
    public Fit searchOnly() {
        Listeners ofSearch =
                new Listeners(listeners.progress, listeners.steps, listeners.parts, fitted -> {}, listeners.cancelled);
        FitSettings withoutErrors = settings.errors(FitSettings.Errors.NONE);
        return new Fit(withoutErrors, source, inputs, Start.at(start.parameters), ofSearch);
    }

    /**
     * Returns a job with other settings and raw parameters to start from, the same loss and noise, and no listeners except
     * {@code cancelled}.
     */
    public Fit withoutListeners(FitSettings others, double[] parameters) {
        return new Fit(others, source, inputs, Start.at(parameters), Listeners.none(listeners.cancelled));
    }

    /** Returns a job that only computes the standard errors of an earlier fit. */
    public Fit errorsOf(Fitted earlier) {
        return new Fit(settings, source, inputs, new Start(start.parameters, earlier, null), listeners);
    }

    /** Returns this job; if its loss compares a decision with the decisions of all examples, the loss of the result has these decisions. */
    public Fit withDecisionsOf(List<Observation> observations) {
        LossFactory factory = factory();
        return factory == null
                ? this
                : factory.as(HistoryLossFactory.class)
                        .map(comparing -> withDecisionsOf(observations, comparing))
                        .orElse(this);
    }

    private Fit withDecisionsOf(List<Observation> observations, HistoryLossFactory comparing) {
        IdentityHashMap<LinearOracle, List<Decision>> decisions = new IdentityHashMap<>();
        for (Observation observation : BlockEvaluator.inOrder(observations)) {
            if (observation.target() instanceof Decision decision) {
                decisions
                        .computeIfAbsent(observation.oracle(), o -> new ArrayList<>())
                        .add(decision);
            }
        }
        Source withDecisions = new Source(source.catalogue, comparing.against(decisions), source.noise);
        return new Fit(settings, withDecisions, inputs, start, listeners);
    }

    /**
     * Returns the criterion, with the usual noise for this oracle unless a noise is given or implied by the loss. The
     * Fenchel-Young loss needs additive noise. For moments and other losses, the usual noise is lognormal if the oracle
     * restricts costs: a factor that keeps the signs of costs and has the mean 1. Additive noise that keeps signs has a mean
     * that would shift the costs.
     */
    public Criterion criterionOn(LinearOracle oracle) {
        boolean mustKeepSigns = !settings.isFenchelYoung() && !oracle.domain().isEverywhere();
        return criterion(mustKeepSigns ? NoiseModel.LOGNORMAL : NoiseModel.usualFor(oracle));
    }

    /** Returns the criterion, with the noise that the loss implies, else the given noise, else this usual noise. */
    public Criterion criterion(String usual) {
        return new Criterion(kind(), noise(usual), factory(), settings.inexact(), settings.guard(), settings.samples());
    }

    /** Returns the noise: implied by the loss, else given, else this usual noise; refuses a given noise that the loss contradicts. */
    private NoiseModel noise(String usual) {
        Optional<NoiseModel> ofLoss = source.loss == null
                ? NoiseModel.ofLoss(settings.loss(), source.catalogue)
                : NoiseModel.ofLoss(source.loss, settings.loss());
        if (source.noise == null && settings.noise().isEmpty()) {
            return ofLoss.orElseGet(() -> NoiseModel.parse(usual, settings.followsLengths(), source.catalogue));
        }
        NoiseModel chosen = source.noise == null
                ? NoiseModel.parse(settings.noise(), settings.followsLengths(), source.catalogue)
                : source.noise;
        Arguments.require(
                // the noise 'walks' is allowed only if the loss implies it
                ofLoss.isEmpty() ? !chosen.isWalks() : chosen.isSame(ofLoss.get()),
                "noise = " + chosen.text() + " is not that of the loss '" + settings.loss() + "'"
                        + ofLoss.map(noise -> ", which is " + noise.text()).orElse(""),
                "Maybe leave the noise out, or name it in the loss: likelihood:noise=gaussian");
        return chosen;
    }

    /** Returns the factory of the loss, given or found by its text; null for the Fenchel-Young loss and moments. */
    private @Nullable LossFactory factory() {
        boolean isNamed = source.loss == null && kind() == Criterion.Kind.OTHER;
        return isNamed ? source.catalogue.create(LossProvider.class, settings.loss()) : source.loss;
    }

    private Criterion.Kind kind() {
        if (settings.isFenchelYoung()) {
            return Criterion.Kind.FENCHEL_YOUNG;
        }
        return settings.isMoments() ? Criterion.Kind.MOMENTS : Criterion.Kind.OTHER;
    }

    /** Returns the given amplitude of the noise; 1 by default. */
    public double epsilon() {
        return Double.isNaN(settings.epsilon()) ? 1 : settings.epsilon();
    }
}
