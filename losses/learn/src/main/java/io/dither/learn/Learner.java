package io.dither.learn;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.learn.evaluate.Evaluator;
import io.dither.learn.evaluate.StoppedException;
import io.dither.learn.internal.evaluate.Digests;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.GroupEffects;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Range;
import io.dither.learn.model.Standardisable;
import io.dither.oracle.LinearOracle;
import io.dither.plugin.PluginCatalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Learns the parameters of a cost model from observations: by a Fenchel-Young loss (the default, convex for models that are linear
 * in their parameters), by simulated moments with epsilon as an unknown, or by any other loss. Full batches descend by L-BFGS
 * unless mini-batches are chosen.
 */
public final class Learner extends Trainer<Learner> {
    /** Losses that differ by no more than this share are of the same settings. */
    private static final double SAME = 1e-9;
    /** The same if limits end solves now here, now there, as a share of the loss or of epsilon. */
    private static final double SAME_UNPROVED = 0.05;
    /** Digits of a digest that are shown. */
    private static final int DIGITS = 12;

    private final CostModel model;
    private double[] start = new double[0];
    private @Nullable Path checkpoint;

    private Learner(CostModel model, PluginCatalogue catalogue) {
        super(catalogue);
        this.model = requireNonNull(model, "model");
        Arguments.require(
                !model.names().isEmpty(),
                "the cost model has no parameters to search for",
                "Maybe grow its trees by Boosting, on this machine");
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
     * @param settings how to fit
     * @param catalogue where losses and noises are found by their texts
     * @return the learner
     */
    public static Learner of(CostModel model, FitSettings settings, PluginCatalogue catalogue) {
        return new Learner(model, catalogue).with(settings);
    }

    /** {@return this, with epsilon as an unknown, which one fixed weight identifies} */
    public Learner learnEpsilon() {
        return with(settings().learningEpsilon());
    }

    /**
     * Penalises half the sum of squares of the standardised weights.
     *
     * @param weight at least 0, against the mean loss
     * @return this
     */
    public Learner l2(double weight) {
        return with(settings().l2(weight));
    }

    /**
     * Penalises the sum of the absolute standardised weights, which sets some to 0.
     *
     * @param weight at least 0, against the mean loss
     * @return this
     */
    public Learner l1(double weight) {
        return with(settings().l1(weight));
    }

    /**
     * Holds a weight fixed.
     *
     * @param name its name
     * @param value its value, in raw units
     * @return this
     */
    public Learner fix(String name, double value) {
        return bound(name, value, value);
    }

    /**
     * Keeps a weight between two ends. Where costs must be at least 0, weights of shared linear models with the identity link are
     * at least 0 unless told otherwise.
     *
     * @param name its name
     * @param low the lower end, in raw units, possibly negative infinity
     * @param high the upper end, possibly infinity
     * @return this
     */
    public Learner bound(String name, double low, double high) {
        return with(settings().withBound(name, new Range(low, high)));
    }

    /**
     * Chooses how standard errors are made.
     *
     * @param kind how
     * @return this
     */
    public Learner errors(FitSettings.Errors kind) {
        return with(settings().errors(kind));
    }

    /** {@return this, with at most so many iterations of a full-batch search: at least 1, 200 unless chosen} */
    public Learner iterations(int most) {
        return with(settings().iterations(most));
    }

    /**
     * Chooses how small the gradient must be for a full-batch search by a loss to end: less is closer to the least loss, and a tenth
     * adds a hundredth to the variance of the weights.
     *
     * @param share of its standard error, above 0; 1e-3 unless chosen, 1e-9 in closed form
     * @return this
     */
    public Learner tolerance(double share) {
        return with(settings().tolerance(Arguments.positive("tolerance", share)));
    }

    /**
     * Begins a search by a loss at given parameters, such as those of a fit with another penalty.
     *
     * @param parameters in raw units, as many as the model has, effects last; copied
     * @return this
     */
    public Learner startAt(double... parameters) {
        int size = model.names().size() + GroupEffects.of(model).size();
        start = Arguments.finite("start", parameters, size).clone();
        return this;
    }

    /**
     * Chooses Adam on mini-batches with fresh noise in each step (doubly stochastic) in place of L-BFGS.
     *
     * @param passes how often each example is met, at least 1
     * @param size about how many examples a step has, at least 1
     * @param learningRate of the first step, in standardised units; it falls to a hundredth of it
     * @return this
     */
    public Learner miniBatches(int passes, int size, double learningRate) {
        return with(settings()
                .epochs(Arguments.atLeast("epochs", passes, 1))
                .batch(size)
                .rate(learningRate));
    }

    /**
     * Lets one search serve all trips of one origin: examples whose oracles can be added (those of paths along edges from one
     * source, see {@link io.dither.oracle.capability.Summable}), with the same features and weight, are one example to the fit, whose decision is
     * the sum of theirs. Those in a cluster are added within it. Losses and equations keep their expectations, and means and
     * penalties count the examples that there were. Trips that are added share their noise, so that they need fewer searches and less
     * of it, and standard errors, over the sums, grow; over few sums they are too small to trust, and the fit's message says so. For
     * Fenchel-Young losses and moments, on one machine.
     *
     * @return this
     */
    public Learner shareSearches() {
        return with(settings().shareSearches(true));
    }

    /**
     * Lets a full-batch search by the Fenchel-Young loss of a model linear in its parameters go by the solutions that it knows: between
     * two passes of solves it descends on the loss of the best known solutions, which bounds the loss from below, without any. It ends
     * with a pass of solves like any search, and mostly after a third of them: for oracles whose solves take about a millisecond or more.
     * Elsewhere it is refused, and with checkpoints, early stopping, inexact or heuristic answers. Where there is a closed form it
     * changes nothing.
     *
     * @return this
     */
    public Learner pooled() {
        return with(settings().pooled(true));
    }

    /**
     * Keeps what is computed in a file, so that a fit that was stopped, killed or cancelled goes on from there when it is begun again,
     * with the same bits. The file begins with the {@link #digest}: that of another fit is refused, and stays as it is. The file of a fit
     * that has ended stays too; to begin that again costs two passes and the standard errors.
     *
     * @param file the file, made if there is none; one process at a time
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
     * @return what was found
     * @throws InvalidArgumentException if the settings contradict each other or the examples
     * @throws OracleException if a solve fails
     * @throws DataException if the checkpoint is of another fit, or the file is not a checkpoint
     * @throws java.io.UncheckedIOException if the checkpoint cannot be written; what it held is kept
     * @throws StoppedException if it was cancelled
     */
    @Override
    public Fitted fit(List<Observation> observations) {
        String examples = Digests.ofObservations(observations);
        return training(examples).fit(observations).fittedTo(examples);
    }

    @Override
    public Fitted fit(Cluster.History history, List<Observation> some) {
        return history.fit(this, some);
    }

    /**
     * Measures the standard errors of what was found before without them, at its parameters: no search, and the digits that would have
     * been found at once.
     *
     * @param found what was found, such as by {@link #withoutIntervals}, by the settings of this learner but for the errors
     * @param observations the examples that it was fitted to
     * @return the same with intervals
     * @throws InvalidArgumentException if these are other examples, or the settings others, or the search would go on from there: what was
     *     found before is better then
     */
    public Fitted intervals(Fitted found, List<Observation> observations) {
        Arguments.require(
                found.examples() == observations.size(),
                "the model was fitted to " + found.examples() + " examples, not to " + observations.size(),
                "Maybe these are other data");
        boolean known = !found.examplesSha256().isEmpty();
        String examples = Digests.ofObservations(observations);
        Arguments.require(
                !known || found.examplesSha256().equals(examples),
                "these are not the " + found.examples() + " examples that the model was fitted to: their SHA-256 is "
                        + examples.substring(0, DIGITS) + "..., not "
                        + found.examplesSha256()
                                .substring(
                                        0,
                                        Math.min(DIGITS, found.examplesSha256().length())) + "...",
                "Maybe an id, a decision, a feature or a file of an oracle is another");
        Fitted measured = training().errorsOf(found, observations).fittedTo(examples);
        requireSameLoss(found, measured, known);
        Arguments.require(
                measured.status() != Fitted.Status.NO_ROOT || found.status() == Fitted.Status.NO_ROOT,
                "the moments of the model are not 0 on these examples",
                "Maybe these are other data or settings");
        Arguments.require(
                measured.status() != Fitted.Status.STOPPED || found.status() != Fitted.Status.CONVERGED,
                "the search would go on from these weights, which it had found to be the best ones: "
                        + measured.message(),
                "Maybe the settings are others, or solves end now here, now there: learn again");
        return measured;
    }

    /**
     * {@return whether a model is known to be fitted to these examples, in any order}
     *
     * @param found the model
     * @param observations the examples
     */
    public static boolean isFittedTo(Fitted found, List<Observation> observations) {
        return found.examples() == observations.size()
                && !found.examplesSha256().isEmpty()
                && found.examplesSha256().equals(Digests.ofObservations(observations));
    }

    /** Solves that limits end give another loss each time: then the digest of the examples alone tells, if it is known. */
    private static void requireSameLoss(Fitted found, Fitted measured, boolean isKnown) {
        double loss = found.loss();
        boolean inexact = found.inexact().accepts();
        double same = inexact ? SAME_UNPROVED * Math.max(Math.abs(loss), found.epsilon()) : SAME * Math.abs(loss);
        Arguments.require(
                Double.isNaN(loss) || (inexact && isKnown) || Math.abs(measured.loss() - loss) <= same,
                "the loss of the model is " + loss + ", but " + measured.loss() + " on these examples",
                "Maybe these are other " + (isKnown ? "settings" : "data"));
    }

    /**
     * {@return what the workers of a cluster need of this learner}
     *
     * @param oracle the oracle of the example with the least key, as an unsigned number
     * @throws InvalidArgumentException if the model, the noise or the loss cannot travel
     */
    public Workload workload(LinearOracle oracle) {
        Arguments.require(
                !settings().refits(),
                "errors = " + settings().errors().name().toLowerCase(Locale.ROOT) + " are for one machine",
                "Maybe robust");
        Arguments.require(
                !settings().shareSearches(),
                "searches are shared on one machine, for the trips of one origin lie on several of a cluster",
                "Maybe leave it out");
        return Workload.of(model(), job(start, checkpoint, ""), oracle);
    }

    /**
     * Fits the model by an evaluator of your own, such as that of a cluster.
     *
     * @param standardised the model, as {@link Workload#standardisedBy} makes it
     * @param oracle the oracle of the example with the least key, as an unsigned number
     * @param evaluator sums over the examples; closed at the end
     * @return what was found
     */
    public Fitted fit(CostModel standardised, LinearOracle oracle, Evaluator evaluator) {
        Arguments.require(
                !settings().pooled(),
                "solutions are not known to an evaluator of your own",
                "Maybe leave out pooled()");
        String examples = Digests.ofHistory(evaluator.digests());
        return training(examples).fit(standardised, oracle, evaluator).fittedTo(examples);
    }

    @Override
    Training training() {
        return training("");
    }

    private Training training(String examplesSha256) {
        return new Training(model(), job(start, checkpoint, examplesSha256));
    }

    private CostModel model() {
        return Standardisable.of(model)
                .withoutCentring(settings().bounds().keySet())
                .orElse(model);
    }
}
