package io.dither.learn;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.layer.LossFactory;
import io.dither.learn.evaluate.Evaluator;
import io.dither.learn.evaluate.StepListener;
import io.dither.learn.evaluate.StoppedException;
import io.dither.learn.internal.evaluate.Digests;
import io.dither.learn.internal.evaluate.Fit;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.GroupEffects;
import io.dither.learn.model.NoiseModel;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Range;
import io.dither.learn.model.Standardisable;
import io.dither.noise.Noise;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.Guard;
import io.dither.plugin.PluginCatalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Learns the parameters of a cost model from observations. The default is a Fenchel-Young loss, which is convex for
 * models that are linear in their parameters; simulated moments, which also estimate epsilon, or any other loss can be
 * chosen instead. The search is L-BFGS on full batches, with Newton steps for most losses in closed form. It is Adam
 * on mini-batches if these are chosen, or if the loss has kinks. For moments, it is a search for their root.
 *
 * <p>All evaluations of a full-batch search use the same noise. If mean decisions under the noise have a closed form,
 * it replaces the samples of the Fenchel-Young loss; moments always draw samples. Results have the same bits on any
 * number of threads. Configure a learner from one thread; it may fit many times. Its settings are {@link FitSettings},
 * and objects that no text can express, such as custom losses and listeners.
 */
public final class Learner implements Estimator {
    /** {@link #intervals} computes the loss of the earlier fit again, and refuses the examples if the relative difference is larger than this. */
    private static final double LOSS_TOLERANCE = 1e-9;

    /**
     * This tolerance replaces {@link #LOSS_TOLERANCE} if solves may end at a limit, such as a time limit, and so with
     * other solutions than before. It is relative to the loss or, if that is larger, to epsilon. If the earlier fit has
     * the digest of its examples, such losses are not compared at all.
     */
    private static final double UNPROVED_LOSS_TOLERANCE = 0.05;

    /** The text that stands for a loss given as an object. */
    private static final String CUSTOM = "custom";

    /** The number of digits of a digest that messages show. */
    private static final int SHOWN_DIGITS = 12;

    private final CostModel model;
    private final PluginCatalogue catalogue;
    private FitSettings settings;
    private @Nullable LossFactory loss;
    private @Nullable NoiseModel noise;
    private Map<String, String> inputs = Map.of();
    private Consumer<Fitted.Progress> progressListener = progress -> {};
    private StepListener stepListener = (progress, standardised, parameters) -> {};
    private Consumer<Fitted.Part> partListener = part -> {};
    private Consumer<Fitted> searchEndListener = fitted -> {};
    private BooleanSupplier cancelled = () -> false;
    private double[] start = new double[0];
    private @Nullable Path checkpoint;

    private Learner(CostModel model, FitSettings settings, PluginCatalogue catalogue) {
        this.model = requireNonNull(model, "model");
        this.settings = requireNonNull(settings, "settings");
        this.catalogue = requireNonNull(catalogue, "catalogue");
        Arguments.require(
                !model.names().isEmpty(),
                "the cost model has no parameters to search for",
                "Maybe fit it with its own estimator on one machine, such as Boosting for trees");
    }

    /**
     * Makes a learner with the usual settings and the plugins on the class path.
     *
     * @param model the cost model
     * @return the learner
     */
    public static Learner of(CostModel model) {
        return of(model, FitSettings.USUAL, PluginCatalogue.discover());
    }

    /**
     * Makes a learner.
     *
     * @param model the cost model
     * @param settings the settings of the fit
     * @param catalogue the losses and noises by name
     * @return the learner
     */
    public static Learner of(CostModel model, FitSettings settings, PluginCatalogue catalogue) {
        return new Learner(model, settings, catalogue);
    }

    /** {@return the settings} */
    public FitSettings settings() {
        return settings;
    }

