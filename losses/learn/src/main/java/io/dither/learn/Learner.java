package io.dither.learn;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.layer.LossFactory;
import io.dither.layer.LossProvider;
import io.dither.noise.Noise;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.Guard;
import io.dither.plugin.PluginCatalogue;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Learns the parameters of a cost model from observations: by a Fenchel-Young loss (the default, convex under shared linear
 * models), by simulated moments with epsilon as an unknown, or by any other loss.
 *
 * <p>A {@link BoostedModel} is grown tree by tree on noise held fixed, on this machine alone. Penalties, fixed and bounded weights,
 * mini-batches, checkpoints and an unknown epsilon are refused then, and what is about searches and intervals means nothing.
 *
 * <p>Noise is held fixed and full batches descend by L-BFGS unless mini-batches are chosen. Where the oracle and the noise have a
 * closed form it is used, and nothing is sampled. The same bits on any number of threads. A learner is set up by one thread; it
 * may fit many times.
 */
public final class Learner {
    /** How standard errors are made. */
    public enum Errors {
        /** By the sandwich, right whether or not the model is. */
        ROBUST,
        /** By the inverse Hessian, right where the model is: Fenchel-Young losses only. */
        MODEL
    }

    final CostModel model;
    Criterion.Kind kind = Criterion.Kind.FENCHEL_YOUNG;

    @Nullable
    LossFactory loss;

    /** The text of the loss, where it was given by one. */
    @Nullable
    String lossText;

    @Nullable
    NoiseModel noise;

    /** Whether the text of the noise says all of it, and not its name alone. */
    boolean noiseHasText = true;

    double epsilon = Double.NaN;
    boolean learnsEpsilon;
    int samples = 20;
    long seed;
    int threads = 1;
    double l2;
    double l1;
    final Map<String, Bounds.Range> ranges = new LinkedHashMap<>();
    Errors errors = Errors.ROBUST;
    int iterations = 200;
    int epochs;
    int batch = 32;
    double rate = 0.1;
    boolean intervals = true;
    InexactPolicy inexact = InexactPolicy.FAIL;
    private Guard guard = Guard.SAMPLE;
    boolean sharesSearches;
    boolean pooled;
    double validation;
    double tolerance = Double.NaN;

    /** Raw. */
    double[] start = new double[0];

    @Nullable
    Path checkpoint;

    Consumer<Fitted.Progress> listener = progress -> {};
    StepListener steps = (progress, standardised, parameters) -> {};
    BooleanSupplier cancelled = () -> false;

    private Learner(CostModel model) {
        this.model = model;
    }

    /**
     * Makes a learner with the usual choices: Fenchel-Young loss, noise that fits the oracle, 20 samples, no penalty.
     *
     * @param model the cost model
     * @return the learner
     */
    public static Learner of(CostModel model) {
        return new Learner(requireNonNull(model, "model"));
    }

    /**
     * Chooses simulated moments in place of a loss: right under multiplicative noise. Epsilon is learnt unless it is given; one
     * weight is held fixed, the first unless another is.
     *
     * @return this
     */
    public Learner moments() {
        kind = Criterion.Kind.MOMENTS;
        return this;
    }

    /**
     * Chooses another loss.
     *
     * @param other the loss, not yet bound to an oracle
     * @return this
     */
    public Learner loss(LossFactory other) {
        kind = Criterion.Kind.OTHER;
        loss = other;
        lossText = null;
        return this;
    }

    /**
     * Chooses another loss by its text, such as {@code spo-plus}.
     *
     * @param text the text
     * @return this
     */
    public Learner loss(String text) {
        loss(PluginCatalogue.discover().create(LossProvider.class, text));
        lossText = text;
        return this;
    }

    /**
     * Chooses the noise by a law.
     *
     * @param law the law of Z
     * @return this
     */
    public Learner noise(Noise law) {
        noise(new NoiseModel(law.name(), law, false, 0));
        noiseHasText = false;
        return this;
    }

    /**
     * Chooses the noise by its text, such as {@code gamma:shape=5} or {@code lognormal}.
     *
     * @param text the text
     * @return this
     */
    public Learner noise(String text) {
        return noise(NoiseModel.parse(text, false, PluginCatalogue.discover()));
    }

    /**
     * Chooses the noise.
     *
     * @param law the law
     * @return this
     */
    public Learner noise(NoiseModel law) {
        noise = law;
        noiseHasText = true;
        return this;
    }

