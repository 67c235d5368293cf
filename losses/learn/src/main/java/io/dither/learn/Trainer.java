package io.dither.learn;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.LossFactory;
import io.dither.learn.evaluate.StepListener;
import io.dither.learn.internal.evaluate.Fit;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.NoiseModel;
import io.dither.learn.model.Observation;
import io.dither.noise.Noise;
import io.dither.oracle.InexactPolicy;
import io.dither.perturbed.Guard;
import io.dither.plugin.PluginCatalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The settings that {@link Learner} and {@link Boosting} share: {@link FitSettings}, and settings that have no text,
 * such as custom losses and listeners.
 *
 * <p>All evaluations of a fit use the same noise. If the oracle and the noise have a closed form, it is used instead of
 * samples. Results have the same bits on any number of threads. A trainer is configured by one thread; it may fit many
 * times.
 *
 * @param <T> the type of this trainer
 */
public abstract sealed class Trainer<T extends Trainer<T>> implements Estimator permits Learner, Boosting {
    private FitSettings settings = FitSettings.USUAL;
    private final PluginCatalogue catalogue;
    private @Nullable LossFactory loss;
    private @Nullable NoiseModel noise;
    private Map<String, String> inputs = Map.of();
    private Consumer<Fitted.Progress> progressListener = progress -> {};
    private StepListener stepListener = (progress, standardised, parameters) -> {};
    private Consumer<Fitted.Part> partListener = part -> {};
    private Consumer<Fitted> fitListener = fitted -> {};
    private BooleanSupplier cancelled = () -> false;

    Trainer(PluginCatalogue catalogue) {
        this.catalogue = requireNonNull(catalogue, "catalogue");
    }

    @SuppressWarnings("unchecked") // both trainers are their own type
    private T self() {
        return (T) this;
    }

    /** {@return the settings} */
    public FitSettings settings() {
        return settings;
    }

    /**
     * {@return this, with these settings instead of the present ones; a loss or a noise that was given as an object
     * stays}
     *
     * @param all the settings
     */
    public T with(FitSettings all) {
        settings = requireNonNull(all, "settings");
        return self();
    }

    /**
     * Chooses a setting by its name.
     *
     * @param name the name of a component of {@link FitSettings}
     * @param value its value, or the text of the value
     * @return this
     * @throws InvalidArgumentException if there is no such setting, or it cannot take this value
     */
    public T with(String name, Object value) {
        settings = settings.with(name, value);
        loss = name.equals("loss") ? null : loss;
        noise = name.equals("noise") ? null : noise;
        return self();
    }

    /**
     * Fits simulated moments instead of a loss. Their estimates are consistent even under multiplicative noise. Epsilon
     * is learnt unless it is given. One weight is fixed as the unit: the first, unless a bound fixes another.
     *
     * @return this
     */
    public T moments() {
        return loss(FitSettings.MOMENTS);
    }

    /**
     * {@return this, with another loss}
     *
     * @param other makes the loss for an oracle
     */
    public T loss(LossFactory other) {
        with("loss", "custom");
        loss = requireNonNull(other, "loss");
        return self();
    }

    /** {@return this, with the loss of a text, such as {@code spo-plus}} */
    public T loss(String text) {
        return with("loss", text);
    }

    /**
     * {@return this, with additive noise of a law}
     *
     * @param law the law of Z
     */
    public T noise(Noise law) {
        noise = new NoiseModel(law.name(), law, false, 0);
        return self();
    }

    /** {@return this, with the noise of a text, such as {@code gamma:shape=5} or {@code lognormal}} */
    public T noise(String text) {
        return with("noise", text);
    }

    /**
     * Chooses the amplitude of the noise. The default is 1. If the noise is additive and the weights are free, another
     * amplitude only changes the unit of the weights.
     *
     * @param amplitude above 0
     * @return this
     */
    public T epsilon(double amplitude) {
        return with(settings().epsilon(Arguments.positive("epsilon", amplitude)));
    }

    /** {@return this, with this number of samples per example, at least 1} */
    public T samples(int count) {
        return with(settings().samples(count));
    }

    /** {@return this, with another seed of the noise} */
    public T seed(long number) {
        return with(settings().seed(number));
    }

    /**
     * {@return this, with this number of threads, which does not change the results}
     *
     * @param count at least 1
     */
    public T threads(int count) {
        return with(settings().threads(count));
    }

    /**
     * Stops early: sets a share of the examples aside for validation, stops after five steps (or epochs) without a
     * lower loss on them, and takes the parameters with the lowest loss. For trees it chooses their number in the same
     * way, see {@link io.dither.learn.model.TreeSettings#patience}. The fit has no confidence intervals then.
     *
     * @param share the share of the examples for validation, at least 0 and below 1
     * @return this
     */
    public T earlyStopping(double share) {
        return with(settings().earlyStopping(share));
    }