    /**
     * {@return this, with these settings instead of its settings so far; a loss or a noise that was given as an object
     * stays, whatever these settings name}
     *
     * @param all the settings
     */
    public Learner with(FitSettings all) {
        settings = loss == null ? requireNonNull(all, "settings") : all.with("loss", CUSTOM);
        return this;
    }

    /**
     * Chooses a setting by its name.
     *
     * @param name the name of a component of {@link FitSettings}
     * @param value its value, or the text of the value
     * @return this
     * @throws InvalidArgumentException if there is no such setting, or it cannot take this value
     */
    public Learner with(String name, Object value) {
        settings = settings.with(name, value);
        // the new text replaces a loss or a noise that was given as an object
        loss = name.equals("loss") ? null : loss;
        noise = name.equals("noise") ? null : noise;
        return this;
    }

    /**
     * Fits by the method of simulated moments instead of a loss. Estimates by moments are consistent even under multiplicative noise. Epsilon
     * is learnt unless it is given. If it is learnt and nothing else sets the unit of the costs (an offset, or a weight
     * fixed at a value other than 0), the first weight that is not fixed becomes the unit: it is fixed at 1.
     *
     * @return this
     */
    public Learner moments() {
        return loss(FitSettings.MOMENTS);
    }

    /**
     * {@return this, with another loss}
     *
     * @param other makes the loss for an oracle
     */
    public Learner loss(LossFactory other) {
        with("loss", CUSTOM);
        loss = requireNonNull(other, "loss");
        return this;
    }

    /** {@return this, with the loss of a text, such as {@code spo-plus}} */
    public Learner loss(String text) {
        return with("loss", text);
    }

    /**
     * {@return this, with additive noise: deciders perceive the costs theta + epsilon Z}
     *
     * @param law the distribution of Z
     */
    public Learner noise(Noise law) {
        noise = new NoiseModel(law.name(), law, false, 0); // not multiplicative, and independent of lengths
        return this;
    }

    /** {@return this, with the noise of a text, such as {@code gamma:shape=5} or {@code lognormal}} */
    public Learner noise(String text) {
        return with("noise", text);
    }

    /**
     * Chooses the amplitude of the noise. By default, moments learn it; the Fenchel-Young loss and likelihoods learn it
     * if a weight fixed at a value other than 0, or an offset, sets the unit of the costs; otherwise it is 1. If the
     * noise is additive and the weights are free, another amplitude only changes the unit of the weights.
     *
     * @param amplitude above 0
     * @return this
     */
    public Learner epsilon(double amplitude) {
        return with(settings().epsilon(Arguments.positive("epsilon", amplitude)));
    }

    /** {@return this, with this number of samples per example, at least 1} */
    public Learner samples(int count) {
        return with(settings().samples(count));
    }

    /** {@return this, with another seed of the noise} */
    public Learner seed(long number) {
        return with(settings().seed(number));
    }

    /**
     * {@return this, with this number of threads, which does not change the results}
     *
     * @param count at least 1
     */
    public Learner threads(int count) {
        return with(settings().threads(count));
    }

    /**
     * Stops early. A share of the examples is set aside for validation; the search stops after five steps (or epochs)
     * without a lower loss on these examples, and returns the parameters with the lowest such loss. The fit then has no
     * confidence intervals.
     *
     * @param share the share of the examples for validation, at least 0 and below 1
     * @return this
     */
    public Learner earlyStopping(double share) {
        return with(settings().earlyStopping(share));
    }

    /**
     * Chooses what happens if a solve ends before its solution is proved optimal, for Fenchel-Young losses and moments;
     * other losses have their own rules. {@link Fitted#progress} shows by how much the loss may be too low. If the
     * policy accepts such solves, and a solve ends without any solution, the observed decision or a solution of the
     * previous pass, whichever is better, is taken instead (on one machine only). The message of the fit counts the
     * solves without a proof and the solves without a solution; if more than 5 % of all solves have no solution, the
     * fit fails.
     *
     * @param policy the policy; the default is {@link InexactPolicy#FAIL}
     * @return this
     */
    public Learner inexact(InexactPolicy policy) {
        return with(settings().inexact(policy));
    }

