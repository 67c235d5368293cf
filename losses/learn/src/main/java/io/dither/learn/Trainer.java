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
 * The common part of {@link Learner} and {@link Boosting}: {@link FitSettings}, and what a text cannot give, such as custom losses and
 * listeners.
 *
 * <p>All evaluations of a fit use the same noise. If the oracle and the noise have a closed form, it is used and nothing is sampled.
 * Results have the same bits on any number of threads. A trainer is configured by one thread; it may fit many times.
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
     * {@return this, with all settings; a loss or a noise that was given as an object stays}
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
     * @param value its value, or the text of it
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
     * {@return this, which fits simulated moments instead of a loss: consistent under multiplicative noise} Epsilon is learnt unless it is
     * given. One weight is fixed as the unit: the first, unless a bound fixes another.
     */
    public T moments() {
        return loss(FitSettings.MOMENTS);
    }

    /**
     * {@return this, with another loss}
     *
     * @param other the loss, not yet bound to an oracle
     */
    public T loss(LossFactory other) {
        with("loss", "custom");
        loss = requireNonNull(other, "loss");
        return self();
    }

    /** {@return this, with another loss by its text, such as {@code spo-plus}} */
    public T loss(String text) {
        return with("loss", text);
    }

    /**
     * {@return this, with a law of the noise}
     *
     * @param law the law of Z
     */
    public T noise(Noise law) {
        noise = new NoiseModel(law.name(), law, false, 0);
        return self();
    }

    /** {@return this, with the noise by its text, such as {@code gamma:shape=5} or {@code lognormal}} */
    public T noise(String text) {
        return with("noise", text);
    }

    /**
     * Chooses the amplitude of the noise. The default is 1, without loss of generality if the noise is additive and the weights are free.
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
     * Stops early: sets a share of the examples aside for validation, stops after five steps (or epochs) without a lower loss on them, and
     * takes the parameters with the lowest. For trees it chooses their number so, see {@link
     * io.dither.learn.model.TreeSettings#patience}. The fit has no confidence intervals then.
     *
     * @param share of the examples, at least 0 and below 1
     * @return this
     */
    public T earlyStopping(double share) {
        return with(settings().earlyStopping(share));
    }

    /**
     * Chooses what happens if a solve ends before a proof of optimality, under Fenchel-Young losses and moments; other losses have rules of
     * their own. {@link Fitted#progress} shows by how much the loss may be too low. If the policy accepts such solves, the best known
     * solution of the example also replaces a solve that finds none in time (on one machine only). The message of the fit counts these
     * solves; above 5 % the fit fails.
     *
     * @param policy the policy, {@link InexactPolicy#FAIL} unless chosen
     * @return this
     */
    public T inexact(InexactPolicy policy) {
        return with(settings().inexact(policy));
    }

    /**
     * Chooses which solves of Fenchel-Young losses and moments are checked against the contract of sessions; a cluster always checks a
     * sample.
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

    /** {@return this, which reports each step to a listener, on the thread that fits} */
    @Override
    public T onProgress(Consumer<Fitted.Progress> listener) {
        progressListener = listener;
        return self();
    }

    /**
     * {@return this, which reports the model at each step of a search; not for moments}
     *
     * @param listener called on the thread that fits, after the listener of {@link #onProgress}
     */
    public T onStep(StepListener listener) {
        stepListener = listener;
        return self();
    }

    /**
     * {@return this, which reports progress within each pass over the examples, if they are on this machine}
     *
     * @param listener called on the thread that fits, after each part of a pass
     */
    @Override
    public T onPart(Consumer<Fitted.Part> listener) {
        partListener = listener;
        return self();
    }

    /**
     * {@return this, which reports the fit when the search has ended and standard errors are still to be computed} The reported fit has no
     * standard errors, as after {@link #withoutIntervals}; it may be saved, and {@link Learner#intervals} computes them later.
     *
     * @param listener called on the thread that fits, once per fit
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

    /** {@return this, with checksums by name of inputs that the examples do not show, such as files; the digest covers them} */
    @Override
    public T inputs(Map<String, String> checksums) {
        inputs = new TreeMap<>(requireNonNull(checksums, "checksums"));
        return self();
    }

    /**
     * {@return the SHA-256 of everything that a fit depends on (64 hexadecimal digits); its checkpoint begins with it} It covers the
     * examples in any order, their oracles, {@link #inputs}, the settings except threads, the cost model and the version.
     *
     * @param observations the examples, at least one, each with its own id
     */
    @Override
    public String digest(List<Observation> observations) {
        return training().digest(observations);
    }

    /**
     * {@return why this fit can have no standard errors of the chosen kind; empty if it can}
     *
     * @param observations the examples, at least one
     */
    @Override
    public String withoutErrors(List<Observation> observations) {
        return training().withoutErrors(observations);
    }

    /** {@return whether a fit draws samples: not if oracles and noise have a closed form, or the loss an exact likelihood} */
    @Override
    public boolean drawsSamples(List<Observation> observations) {
        return Simulations.areDrawn(job(new double[0], null, ""), observations);
    }

    abstract Training training();

    /** Returns a fit with these settings; the fit that it reports names the digest of these examples. */
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
