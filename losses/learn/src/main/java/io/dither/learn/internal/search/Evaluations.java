package io.dither.learn.internal.search;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.learn.evaluate.Evaluator;
import io.dither.learn.evaluate.ExampleGradient;
import io.dither.learn.evaluate.StoppedException;
import io.dither.learn.evaluate.Sums;
import io.dither.learn.internal.evaluate.Criterion;
import io.dither.learn.internal.evaluate.Fit;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.CostShape;
import io.dither.learn.model.FeatureModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.FitSettings.Errors;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.GroupEffects;
import io.dither.learn.model.Standardisable;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Trait;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one fit asks of its examples: counted, told of, and ended between two requests where that is wanted. */
public final class Evaluations {
    /** How many samples of all examples together a Jacobian has at least. */
    private static final int JACOBIAN_SAMPLES = 8_000;
    /** How many an example has for it at most, where there are few examples. */
    private static final int MOST_JACOBIAN_SAMPLES = 100;
    /** How many weights of single coordinates have errors at most, each of which takes two evaluations or more. */
    private static final int MOST_WEIGHTS = 100;

    private static final int MOST_NAMED = 20;
    /** The same in closed form. */
    private static final int MOST_WEIGHTS_EXACT = 300;

    final Fit fit;
    final FitSettings settings;
    /** The model in whose parameters is searched. */
    final CostModel searched;
    /** The model of the costs. */
    final CostModel model;
    /** The model that is searched for, if epsilon is an unknown. */
    final @Nullable EpsilonModel scaled;

    final Criterion criterion;
    final boolean exact;
    final boolean likelihood;
    /** Whether costs may have any sign. */
    final boolean everywhere;
    /** Whether all solutions have as many coordinates. */
    final boolean constantSum;

    final List<String> clusters;
    final double[] weights;

    private final Evaluator evaluator;
    private final Evaluator.Batch training;
    private final List<Fitted.Progress> progress = new ArrayList<>();
    private int count;
    private Evaluator.@Nullable Request last;
    private @Nullable Sums lastSums;
    private Evaluator.@Nullable Request lastOfGradients;
    private List<ExampleGradient> lastGradients = List.of();
    private double gap;
    private boolean leftDomain;

    /** {@code oracle} is that of an example. */
    public Evaluations(Fit fit, CostModel searched, Criterion criterion, LinearOracle oracle, Evaluator evaluator) {
        this.fit = fit;
        settings = fit.settings();
        this.searched = searched;
        scaled = searched instanceof EpsilonModel one ? one : null;
        model = scaled == null ? searched : scaled.inner();
        this.criterion = criterion;
        this.evaluator = evaluator;
        exact = evaluator.isExact();
        everywhere = oracle.domain().isEverywhere();
        constantSum = everywhere && oracle.traits().contains(Trait.CONSTANT_SUM);
        likelihood = criterion.isLikelihood(oracle, exact);
        clusters = evaluator.clusters();
        weights = evaluator.weights();
        training = new Evaluator.Batch(0, 0, 1, settings.earlyStopping(), false);
    }

    /**
     * Says why the errors of a model's weights are not measured, whatever is found, or nothing if they are.
     *
     * @param exact whether decisions have a closed form
     */
    static String withoutErrors(CostModel model, boolean exact) {
        int weights = model.names().size();
        int most = exact ? MOST_WEIGHTS_EXACT : MOST_WEIGHTS;
        return !CostShape.of(model).hasIntervals()
                ? "costs are not linear in the weights"
                : !FeatureModel.of(model).isShared() && weights > most
                        ? "there are " + weights + " weights, more than " + most
                                + " (jackknife and bootstrap go by more fits)"
                        : "";
    }

    /** Says the same of this fit, as a sentence. */
    String withoutErrors() {
        String reason = criterion.hasErrors() ? withoutErrors(model, exact) : Search.noModel(settings);
        return reason.isEmpty() ? "" : "there are no standard errors: " + reason;
    }