    /**
     * Chooses the solves of Fenchel-Young losses and moments that are checked against the contract of sessions. A
     * cluster always checks a sample of the solves.
     *
     * @param checked the solves to check; the default is {@link Guard#SAMPLE}
     * @return this
     */
    public Learner guard(Guard checked) {
        return with(settings().guard(checked));
    }

    /** {@return this, without standard errors, which saves passes over the examples, see {@link FitSettings.Errors#NONE}} */
    @Override
    public Learner withoutIntervals() {
        return with(settings().errors(FitSettings.Errors.NONE));
    }

    /** {@return this, with a listener that is called at each step, on the thread that fits} */
    @Override
    public Learner onProgress(Consumer<Fitted.Progress> listener) {
        progressListener = listener;
        return this;
    }

    /**
     * {@return this, with a listener that receives the model at each step of a search; not called if the search is for
     * a root, as by moments, or on full batches by losses that simulate decisions}
     *
     * @param listener called on the thread that fits, after the listener of {@link #onProgress}
     */
    public Learner onStep(StepListener listener) {
        stepListener = listener;
        return this;
    }

    /**
     * {@return this, with a listener of the progress within each pass over the examples; not called if the examples are
     * on a cluster}
     *
     * @param listener called on the thread that fits, after each part of a pass
     */
    @Override
    public Learner onPart(Consumer<Fitted.Part> listener) {
        partListener = listener;
        return this;
    }

    /**
     * Reports the fit to a listener when the search has ended, before standard errors are computed. The reported fit is
     * the same as with {@link #withoutIntervals}. It can be saved, and {@link Learner#intervals} can compute its standard
     * errors later.
     *
     * @param listener called on the thread that fits, once per fit; not called if no standard errors are computed
     * @return this
     */
    @Override
    public Learner onSearchEnd(Consumer<Fitted> listener) {
        searchEndListener = listener;
        return this;
    }

    /**
     * Lets the caller cancel the fit. The fit stops between two evaluations; during an evaluation, it stops within a tenth of a second, even
     * if solves are running. The thread that fits calls {@code isCancelled} several times a second.
     *
     * @param isCancelled returns whether to stop
     * @return this
     */
    @Override
    public Learner cancelledBy(BooleanSupplier isCancelled) {
        cancelled = isCancelled;
        return this;
    }

    /** {@return this, with the checksums of further inputs such as files, by name; the digest covers them} */
    @Override
    public Learner inputs(Map<String, String> checksums) {
        inputs = new TreeMap<>(requireNonNull(checksums, "checksums"));
        return this;
    }

    /**
     * {@return this, with epsilon estimated like a weight; for losses, a weight fixed at a value other than 0, an
     * offset or a nonlinear link must identify epsilon}
     */
    public Learner learnEpsilon() {
        return with(settings().learningEpsilon());
    }

    /**
     * Penalises half the sum of squares of the standardised weights.
     *
     * @param factor the factor of the penalty, at least 0; the penalty is added to the mean loss
     * @return this
     */
    public Learner l2(double factor) {
        return with(settings().l2(factor));
    }

    /**
     * Penalises the sum of the absolute standardised weights, which sets some to 0.
     *
     * @param factor the factor of the penalty, at least 0; the penalty is added to the mean loss
     * @return this
     */
    public Learner l1(double factor) {
        return with(settings().l1(factor));
    }

    /**
     * Fixes a weight. A value other than 0 is the unit of the other weights and of epsilon, which moments, the
     * Fenchel-Young loss and likelihoods then learn unless it is given.
     *
     * @param name its name
     * @param value its value, in raw units
     * @return this
     */
    public Learner fix(String name, double value) {
        return bound(name, value, value);
    }