    /**
     * Chooses what happens if a solve ends before its solution is proved optimal, for Fenchel-Young losses and moments;
     * other losses have rules of their own. {@link Fitted#progress} shows by how much the loss may be too low. If the
     * policy accepts such solves, and a solve finds no solution in time, the best known solution of the example is
     * taken instead (on one machine only). The message of the fit counts such solves; if they are more than 5 %, the
     * fit fails.
     *
     * @param policy the policy; the default is {@link InexactPolicy#FAIL}
     * @return this
     */
    public T inexact(InexactPolicy policy) {
        return with(settings().inexact(policy));
    }

    /**
     * Chooses the solves of Fenchel-Young losses and moments that are checked against the contract of sessions. A
     * cluster always checks a sample.
     *
     * @param checked the solves to check; the default is {@link Guard#SAMPLE}
     * @return this
     */
    public T guard(Guard checked) {
        return with(settings().guard(checked));
    }

    /** {@return this, without standard errors, which cost two evaluations per weight} */
    @Override
    public T withoutIntervals() {
        return with(settings().errors(FitSettings.Errors.NONE));
    }

    /** {@return this, with a listener that is called at each step, on the thread that fits} */
    @Override
    public T onProgress(Consumer<Fitted.Progress> listener) {
        progressListener = listener;
        return self();
    }

    /**
     * {@return this, with a listener that receives the model at each step of a search; fits by moments do not call it}
     *
     * @param listener called on the thread that fits, after the listener of {@link #onProgress}
     */
    public T onStep(StepListener listener) {
        stepListener = listener;
        return self();
    }

    /**
     * {@return this, with a listener of the progress within each pass over the examples; not called if they are on a
     * cluster}
     *
     * @param listener called on the thread that fits, after each part of a pass
     */
    @Override
    public T onPart(Consumer<Fitted.Part> listener) {
        partListener = listener;
        return self();
    }

    /**
     * Reports the fit to a listener when the search has ended, before standard errors are computed. The reported fit is
     * as after {@link #withoutIntervals}. It can be saved, and {@link Learner#intervals} can compute its standard
     * errors later.
     *
     * @param listener called on the thread that fits, once per fit
     * @return this
     */
    @Override
    public T onSearchEnd(Consumer<Fitted> listener) {
        fitListener = listener;
        return self();
    }

    /**
     * Lets the caller cancel the fit. It stops between two evaluations, or within a tenth of a second during one, even if solves are
     * running. The thread that fits asks several times a second.
     *
     * @param isCancelled returns whether to stop
     * @return this
     */
    @Override
    public T cancelledBy(BooleanSupplier isCancelled) {
        cancelled = isCancelled;
        return self();
    }

    /** {@return this, with the checksums of further inputs such as files, by name; the digest covers them} */
    @Override
    public T inputs(Map<String, String> checksums) {
        inputs = new TreeMap<>(requireNonNull(checksums, "checksums"));
        return self();
    }

    /**
     * {@return the SHA-256 of everything that a fit depends on, as 64 hexadecimal digits; its checkpoint begins with
     * it} It covers the examples in any order, their oracles, {@link #inputs}, the settings except threads, the cost
     * model and the version.
     *
     * @param observations the examples, at least one, each with its own id
     */
    @Override
    public String digest(List<Observation> observations) {
        return training().digest(observations);
    }

    /**
     * {@return the reason why this fit can have no standard errors of the chosen kind; empty if it can have them}
     *
     * @param observations the examples, at least one
     */
    @Override
    public String reasonWithoutErrors(List<Observation> observations) {
        return training().reasonWithoutErrors(observations);
    }

    /**
     * {@return whether a fit draws samples; it draws none if oracles and noise have a closed form, or if the loss is an
     * exact likelihood}
     */
    @Override
    public boolean drawsSamples(List<Observation> observations) {
        return Simulations.areDrawn(job(new double[0], null, ""), observations);
    }

    abstract Training training();

    /** Returns the settings and listeners of a fit. A reported fit has the digest {@code examplesSha256}. */
    Fit job(double[] start, @Nullable Path checkpoint, String examplesSha256) {
        Consumer<Fitted> searchListener = fitListener;
        Fit.Listeners listeners = new Fit.Listeners(
                progressListener,
                stepListener,
                partListener,
                fit -> searchListener.accept(fit.fittedTo(examplesSha256)),
                cancelled);
        return new Fit(
                settings,
                new Fit.Source(catalogue, loss, noise),
                inputs,
                new Fit.Start(start, null, checkpoint),
                listeners);
    }
}