    /** Asks for all examples that are trained on; once for the same request twice in a row. */
    Sums sums(double[] parameters, double epsilon, long step, int samples) {
        Evaluator.Request request = new Evaluator.Request(parameters.clone(), epsilon, step, samples, training);
        Sums known = lastSums;
        if (known != null && isSame(last, request)) {
            return known;
        }
        requireWanted();
        count++;
        Sums sums = evaluator
                .sums(request)
                .orElseThrow(() -> new InvalidArgumentException(
                        "a share of " + settings.earlyStopping() + " kept apart leaves none of " + clusters.size()
                                + " examples",
                        "Maybe a smaller share"));
        gap = sums.meanGap();
        leftDomain |= Arrays.stream(sums.gradient()).limit(1).anyMatch(Double::isNaN);
        last = request;
        lastSums = sums;
        return sums;
    }

    /** Asks for one of the parts of an epoch, counted with the last of them; nothing where nobody is in the part. */
    Optional<Sums> part(double[] parameters, double epsilon, long step, long epoch, int part, int parts) {
        requireWanted();
        Optional<Sums> sums = evaluator.sums(new Evaluator.Request(
                parameters, epsilon, step, settings.samples(), training.part(epoch, part, parts)));
        gap = sums.map(Sums::meanGap).orElse(gap);
        count += part == parts - 1 ? 1 : 0;
        return sums;
    }

    /** Returns the mean loss of the examples that are kept apart. */
    double validation(double[] parameters, double epsilon) {
        Evaluator.Batch apart = new Evaluator.Batch(0, 0, 1, settings.earlyStopping(), true);
        return evaluator
                .sums(new Evaluator.Request(parameters.clone(), epsilon, 0, settings.samples(), apart))
                .orElseThrow(() -> new InvalidArgumentException(
                        "a share of " + settings.earlyStopping() + " keeps none of " + clusters.size()
                                + " examples apart",
                        "Maybe a larger share, or no early stopping"))
                .meanLoss();
    }

    /** Asks an evaluator of the known solutions of the same examples. */
    Sums known(Evaluator known, double[] parameters, double epsilon, int samples) {
        return known.sums(new Evaluator.Request(parameters.clone(), epsilon, 0, samples, training))
                .orElseThrow();
    }

    /** Asks for the gradient of each example; once for the same request twice in a row. They are not to be changed. */
    List<ExampleGradient> gradients(double[] parameters, double epsilon, long step, int samples) {
        Evaluator.Request request = new Evaluator.Request(parameters.clone(), epsilon, step, samples);
        if (!isSame(lastOfGradients, request)) {
            requireWanted();
            lastGradients = evaluator.gradients(request);
            lastOfGradients = request;
        }
        return lastGradients;
    }

    private static boolean isSame(Evaluator.@Nullable Request last, Evaluator.Request request) {
        return last != null
                && Arrays.equals(last.parameters(), request.parameters())
                && last.epsilon() == request.epsilon()
                && last.step() == request.step()
                && last.samples() == request.samples();
    }

    /** Returns how many samples an example has for a Jacobian by differences. */
    int jacobianSamples() {
        int wanted = (JACOBIAN_SAMPLES + clusters.size() - 1) / clusters.size();
        return Math.max(settings.samples(), Math.min(MOST_JACOBIAN_SAMPLES, wanted));
    }

    /** Returns where the weights may be; {@code nonnegative} if at least 0 unless told otherwise. */
    public Bounds bounds(boolean nonnegative) {
        return Bounds.of(model, settings.bounds(), nonnegative);
    }

    /** Returns the weight of half the square of a parameter. */
    double ridge(int parameter) {
        if (parameter >= searched.names().size()) {
            return settings.effectsRidge() / criterion.epsilon(fit.epsilon());
        }
        return CostShape.of(searched).isPenalised(parameter) ? settings.l2() : 0;
    }

    /** Returns how much flatter the loss is along each parameter than along weights, roughly: an effect is in few examples. */
    double[] scales() {
        double flatter = Math.max(1, GroupEffects.of(searched).size() / 10.0);
        double[] scales = new double[flatter == 1 ? 0 : searched.start().length];
        Arrays.setAll(scales, k -> k < searched.names().size() ? 1 : flatter);
        return scales;
    }

    /** Returns the weight of the absolute value of a parameter. */
    double lasso(int parameter) {
        return parameter < searched.names().size() && CostShape.of(searched).isPenalised(parameter) ? settings.l1() : 0;
    }

    /** Returns the sum of the squares of the weights. */
    double squares() {
        return Arrays.stream(weights).map(weight -> weight * weight).sum();
    }