    /**
     * Bounds a weight. If the oracle requires costs of at least 0, the weights of shared linear models with the
     * identity link are at least 0 by default.
     *
     * @param name its name
     * @param low the lower bound, in raw units, possibly negative infinity
     * @param high the upper bound, possibly infinity
     * @return this
     */
    public Learner bound(String name, double low, double high) {
        return with(settings().withBound(name, new Range(low, high)));
    }

    /**
     * Chooses the kind of standard errors.
     *
     * @param kind the kind; the default is {@link FitSettings.Errors#ROBUST}
     * @return this
     */
    public Learner errors(FitSettings.Errors kind) {
        return with(settings().errors(kind));
    }

    /**
     * {@return this, with at most this number of iterations in a full-batch search (at least 1; the default is 200)}
     */
    public Learner iterations(int maxIterations) {
        return with(settings().iterations(maxIterations));
    }

    /**
     * Chooses the tolerance of a full-batch search, which ends when each entry of the gradient, divided by the entry's
     * standard error, is at most the tolerance. A tolerance of 0.1 adds about one per cent to the variance of the
     * weights. Fits by moments refuse a tolerance.
     *
     * @param bound the tolerance, above 0; the default is 1e-3; in closed form, 1e-9 for the Fenchel-Young loss and
     *     1e-5 for likelihoods
     * @return this
     */
    public Learner tolerance(double bound) {
        return with(settings().tolerance(Arguments.positive("tolerance", bound)));
    }

    /**
     * Chooses the parameters at which a search starts, such as the result of a fit with another penalty. Fits by moments
     * refuse a start.
     *
     * @param parameters in raw units, as many as the model has, {@linkplain GroupEffects group effects} last; copied
     * @return this
     */
    public Learner startAt(double... parameters) {
        int size = model.names().size() + GroupEffects.of(model).size();
        start = Arguments.finite("start", parameters, size).clone();
        return this;
    }

    /**
     * Chooses Adam on mini-batches with new noise in each step (doubly stochastic) instead of full batches. Losses with
     * kinks use it by default.
     *
     * @param epochs the number of epochs (passes over the examples), at least 1
     * @param size the approximate number of examples in a mini-batch, at least 1
     * @param learningRate the learning rate of the first step, in standardised units; the last step has a hundredth of it
     * @return this
     */
    public Learner miniBatches(int epochs, int size, double learningRate) {
        return with(settings()
                .epochs(Arguments.atLeast("epochs", epochs, 1))
                .batch(size)
                .rate(learningRate));
    }

    /**
     * Reuses known solutions to save solves. Between two passes of solves, the search minimises the loss over the best
     * known solutions, which is a lower bound of the true loss and needs no solves. Like any search, it ends with a pass
     * of solves; it usually needs a third of the solves, and pays off if a solve takes about a millisecond or more. The
     * option needs full batches, the Fenchel-Young loss and a model that is linear in its parameters. The fit refuses it
     * with checkpoints, early stopping, and inexact or heuristic answers. The option has no effect if mean decisions have
     * a closed form.
     *
     * @return this
     */
    public Learner pooled() {
        return with(settings().pooled(true));
    }

    /**
     * Writes the sums over the examples, such as the loss and the gradient at each step, to a checkpoint file. A fit
     * that was stopped, killed or cancelled continues from this file when it starts again, with the same bits. The file
     * begins with the {@link #digest}; the file of another fit is refused and not changed. The file remains after the
     * fit. Fitting again with the file reads the sums of the search from the file, so that the search takes only two
     * passes over the examples; the standard errors are computed again. Fits with standard errors by refits (jackknife
     * or bootstrap) write no checkpoint.
     *
     * @param file the file, created if it does not exist; only one process may use it at a time
     * @return this
     */
    public Learner checkpoint(Path file) {
        checkpoint = file;
        return this;
    }

