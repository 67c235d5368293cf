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
 * Learns the parameters of a cost model from observations. The default is a Fenchel-Young loss, which is convex for
 * models that are linear in their parameters; simulated moments, which also estimate epsilon, or any other loss can be
 * chosen instead. The search is L-BFGS on full batches unless mini-batches are chosen.
 */
public final class Learner extends Trainer<Learner> {
    /** Two losses count as the same if their relative difference is at most this. */
    private static final double SAME = 1e-9;
    /**
     * This tolerance replaces {@link #SAME} if limits may end solves at different points; it is a share of the loss, or
     * of epsilon if that is larger.
     */
    private static final double SAME_UNPROVED = 0.05;
    /** The number of digits of a digest that messages show. */
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
     * @param settings the settings of the fit
     * @param catalogue the losses and noises by name
     * @return the learner
     */
    public static Learner of(CostModel model, FitSettings settings, PluginCatalogue catalogue) {
        return new Learner(model, catalogue).with(settings);
    }

    /**
     * {@return this, with epsilon estimated like a weight; one weight must be fixed, so that epsilon is identified}
     */
    public Learner learnEpsilon() {
        return with(settings().learningEpsilon());
    }

    /**
     * Penalises half the sum of squares of the standardised weights.
     *
     * @param weight the factor of the penalty, at least 0; the penalty is added to the mean loss
     * @return this
     */
    public Learner l2(double weight) {
        return with(settings().l2(weight));
    }

    /**
     * Penalises the sum of the absolute standardised weights, which sets some to 0.
     *
     * @param weight the factor of the penalty, at least 0; the penalty is added to the mean loss
     * @return this
     */
    public Learner l1(double weight) {
        return with(settings().l1(weight));
    }

    /**
     * Fixes a weight.
     *
     * @param name its name
     * @param value its value, in raw units
     * @return this
     */
    public Learner fix(String name, double value) {
        return bound(name, value, value);
    }

    /**
     * Bounds a weight. If costs must be at least 0, the weights of shared linear models with the identity link are at least 0 by default.
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
     * @param kind the kind
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
     * Chooses the tolerance at which a full-batch search ends: the largest gradient, as a share of its standard error.
     * A tolerance of 0.1 adds about one per cent to the variance of the weights.
     *
     * @param share the tolerance, above 0; the default is 1e-3, or 1e-9 in closed form
     * @return this
     */
    public Learner tolerance(double share) {
        return with(settings().tolerance(Arguments.positive("tolerance", share)));
    }

    /**
     * Chooses the parameters at which a search starts, such as those of a fit with another penalty. Fits by moments
     * ignore them.
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
     * Chooses Adam on mini-batches with new noise in each step (doubly stochastic) instead of L-BFGS.
     *
     * @param passes the number of epochs, at least 1
     * @param size the approximate number of examples in a mini-batch, at least 1
     * @param learningRate the learning rate of the first step, in standardised units; it falls to a hundredth
     * @return this
     */
    public Learner miniBatches(int passes, int size, double learningRate) {
        return with(settings()
                .epochs(Arguments.atLeast("epochs", passes, 1))
                .batch(size)
                .rate(learningRate));
    }

    /**
     * Uses one shortest-path search for all trips with the same origin. Examples whose oracles can be added (paths
     * along edges from one source, see {@link io.dither.oracle.capability.Summable}), with the same features and
     * weight, become one example of the fit, whose decision is the sum of their decisions; examples of a cluster are
     * added within the cluster. The expected losses and equations stay the same; means and penalties count the original
     * examples. Added trips share their noise, which saves searches but increases standard errors. If there are few
     * sums, standard errors are unreliable, and the message of the fit says so. Only for Fenchel-Young losses and
     * moments, on one machine.
     *
     * @return this
     */
    public Learner shareSearches() {
        return with(settings().shareSearches(true));
    }

    /**
     * Reuses known solutions to save solves. Between two passes of solves, the search minimises the loss over the best
     * known solutions, which is a lower bound of the true loss and needs no solves. Like any search it ends with a pass
     * of solves; it usually needs a third of the solves, and pays off if a solve takes about a millisecond or more. The
     * fit refuses this option except on full batches with the Fenchel-Young loss and a model that is linear in its
     * parameters, and also with checkpoints, early stopping, and inexact or heuristic answers. It has no effect if
     * decisions have a closed form.
     *
     * @return this
     */
    public Learner pooled() {
        return with(settings().pooled(true));
    }

