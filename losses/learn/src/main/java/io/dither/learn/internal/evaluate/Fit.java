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
 * One fit: its settings with what has no text.
 *
 * @param settings how to fit
 * @param catalogue where losses and noises are found
 * @param loss the loss where it was given as an object
 * @param noise the noise where it was given as an object
 * @param inputs checksums of what examples were made of and do not show, by their names
 * @param start the raw parameters to start from; none for those of the model
 * @param found what was found before, to be left as it is but for its errors
 * @param checkpoint where sums are kept, if they are
 * @param listener hears of each step
 * @param steps hears of the parameters of each step
 * @param parts hears of each part of a pass
 * @param searched hears of what a search found before its errors are measured
 * @param cancelled whether to stop
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
public record Fit(
        FitSettings settings,
        PluginCatalogue catalogue,
        @Nullable LossFactory loss,
        @Nullable NoiseModel noise,
        Map<String, String> inputs,
        double[] start,
        @Nullable Fitted found,
        @Nullable Path checkpoint,
        Consumer<Fitted.Progress> listener,
        StepListener steps,
        Consumer<Fitted.Part> parts,
        Consumer<Fitted> searched,
        BooleanSupplier cancelled) {

    /** Returns a fit that settings say all of, also the noise. */
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
                one -> {},
                (one, model, parameters) -> {},
                part -> {},
                fitted -> {},
                () -> false);
    }

    /** Returns the same fit with other settings. */
    public Fit with(FitSettings others) {
        return heard(others, loss, found, checkpoint);
    }

    /** Returns a fit that is heard of as this one is. */
    private Fit heard(FitSettings others, @Nullable LossFactory compared, @Nullable Fitted there, @Nullable Path kept) {
        return new Fit(
                others, catalogue, compared, noise, inputs, start, there, kept, listener, steps, parts, searched,
                cancelled);
    }

    /** Returns a fit without errors or checkpoint whose search is heard of as this one is. */
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

    /** Returns another fit with the same objects, which nobody hears of. */
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
                one -> {},
                (one, model, x) -> {},
                part -> {},
                fitted -> {},
                cancelled);
    }

    /** Returns a fit that searches no more, but measures errors where another ended. */
    public Fit at(Fitted there) {
        return heard(settings, loss, there, null);
    }

    /** Returns a fit whose loss knows the decisions of all examples, if it compares with them. */
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
        for (Observation one : BlockEvaluator.inOrder(observations)) {
            if (one.target() instanceof Decision decision) {
                decisions.computeIfAbsent(one.oracle(), o -> new ArrayList<>()).add(decision);
            }
        }
        return heard(settings, compares.against(decisions), found, checkpoint);
    }

    /**
     * Returns what is minimised, or made 0: with the noise that fits the oracle unless it is given. On costs of at least 0 the
     * Fenchel-Young loss needs additive noise; other losses learn costs that decide as they are, so their usual noise adds no mean.
     */
    public Criterion criterionOn(LinearOracle oracle) {
        boolean lognormal = !settings.isFenchelYoung() && !oracle.domain().isEverywhere();
        return criterion(lognormal ? NoiseModel.LOGNORMAL : NoiseModel.usualFor(oracle));
    }

    /** Returns what is minimised, or made 0: with the noise that the loss means, or else the usual one unless it is given. */
    public Criterion criterion(String usual) {
        return new Criterion(kind(), law(usual), other(), settings.inexact(), settings.guard(), settings.samples());
    }

    private NoiseModel law(String usual) {
        Optional<NoiseModel> meant =
                loss == null ? NoiseModel.ofLoss(settings.loss(), catalogue) : NoiseModel.ofLoss(loss, settings.loss());
        if (noise == null && settings.noise().isEmpty()) {
            return meant.orElseGet(() -> NoiseModel.parse(usual, settings.followsLengths(), catalogue));
        }
        NoiseModel given =
                noise == null ? NoiseModel.parse(settings.noise(), settings.followsLengths(), catalogue) : noise;
        Arguments.require(
                meant.isEmpty() ? !given.isWalks() : given.isSame(meant.get()),
                "noise = " + given.text() + " is not that of the loss '" + settings.loss() + "'"
                        + meant.map(law -> ", which is " + law.text()).orElse(""),
                "Maybe leave the noise out, or name it in the loss: likelihood:noise=gaussian, for boxes");
        return given;
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

    /** Returns the amplitude that is given, or 1. */
    public double epsilon() {
        return Double.isNaN(settings.epsilon()) ? 1 : settings.epsilon();
    }
}