    /**
     * Fits the model.
     *
     * @param observations the examples, at least one, each with its own id
     * @return the fit
     * @throws InvalidArgumentException if the settings contradict each other or the examples, or the pullback of your own model is wrong
     * @throws OracleException if a solve fails
     * @throws DataException if the checkpoint is of another fit, another fit uses it at the same time, its sums differ
     *     from those computed here, or the file is not a checkpoint
     * @throws java.io.UncheckedIOException if the checkpoint cannot be written; its content stays valid
     * @throws StoppedException if the fit was cancelled
     */
    @Override
    public Fitted fit(List<Observation> observations) {
        if (!observations.isEmpty()) {
            new PullbackCheck(model, observations.get(0).features()).require();
        }
        return fit(Digests.whenNeeded(observations), training -> training.fit(observations));
    }

    @Override
    public Fitted fit(Cluster.History history, List<Observation> observations) {
        return history.fit(this, observations);
    }

    /**
     * Computes the standard errors of an earlier fit without a search: the intervals that the original fit would have
     * reported, up to rounding.
     *
     * @param fitted the earlier fit, for example a fit {@link #withoutIntervals}; apart from the kind of standard errors, it must
     * have been made with the settings of this learner
     * @param observations the examples that it was fitted to
     * @return the same fit with intervals
     * @throws InvalidArgumentException if the examples or the settings are different, or if a search would continue
     * from these weights; the earlier fit stays valid
     */
    public Fitted intervals(Fitted fitted, List<Observation> observations) {
        Arguments.require(
                fitted.examples() == observations.size(),
                "the model was fitted to " + fitted.examples() + " examples, not to " + observations.size(),
                "Maybe these are other data");
        String earlierSha256 = fitted.examplesSha256();
        boolean hasDigest = !earlierSha256.isEmpty();
        String examplesSha256 = Digests.ofHistory(observations);
        Arguments.require(
                !hasDigest || earlierSha256.equals(examplesSha256),
                "these are not the " + fitted.examples() + " examples that the model was fitted to: their SHA-256 is "
                        + examplesSha256.substring(0, SHOWN_DIGITS) + "..., not "
                        + earlierSha256.substring(0, Math.min(SHOWN_DIGITS, earlierSha256.length())) + "...",
                "Maybe an id, a decision, a feature or a file of an oracle has changed");
        Fitted measured = training().errorsOf(fitted, observations).withExamplesSha256(examplesSha256);
        requireSameLoss(fitted, measured, hasDigest);
        Arguments.require(
                measured.status() != Fitted.Status.NO_ROOT || fitted.status() == Fitted.Status.NO_ROOT,
                "the moments of the model are not 0 on these examples",
                "Maybe these are other data or settings");
        Arguments.require(
                measured.status() != Fitted.Status.STOPPED || fitted.status() != Fitted.Status.CONVERGED,
                "the search would continue from these weights, although it ended there before: " + measured.message(),
                "Maybe the settings differ, or limits end solves at different points: learn again");
        return measured;
    }

    /**
     * {@return whether a model was fitted to exactly these examples, in any order; false if it does not have their
     * digest}
     *
     * @param fitted the model
     * @param observations the examples
     */
    public static boolean isFittedTo(Fitted fitted, List<Observation> observations) {
        return fitted.examples() == observations.size()
                && !fitted.examplesSha256().isEmpty()
                && fitted.examplesSha256().equals(Digests.ofHistory(observations));
    }

    /**
     * Requires that the loss is the same as in the earlier fit. If limits may end solves, losses vary; a known digest
     * of the examples is then enough.
     */
    private static void requireSameLoss(Fitted fitted, Fitted measured, boolean hasDigest) {
        double loss = fitted.loss();
        boolean acceptsInexact = fitted.inexact().accepts();
        double tolerance = acceptsInexact
                ? UNPROVED_LOSS_TOLERANCE * Math.max(Math.abs(loss), fitted.epsilon())
                : LOSS_TOLERANCE * Math.abs(loss);
        Arguments.require(
                Double.isNaN(loss) || (acceptsInexact && hasDigest) || Math.abs(measured.loss() - loss) <= tolerance,
                "the loss of the model is " + loss + ", but " + measured.loss() + " on these examples",
                "Maybe these are other " + (hasDigest ? "settings" : "data"));
    }