    /**
     * Chooses the amplitude of the noise: 1 unless chosen, which is no loss where the noise is additive and the weights are free.
     *
     * @param amplitude above 0
     * @return this
     */
    public Learner epsilon(double amplitude) {
        epsilon = Arguments.positive("epsilon", amplitude);
        learnsEpsilon = false;
        return this;
    }

    /**
     * Makes epsilon an unknown, which one fixed weight identifies.
     *
     * @return this
     */
    public Learner learnEpsilon() {
        learnsEpsilon = true;
        epsilon = Double.NaN;
        return this;
    }

    /**
     * Chooses the samples of each example.
     *
     * @param count at least 1
     * @return this
     */
    public Learner samples(int count) {
        samples = Arguments.atLeast("samples", count, 1);
        return this;
    }

    /**
     * Chooses the seed of the noise.
     *
     * @param number any number
     * @return this
     */
    public Learner seed(long number) {
        seed = number;
        return this;
    }

    /**
     * Chooses how many threads work; it changes no bit.
     *
     * @param count at least 1
     * @return this
     */
    public Learner threads(int count) {
        threads = Arguments.threads("threads", count);
        return this;
    }

    /**
     * Penalises half the sum of squares of the standardised weights.
     *
     * @param weight at least 0, against the mean loss
     * @return this
     */
    public Learner l2(double weight) {
        l2 = notNegative("l2", weight);
        return this;
    }

    /**
     * Penalises the sum of the absolute standardised weights, which sets some to 0.
     *
     * @param weight at least 0, against the mean loss
     * @return this
     */
    public Learner l1(double weight) {
        l1 = notNegative("l1", weight);
        return this;
    }

    private static double notNegative(String name, double value) {
        Arguments.require(value >= 0 && Double.isFinite(value), name + " = " + value + " is below 0", "Maybe 0");
        return value;
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
        ranges.put(name, new Bounds.Range(low, high));
        return this;
    }

    /**
     * Chooses how standard errors are made.
     *
     * @param kind how
     * @return this
     */
    public Learner errors(Errors kind) {
        errors = kind;
        return this;
    }

    /**
     * Leaves out standard errors, which cost two evaluations a weight.
     *
     * @return this
     */
    public Learner withoutIntervals() {
        intervals = false;
        return this;
    }

    /**
     * Bounds the iterations of a full-batch search.
     *
     * @param most at least 1; 200 unless chosen
     * @return this
     */
    public Learner iterations(int most) {
        iterations = Arguments.atLeast("iterations", most, 1);
        return this;
    }

    /**
     * Chooses how small the gradient must be for a full-batch search by a loss to end: less is closer to the least loss, and a tenth
     * adds a hundredth to the variance of the weights.
     *
     * @param share of its standard error, above 0; 1e-3 unless chosen, 1e-9 in closed form
     * @return this
     */
    public Learner tolerance(double share) {
        tolerance = Arguments.positive("tolerance", share);
        return this;
    }

    /**
     * Begins a search by a loss at given parameters, such as those of a fit with another penalty.
     *
     * @param parameters in raw units, as many as the model has; copied
     * @return this
     */
    public Learner startAt(double... parameters) {
        start = Arguments.finite("start", parameters, model.names().size()).clone();
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
        epochs = Arguments.atLeast("epochs", passes, 1);
        batch = Arguments.atLeast("batch", size, 1);
        rate = Arguments.positive("learningRate", learningRate);
        return this;
    }

    /**
     * Stops early: a share of the examples is kept apart, and of the steps that shorten the mean loss of the others the one is
     * taken at which that of this share was least, once five steps (or epochs) in a row were no better; of trees as many as make
     * it least, see {@link TreeSettings#patience}. There are no intervals then.
     *
     * @param share of the examples, above 0 and below 1
     * @return this
     */
    public Learner earlyStopping(double share) {
        Arguments.require(share > 0 && share < 1, "share = " + share + " is not above 0 and below 1", "Maybe 0.2");
        validation = share;
        return this;
    }

    /**
     * Chooses what happens where a solve ends before a proof of optimality, under Fenchel-Young losses and moments; what other
     * losses do is theirs. The course of the search tells how much the loss may miss.
     *
     * @param policy the policy, {@link InexactPolicy#FAIL} unless chosen
     * @return this
     */
    public Learner inexact(InexactPolicy policy) {
        inexact = policy;
        return this;
    }