    /**
     * Writes the sums of each step to a checkpoint file. A fit that was stopped, killed or cancelled continues from
     * this file when it starts again, with the same bits. The file begins with the {@link #digest}; the file of another
     * fit is refused and not changed. The file remains after the fit. Fitting again with it takes only two passes over
     * the examples and the standard errors.
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
     * @throws DataException if the checkpoint is of another fit, or the file is not a checkpoint
     * @throws java.io.UncheckedIOException if the checkpoint cannot be written; its content stays valid
     * @throws StoppedException if the fit was cancelled
     */
    @Override
    public Fitted fit(List<Observation> observations) {
        if (!observations.isEmpty()) {
            new PullbackCheck(model, observations.get(0).features()).require();
        }
        String examples = Digests.ofObservations(observations);
        return training(examples).fit(observations).fittedTo(examples);
    }

    @Override
    public Fitted fit(Cluster.History history, List<Observation> observations) {
        return history.fit(this, observations);
    }

    /**
     * Computes the standard errors of an earlier fit without a search: exactly the intervals that the original fit
     * would have reported.
     *
     * @param fitted the earlier fit, such as after {@link #withoutIntervals}, with the settings of this learner except
     * the errors
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
        boolean hasDigest = !fitted.examplesSha256().isEmpty();
        String examples = Digests.ofObservations(observations);
        Arguments.require(
                !hasDigest || fitted.examplesSha256().equals(examples),
                "these are not the " + fitted.examples() + " examples that the model was fitted to: their SHA-256 is "
                        + examples.substring(0, DIGITS) + "..., not "
                        + fitted.examplesSha256()
                                .substring(
                                        0,
                                        Math.min(DIGITS, fitted.examplesSha256().length())) + "...",
                "Maybe an id, a decision, a feature or a file of an oracle has changed");
        Fitted measured = training().errorsOf(fitted, observations).fittedTo(examples);
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
                && fitted.examplesSha256().equals(Digests.ofObservations(observations));
    }

    /**
     * Requires that the loss is the same as in the earlier fit. If limits may end solves, losses vary; a known digest
     * of the examples is then enough.
     */
    private static void requireSameLoss(Fitted fitted, Fitted measured, boolean hasDigest) {
        double loss = fitted.loss();
        boolean inexact = fitted.inexact().accepts();
        double tolerance = inexact ? SAME_UNPROVED * Math.max(Math.abs(loss), fitted.epsilon()) : SAME * Math.abs(loss);
        Arguments.require(
                Double.isNaN(loss) || (inexact && hasDigest) || Math.abs(measured.loss() - loss) <= tolerance,
                "the loss of the model is " + loss + ", but " + measured.loss() + " on these examples",
                "Maybe these are other " + (hasDigest ? "settings" : "data"));
    }

    /**
     * {@return the part of this learner that the workers of a cluster need}
     *
     * @param oracle the oracle of the example with the smallest key, compared as unsigned numbers
     * @throws InvalidArgumentException if the model, the noise or the loss cannot be sent
     */
    public Workload workload(LinearOracle oracle) {
        Arguments.require(
                !settings().refits(),
                "errors = " + settings().errors().name().toLowerCase(Locale.ROOT) + " work on one machine only",
                "Maybe choose robust");
        Arguments.require(
                !settings().shareSearches(),
                "searches can be shared on one machine only: on a cluster, trips of one origin are on several machines",
                "Maybe leave it out");
        return Workload.of(model(), job(start, checkpoint, ""), oracle);
    }

    /**
     * Fits the model with your own evaluator, such as that of a cluster.
     *
     * @param standardised the model, as {@link Workload#standardisedBy} makes it
     * @param oracle the oracle of the example with the smallest key, compared as unsigned numbers
     * @param evaluator sums up the examples; closed when the fit ends
     * @return the fit
     */
    public Fitted fit(CostModel standardised, LinearOracle oracle, Evaluator evaluator) {
        Arguments.require(
                !settings().pooled(),
                "pooled() does not work with your own evaluator, which has no known solutions",
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