    /** Returns where costs went that no oracle takes, or nothing if they never did. */
    String outside() {
        return leftDomain
                ? "costs near here leave the domain of the oracle. Maybe a feature is below 0: shift it, or choose --link softplus"
                : "";
    }

    /** The first names, and the number of others. */
    private static String joined(String between, List<String> names) {
        int more = names.size() - MOST_NAMED;
        return String.join(between, names.subList(0, Math.min(names.size(), MOST_NAMED)))
                + (more > 0 ? between + "and " + more + " more" : "");
    }

    /** Returns whether solves of the last pass ended before a proof of optimality. */
    boolean isUnproved() {
        return gap > 0;
    }

    /** Returns where a search of this kind ended, in its unknowns. */
    double[] unknowns(Fitted found, double epsilon) {
        double[] parameters = parameters(found);
        return scaled == null ? parameters : scaled.at(parameters, epsilon / found.epsilon());
    }

    /** Returns the parameters of what was found, in the units of this model. */
    double[] parameters(Fitted found) {
        int size = model.names().size() + GroupEffects.of(model).size();
        Arguments.length("parameters of what was found", found.parameters(), size);
        return Standardisable.unscaled(model).equals(model)
                ? found.parameters()
                : Standardisable.of(model).standardised(found.parameters());
    }

    void requireWanted() {
        if (fit.cancelled().getAsBoolean()) {
            throw new StoppedException("learning was cancelled after " + count + " evaluations");
        }
    }

    Fitted.Progress report(double loss, double gradient, double epsilon) {
        Fitted.Progress one = new Fitted.Progress(count, loss, gradient, epsilon, gap, Double.NaN);
        progress.add(one);
        fit.listener().accept(one);
        return one;
    }

    void report(double loss, double gradient, double epsilon, double[] parameters) {
        double[] ofModel = scaled == null ? parameters.clone() : scaled.weights(parameters);
        double inUnit = scaled == null ? epsilon : epsilon / scaled.inverse(parameters);
        fit.steps().afterStep(report(loss, gradient, inUnit), model, ofModel);
    }

    /** Returns what was found with its errors, and tells of it without them first if they are still to be measured. */
    Fitted measured(Function<Errors, Fitted> fitted) {
        if (fit.found() == null && settings.errors() != Errors.NONE) {
            Fitted found = fitted.apply(Errors.NONE);
            fit.searched().accept(found.with(found.settings().errors(Errors.NONE)));
        }
        return fitted.apply(settings.errors());
    }

    /** Begins what was found at some parameters. */
    Fitted.Builder found(double[] parameters) {
        CostModel raw = Standardisable.unscaled(model);
        double[] inItsUnits =
                raw.equals(model) ? parameters : Standardisable.of(model).raw(parameters);
        return Fitted.of(raw, inItsUnits, settings, criterion.noise())
                .examples(clusters.size())
                .evaluations(count)
                .progress(progress);
    }

    /** Tells how a search ended, by this status and message where the decisions say something about all directions. */
    Fitted ended(
            Fitted.Builder found,
            Fitted.Status status,
            String message,
            List<String> endless,
            List<String> unidentified) {
        Set<String> ends = new HashSet<>(endless);
        List<String> nothing =
                unidentified.stream().filter(one -> !ends.contains(one)).toList();
        List<String> problems = new ArrayList<>();
        problems.add(nothing.isEmpty() ? message : "the decisions say nothing about " + joined("; ", nothing));
        if (!endless.isEmpty()) {
            problems.add("all decisions are on one side of "
                    + joined(
                            ", ", endless.stream().map(name -> "'" + name + "'").toList()) + ", so that "
                    + (endless.size() == 1 ? "its weight has" : "their weights have")
                    + " no end: a bound, or a penalty (l2), makes one");
        }
        boolean known = nothing.isEmpty() && endless.isEmpty();
        problems.removeIf(String::isEmpty);
        return found.status(known ? status : Fitted.Status.UNIDENTIFIED)
                .message(noted(String.join("; ", problems)))
                .unidentified(Stream.concat(endless.stream(), nothing.stream()).toList())
                .build();
    }

    /** Adds which features have no weight, if any. */
    private String noted(String message) {
        List<String> constants = Standardisable.of(model).constants();
        String note =
                constants.isEmpty() ? "" : "'" + String.join("', '", constants) + "' never varies and has no weight";
        return message + (message.isEmpty() || note.isEmpty() ? "" : ". ") + note;
    }
}