    /**
     * Chooses which solves of Fenchel-Young losses and moments are checked against the contract of sessions; a cluster checks a
     * sample.
     *
     * @param checked which, {@link Guard#SAMPLE} unless chosen
     * @return this
     */
    public Learner guard(Guard checked) {
        guard = requireNonNull(checked, "checked");
        return this;
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
        sharesSearches = true;
        return this;
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
        pooled = true;
        return this;
    }

    /**
     * Keeps what is computed in a file, so that a fit that was stopped, killed or cancelled goes on from there when it is begun again
     * with the same examples and settings, with the same bits. The file stays; a fit that is begun again after its end costs two
     * passes and the standard errors.
     *
     * @param file the file, made where there is none; one process at a time
     * @return this
     */
    public Learner checkpoint(Path file) {
        checkpoint = file;
        return this;
    }

    /**
     * Hears of each step.
     *
     * @param hears called on the thread that fits
     * @return this
     */
    public Learner onProgress(Consumer<Fitted.Progress> hears) {
        listener = hears;
        return this;
    }

    /**
     * Hears of the parameters at each step of a search by a loss, not by moments.
     *
     * @param hears called on the thread that fits, after what {@link #onProgress} was told
     * @return this
     */
    public Learner onStep(StepListener hears) {
        steps = hears;
        return this;
    }

    /**
     * Lets another stop the search: between two evaluations, or within a tenth of a second in the midst of one, whatever solves are
     * under way. Asked by the thread that fits, several times a second.
     *
     * @param wanted whether to stop
     * @return this
     */
    public Learner cancelledBy(BooleanSupplier wanted) {
        cancelled = wanted;
        return this;
    }

    /**
     * Fits the model.
     *
     * @param observations the examples, at least one, each with its own id
     * @return what was found
     * @throws InvalidArgumentException where the settings contradict each other or the examples
     * @throws OracleException where a solve fails
     * @throws DataException where the checkpoint is of another fit
     * @throws java.io.UncheckedIOException where the checkpoint cannot be written; what it held is kept
     * @throws StoppedException where it was cancelled
     */
    public Fitted fit(List<Observation> observations) {
        return new Training(this).fit(observations);
    }

    /**
     * Tells what each feature of a grown model does.
     *
     * @param fitted what this learner found
     * @param held examples that the model was not fitted to; none for shares of the gain alone
     * @return one a feature, in their order; none for other models
     */
    public List<Importance> importance(Fitted fitted, List<Observation> held) {
        return fitted.model() instanceof BoostedModel boosted
                ? new Shuffles(this, boosted, fitted).importance(held)
                : List.of();
    }

    /**
     * {@return what the workers of a cluster need of this learner}
     *
     * @param oracle the oracle of the example with the least key, as an unsigned number
     * @throws InvalidArgumentException where the model, the noise or the loss cannot travel
     */
    public Workload workload(LinearOracle oracle) {
        Arguments.require(
                !sharesSearches,
                "searches are shared on one machine, for the trips of one origin lie on several of a cluster",
                "Maybe leave it out");
        return Workload.of(this, criterionOn(oracle));
    }

    /**
     * Fits the model by an evaluator of one's own, such as that of a cluster.
     *
     * @param standardised the model, standardised
     * @param oracle the oracle of the example with the least key, as an unsigned number
     * @param evaluator sums over the examples; closed at the end
     * @return what was found
     */
    public Fitted fit(CostModel standardised, LinearOracle oracle, Evaluator evaluator) {
        Arguments.require(!pooled, "solutions are not known to an evaluator of one's own", "Maybe leave out pooled()");
        return new Training(this).fit(standardised, oracle, evaluator, null);
    }

    /** Returns what these settings minimise, or make 0: with the noise that fits the oracle unless it is given. */
    Criterion criterionOn(LinearOracle oracle) {
        if (noise != null) {
            return new Criterion(kind, noise, loss, inexact, guard);
        }
        boolean lognormal = kind == Criterion.Kind.MOMENTS && !oracle.domain().isEverywhere();
        String text = lognormal ? NoiseModel.LOGNORMAL : NoiseModel.usualFor(oracle);
        return new Criterion(kind, NoiseModel.parse(text, false, PluginCatalogue.discover()), loss, inexact, guard);
    }
}
