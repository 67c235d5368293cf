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
 * The job of one fit: its settings, and what a text cannot give, such as listeners.
 *
 * @param settings the settings
 * @param catalogue the losses and noises by name
 * @param loss the loss, if it was given as an object
 * @param noise the noise, if it was given as an object
 * @param inputs checksums by name of inputs that the examples do not show
 * @param start the raw parameters to start from; empty for the start of the model
 * @param earlier an earlier fit, if only its standard errors are to be computed
 * @param checkpoint the file that records sums, if there is one
 * @param listener called after each step
 * @param steps called with the parameters after each step
 * @param parts called after each part of a pass
 * @param searched called with the fit after the search, before its standard errors are computed
 * @param cancelled returns whether to stop
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record Fit(
        FitSettings settings,
        PluginCatalogue catalogue,
        @Nullable LossFactory loss,
        @Nullable NoiseModel noise,
        Map<String, String> inputs,
        double[] start,
        @Nullable Fitted earlier,
        @Nullable Path checkpoint,
        Consumer<Fitted.Progress> listener,
        StepListener steps,
        Consumer<Fitted.Part> parts,
        Consumer<Fitted> searched,
        BooleanSupplier cancelled) {

    /** Returns a job of these settings alone, without custom objects and listeners. */
    public static Fit of(FitSettings settings, PluginCatalogue catalogue) {
        return new Fit(
                settings,
                catalogue,
                null,
                null,
                Map.of(),
                new double[0],
                null,
                null,
                progress -> {},
                (progress, standardised, parameters) -> {},
                part -> {},
                fitted -> {},
                () -> false);
    }

    /** Returns the same job with other settings. */
    public Fit with(FitSettings others) {
        return withSameListeners(others, loss, earlier, checkpoint);
    }

    private Fit withSameListeners(
            FitSettings others, @Nullable LossFactory compared, @Nullable Fitted there, @Nullable Path checkpointFile) {
        return new Fit(
                others,
                catalogue,
                compared,
                noise,
                inputs,
                start,
                there,
                checkpointFile,
                listener,
                steps,
                parts,
                searched,
                cancelled);
    }

    /** Returns the same job without errors and checkpoint; its search reports to the same listeners. */
    public Fit searching() {
        return new Fit(
                settings.errors(FitSettings.Errors.NONE),
                catalogue,
                loss,
                noise,
                inputs,
                start,
                null,
                null,
                listener,
                steps,
                parts,
                fitted -> {},
                cancelled);
    }

    /** Returns a job with other settings and start, the same loss and noise, and no listeners. */
    public Fit with(FitSettings others, double[] from) {
        return new Fit(
                others,
                catalogue,
                loss,
                noise,
                inputs,
                from,
                null,
                null,
                progress -> {},
                (progress, standardised, parameters) -> {},
                part -> {},
                fitted -> {},
                cancelled);
    }

    /** Returns a job that only computes the standard errors of an earlier fit. */
    public Fit at(Fitted there) {
        return withSameListeners(settings, loss, there, null);
    }

    /** Returns the same job with a loss that knows the decisions of all examples, if the loss needs them. */
    public Fit against(List<Observation> observations) {
        LossFactory other = other();
        return other == null
                ? this
                : other.as(HistoryLossFactory.class)
                        .map(compares -> against(compares, observations))
                        .orElse(this);
    }

    private Fit against(HistoryLossFactory compares, List<Observation> observations) {
        IdentityHashMap<LinearOracle, List<Decision>> decisions = new IdentityHashMap<>();
        for (Observation observation : BlockEvaluator.inOrder(observations)) {
            if (observation.target() instanceof Decision decision) {
                decisions
                        .computeIfAbsent(observation.oracle(), o -> new ArrayList<>())
                        .add(decision);
            }
        }
        return withSameListeners(settings, compares.against(decisions), earlier, checkpoint);
    }

    /**
     * Returns the criterion, with the usual noise for this oracle unless a noise is given. If costs must be at least 0, the Fenchel-Young
     * loss needs additive noise; other losses learn costs that decide without noise, so their usual noise has the mean 0.
     */
    public Criterion criterionOn(LinearOracle oracle) {
        boolean lognormal = !settings.isFenchelYoung() && !oracle.domain().isEverywhere();
        return criterion(lognormal ? NoiseModel.LOGNORMAL : NoiseModel.usualFor(oracle));
    }

    /** Returns the criterion, with the noise of the loss, or the given noise, or this usual one. */
    public Criterion criterion(String usual) {
        return new Criterion(kind(), law(usual), other(), settings.inexact(), settings.guard(), settings.samples());
    }

    private NoiseModel law(String usual) {
        Optional<NoiseModel> meant =
                loss == null ? NoiseModel.ofLoss(settings.loss(), catalogue) : NoiseModel.ofLoss(loss, settings.loss());
        if (noise == null && settings.noise().isEmpty()) {
            return meant.orElseGet(() -> NoiseModel.parse(usual, settings.followsLengths(), catalogue));
        }
        NoiseModel chosen =
                noise == null ? NoiseModel.parse(settings.noise(), settings.followsLengths(), catalogue) : noise;
        Arguments.require(
                meant.isEmpty() ? !chosen.isWalks() : chosen.isSame(meant.get()),
                "noise = " + chosen.text() + " is not that of the loss '" + settings.loss() + "'"
                        + meant.map(law -> ", which is " + law.text()).orElse(""),
                "Maybe leave the noise out, or name it in the loss: likelihood:noise=gaussian, for boxes");
        return chosen;
    }

    private @Nullable LossFactory other() {
        boolean byText = loss == null && kind() == Criterion.Kind.OTHER;
        return byText ? catalogue.create(LossProvider.class, settings.loss()) : loss;
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