    /**
     * {@return the SHA-256 of everything that a fit depends on, as the 64 hexadecimal digits with which the checkpoint
     * begins} The digest covers the examples in any order, their oracles, {@link #inputs}, the settings except threads
     * and guard, the start, the cost model and the version.
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
     * {@return whether a fit draws samples: the Fenchel-Young loss unless mean decisions under the noise have a closed
     * form, moments always, other losses only if they simulate decisions}
     */
    @Override
    public boolean drawsSamples(List<Observation> observations) {
        return Simulations.drawsSamples(job(), observations);
    }

    /**
     * {@return the part of this learner that the workers of a cluster need}
     *
     * @param oracle the oracle of the example with the smallest {@linkplain Observation#key() key} (an unsigned
     *     number); it represents the oracles of all examples
     * @throws InvalidArgumentException if the model, the noise or the loss cannot be sent
     */
    public Workload workload(LinearOracle oracle) {
        Arguments.require(
                !settings().usesRefits(),
                "errors = " + settings().errors().name().toLowerCase(Locale.ROOT) + " work on one machine only",
                "Maybe choose robust");
        return Workload.of(model(), job(), oracle);
    }

    /**
     * Fits the model with your own evaluator, such as the evaluator of a cluster.
     *
     * @param standardised the model, as {@link Workload#standardisedBy} makes it
     * @param oracle the oracle of the example with the smallest {@linkplain Observation#key() key} (an unsigned
     *     number); it represents the oracles of all examples
     * @param evaluator sums up the examples; closed when the fit ends
     * @return the fit
     */
    public Fitted fit(CostModel standardised, LinearOracle oracle, Evaluator evaluator) {
        Arguments.require(
                !settings().pooled(),
                "pooled() does not work with your own evaluator, which has no known solutions",
                "Maybe leave out pooled()");
        String examplesSha256 = Digests.ofParts(evaluator.digests());
        return fit(() -> examplesSha256, training -> training.fit(standardised, oracle, evaluator));
    }

    /** Fits the model; the fit, and any fit that the listener receives, have the digest of the examples. */
    private Fitted fit(Supplier<String> examplesSha256, Function<Training, Fitted> fitBy) {
        UnaryOperator<Fitted> withDigest =
                fitted -> fitted.edit().examplesSha256(examplesSha256).build();
        return withDigest.apply(fitBy.apply(new Training(model(), job(withDigest))));
    }

    private Training training() {
        return new Training(model(), job());
    }

    /**
     * Returns the model to fit; features are not centred if centring would shift a bounded parameter, such as a
     * constant.
     */
    private CostModel model() {
        return Standardisable.of(model)
                .withoutShiftsOf(settings().bounds().keySet())
                .orElse(model);
    }

    /**
     * Returns the job of a fit: its settings and listeners. The fit that the listener of {@link #onSearchEnd} receives
     * has no digest of the examples.
     */
    Fit job() {
        return job(UnaryOperator.identity());
    }

    /**
     * Returns the job of a fit; the listener of {@link #onSearchEnd} receives the fit that {@code completed} returns.
     */
    private Fit job(UnaryOperator<Fitted> completed) {
        Consumer<Fitted> searchEnd = searchEndListener; // the job keeps it, even if this learner gets another listener
        Fit.Listeners listeners = new Fit.Listeners(
                progressListener,
                stepListener,
                partListener,
                fitted -> searchEnd.accept(completed.apply(fitted)),
                cancelled);
        return new Fit(
                settings,
                new Fit.Source(catalogue, loss, noise),
                inputs,
                new Fit.Start(start, null, checkpoint), // no earlier fit
                listeners);
    }
}
