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
 * What {@link Learner} and {@link Boosting} share: {@link FitSettings}, and what has no text, objects and listeners.
 *
 * <p>Noise is held fixed. If the oracle and the noise have a closed form it is used, and nothing is sampled. The same bits on any
 * number of threads. A trainer is set up by one thread; it may fit many times.
 *
 * @param <T> the type of this trainer
 */
public abstract sealed class Trainer<T extends Trainer<T>> implements Estimator permits Learner, Boosting {
    private FitSettings settings = FitSettings.USUAL;
    private final PluginCatalogue catalogue;
    private @Nullable LossFactory loss;
    private @Nullable NoiseModel noise;
    private Map<String, String> inputs = Map.of();
    private Consumer<Fitted.Progress> listener = progress -> {};
    private StepListener steps = (progress, standardised, parameters) -> {};
    private Consumer<Fitted.Part> parts = part -> {};
    private Consumer<Fitted> found = fitted -> {};
    private BooleanSupplier stop = () -> false;

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
     * @throws InvalidArgumentException if there is no such setting, or the value is none of its values
     */
    public T with(String name, Object value) {
        settings = settings.with(name, value);
        loss = name.equals("loss") ? null : loss;
        noise = name.equals("noise") ? null : noise;
        return self();
    }

    /**
     * {@return this, by simulated moments in place of a loss: right under multiplicative noise} Epsilon is learnt unless it is given;
     * one weight is held fixed, the first unless another is.
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
     * Chooses the amplitude of the noise: 1 unless chosen, which loses nothing if the noise is additive and the weights are free.
     *
     * @param amplitude above 0
     * @return this
     */
    public T epsilon(double amplitude) {
        return with(settings().epsilon(Arguments.positive("epsilon", amplitude)));
    }

    /** {@return this, with so many samples per example, at least 1} */
    public T samples(int count) {
        return with(settings().samples(count));
    }

    /** {@return this, with another seed of the noise} */
    public T seed(long number) {
        return with(settings().seed(number));
    }

    /**
     * {@return this, with so many threads, which change no bit}
     *
     * @param count at least 1
     */
    public T threads(int count) {
        return with(settings().threads(count));
    }

    /**
     * Stops early: a share of the examples is set aside for validation, and the step whose parameters have the least loss there is
     * taken, once five steps (or epochs) in a row were no better; of trees as many as make it least, see {@link
     * io.dither.learn.model.TreeSettings#patience}. There are no intervals then.
     *
     * @param share of the examples, at least 0 and below 1
     * @return this
     */
    public T earlyStopping(double share) {
        return with(settings().earlyStopping(share));
    }

    /**
     * Chooses what happens if a solve ends before a proof of optimality, under Fenchel-Young losses and moments; other losses decide
     * for themselves. The course of the search tells by how much the loss may be too high. Under a policy that accepts, the best known
     * solution stands for one that is not found in time, on one machine; the message counts them, and above 5 % the fit fails.
     *
     * @param policy the policy, {@link InexactPolicy#FAIL} unless chosen
     * @return this
     */
    public T inexact(InexactPolicy policy) {
        return with(settings().inexact(policy));
    }

    /**
     * Chooses which solves of Fenchel-Young losses and moments are checked against the contract of sessions; a cluster checks a
     * sample.
     *
     * @param checked which, {@link Guard#SAMPLE} unless chosen
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

    /** {@return this, of whose steps somebody hears, on the thread that fits} */
    @Override
    public T onProgress(Consumer<Fitted.Progress> hears) {
        listener = hears;
        return self();
    }

    /**
     * {@return this, which tells of the model at each step of a search by a loss, not by moments}
     *
     * @param hears called on the thread that fits, after what {@link #onProgress} was told
     */
    public T onStep(StepListener hears) {
        steps = hears;
        return self();
    }

    /**
     * {@return this, whose passes somebody hears of while they last: searches on this machine over all examples}
     *
     * @param hears called on the thread that fits, after each part of a pass
     */
    @Override
    public T onPart(Consumer<Fitted.Part> hears) {
        parts = hears;
        return self();
    }

    /**
     * {@return this, which tells what a search found as soon as it has ended, where standard errors are still to be measured} What is told
     * has none, as after {@link #withoutIntervals}, and may be saved: {@link Learner#intervals} goes on from there.
     *
     * @param hears called on the thread that fits, once a fit
     */
    @Override
    public T onFound(Consumer<Fitted> hears) {
        found = hears;
        return self();
    }

    /**
     * Lets another stop the fit: between two evaluations, or within a tenth of a second during one, whatever solves are under way.
     * Asked by the thread that fits, several times a second.
     *
     * @param wanted whether to stop
     * @return this
     */
    @Override
    public T cancelledBy(BooleanSupplier wanted) {
        stop = wanted;
        return self();
    }

    /** {@return this, told what the examples were made of and do not show, such as files: checksums by name, part of the digest} */
    @Override
    public T inputs(Map<String, String> checksums) {
        inputs = new TreeMap<>(requireNonNull(checksums, "checksums"));
        return self();
    }

    /**
     * {@return the SHA-256 of all that a fit depends on, with which its checkpoint begins (64 hexadecimal digits)} These are the examples,
     * in any order, what their oracles can be asked, {@link #inputs}, the settings but for threads, the cost model and the version.
     *
     * @param observations the examples, at least one, each with its own id
     */
    @Override
    public String digest(List<Observation> observations) {
        return training().digest(observations);
    }

    /**
     * {@return why there will be no standard errors of the kind that is chosen, whatever is found; empty if there may be some}
     *
     * @param observations the examples, at least one
     */
    @Override
    public String withoutErrors(List<Observation> observations) {
        return training().withoutErrors(observations);
    }

    abstract Training training();

    /** Returns one fit of these settings, which tells of what it found as of examples of this digest. */
    Fit job(double[] start, @Nullable Path checkpoint, String examplesSha256) {
        Consumer<Fitted> hearer = found;
        return new Fit(
                settings,
                catalogue,
                loss,
                noise,
                inputs,
                start,
                null,
                checkpoint,
                listener,
                steps,
                parts,
                one -> hearer.accept(one.fittedTo(examplesSha256)),
                stop);
    }
}
