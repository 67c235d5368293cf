package io.dither.learn.internal.search;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.LikelihoodFactory;
import io.dither.learn.evaluate.Evaluator;
import io.dither.learn.evaluate.ExampleGradients;
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

/**
 * Evaluates the examples for one fit: counts full evaluations, reports progress and, if the fit is cancelled, throws a {@link StoppedException}
 * before the next solves of training examples.
 */
public final class Evaluations {
    /** The least number of samples for a Jacobian, over all examples, within the limit per example: with fewer, the Jacobian is too noisy. */
    private static final int JACOBIAN_SAMPLES = 8_000;
    /** The largest number of samples per example for a Jacobian, unless the settings request more. */
    private static final int MOST_JACOBIAN_SAMPLES = 100;
    /** The largest number of weights with standard errors if weights are not shared, because each weight takes at least two evaluations. */
    private static final int MOST_WEIGHTS_WITH_ERRORS = 100;

    /** The same limit if mean decisions have a closed form. */
    private static final int MOST_WEIGHTS_WITH_EXACT_ERRORS = 300;

    /** The largest number of weights with a Hessian, whose computing time grows with the square of this number. */
    private static final int MOST_WEIGHTS_WITH_HESSIAN = 50;

    /** The largest number of weights or directions that a message lists. */
    private static final int MOST_NAMED = 20;

    final Fit fit;
    final FitSettings settings;
    /** The model whose parameters are searched: {@link #epsilonModel} if epsilon is an unknown, otherwise {@link #model}. */
    final CostModel searched;
    /** The model of the costs. */
    final CostModel model;
    /** The model with epsilon as an unknown, if it is learnt. */
    final @Nullable EpsilonModel epsilonModel;

    final Criterion criterion;
    /** Whether the loss has a closed form, so that no samples are drawn. */
    final boolean isExact;
    /** Whether the loss is epsilon times minus the logarithm of the probability of decisions, up to an added constant. */
    final boolean isLikelihood;
    /** Whether the oracle accepts all costs, whatever their sign. */
    final boolean acceptsAllCosts;
    /** Whether the same amount added to all costs changes no decision: all solutions have the same sum, and costs may have any sign. */
    final boolean isSumConstant;

    /** The key of the cluster of each example. */
    final long[] clusters;

    final double[] exampleWeights;
    /** The largest weight of an example. */
    final double largestExampleWeight;

    private final Evaluator evaluator;
    /** The examples that are not set aside for validation. */
    private final Evaluator.Batch training;
    /** Whether evaluations request the Hessian, for Newton steps and standard errors; costs that are not linear have none. */
    final boolean needsHessian;

    private final List<Fitted.Progress> progress = new ArrayList<>();
    /** The number of evaluations of all training examples, or of epochs; other evaluations do not count. */
    private int evaluations;

    private Evaluator.@Nullable Request lastRequest;
    private @Nullable Sums lastSums;
    private Evaluator.@Nullable Request lastGradientRequest;
    private ExampleGradients lastGradients = ExampleGradients.joined(List.of());
    /** The mean gap of the last evaluation: how far its solves may be from the optimum. */
    private double gap;

    /** Whether costs left the domain of the oracle in an earlier call of {@link #sums}. */
    private boolean hasLeftDomain;

    /** Prepares the evaluations of a fit; {@code oracle} is the oracle of one example, whose domain and traits are taken for those of all. */
    public Evaluations(Fit fit, CostModel searched, Criterion criterion, LinearOracle oracle, Evaluator evaluator) {
        this.fit = fit;
        settings = fit.settings();
        this.searched = searched;
        epsilonModel = searched instanceof EpsilonModel ofEpsilon ? ofEpsilon : null;
        model = epsilonModel == null ? searched : epsilonModel.inner();
        this.criterion = criterion;
        this.evaluator = evaluator;
        isExact = evaluator.isExact();
        acceptsAllCosts = oracle.domain().isEverywhere();
        isSumConstant = acceptsAllCosts && oracle.traits().contains(Trait.CONSTANT_SUM);
        isLikelihood = criterion.isLikelihood(oracle, isExact);
        clusters = evaluator.clusters();
        exampleWeights = evaluator.weights();
        double largest = 0;
        for (double weight : exampleWeights) {
            largest = Math.max(largest, weight);
        }
        largestExampleWeight = largest;
        // part 0 of 1: all training examples
        training = new Evaluator.Batch(0, 0, 1, settings.earlyStopping(), false);
        // Newton steps are too long for early stopping, and ignore the orthants of an l1 penalty
        needsHessian = isExact
                && settings.earlyStopping() == 0
                && settings.l1() == 0
                && searched.names().size() <= MOST_WEIGHTS_WITH_HESSIAN;
    }

    /**
     * Returns why the weights of a model cannot have standard errors; empty if they can.
     *
     * @param isExact whether mean decisions have a closed form
     */
    static String reasonWithoutErrors(CostModel model, boolean isExact) {
        int weights = model.names().size();
        int limit = isExact ? MOST_WEIGHTS_WITH_EXACT_ERRORS : MOST_WEIGHTS_WITH_ERRORS;
        if (!CostShape.of(model).hasIntervals()) { // by default, only linear models have intervals
            return "costs are not linear in the weights";
        }
        boolean areTooMany = !FeatureModel.of(model).isShared() && weights > limit;
        return areTooMany
                ? "there are " + weights + " weights, more than " + limit + " (jackknife and bootstrap refit instead)"
                : "";
    }

    /** Returns why this fit cannot have standard errors, as a sentence; empty if it can. */
    String reasonWithoutErrors() {
        String reason =
                criterion.isOfDecisionModel() ? reasonWithoutErrors(model, isExact) : Search.noModelReason(settings);
        return reason.isEmpty() ? "" : "there are no standard errors: " + reason;
    }

    /** Evaluates all training examples, with the same noise for the same step; returns the cached sums if the arguments repeat the last call. */
    Sums sums(double[] parameters, double epsilon, long step, int samples) {
        Evaluator.Request request =
                new Evaluator.Request(parameters.clone(), epsilon, step, samples, training, needsHessian);
        Sums cached = lastSums;
        if (cached != null && isSame(lastRequest, request)) {
            return cached;
        }
        requireNotCancelled();
        evaluations++;
        Sums sums = evaluator
                .sums(request)
                .orElseThrow(() -> new InvalidArgumentException(
                        "earlyStopping = " + settings.earlyStopping() + " sets aside all " + clusters.length
                                + " examples for validation",
                        "Maybe choose a smaller share"));
        gap = sums.meanGap();
        // one example outside the domain makes all entries NaN
        hasLeftDomain |= Arrays.stream(sums.gradient()).limit(1).anyMatch(Double::isNaN);
        lastRequest = request;
        lastSums = sums;
        return sums;
    }

    /** Evaluates the first of several parts of the training examples, with its Hessian; empty if the part has no examples. */
    Optional<Sums> sumsOfFirstPart(double[] parameters, double epsilon, int parts) {
        requireNotCancelled();
        return evaluator.sums(new Evaluator.Request(
                parameters.clone(), epsilon, 0, settings.samples(), training.part(0, 0, parts), true));
    }

    /** Evaluates one mini-batch of an epoch with the noise of a step; empty if it has no examples. An epoch counts as one evaluation. */
    Optional<Sums> sumsOfMiniBatch(double[] parameters, double epsilon, long step, long epoch, int part, int parts) {
        requireNotCancelled();
        Optional<Sums> sums = evaluator.sums(new Evaluator.Request(
                parameters, epsilon, step, settings.samples(), training.part(epoch, part, parts), false));
        gap = sums.map(Sums::meanGap).orElse(gap);
        evaluations += part == parts - 1 ? 1 : 0;
        return sums;
    }

    /** Returns the mean loss of the validation examples. */
    double validationLoss(double[] parameters, double epsilon) {
        // part 0 of 1: all validation examples
        Evaluator.Batch validation = new Evaluator.Batch(0, 0, 1, settings.earlyStopping(), true);
        return evaluator
                .sums(new Evaluator.Request(parameters.clone(), epsilon, 0, settings.samples(), validation, false))
                .orElseThrow(() -> new InvalidArgumentException(
                        "earlyStopping = " + settings.earlyStopping() + " sets aside none of " + clusters.length
                                + " examples for validation",
                        "Maybe choose a larger share, or no early stopping"))
                .meanLoss();
    }

    /** Evaluates the training examples by an evaluator that chooses the best known solution instead of solving. */
    Sums sumsOnKnownSolutions(Evaluator knownSolutions, double[] parameters, double epsilon, int samples) {
        return knownSolutions
                .sums(new Evaluator.Request(parameters.clone(), epsilon, 0, samples, training, false))
                .orElseThrow();
    }

    /** Returns the gradient of each example; returns the cached gradients if the arguments repeat the last call. */
    ExampleGradients gradients(double[] parameters, double epsilon, long step, int samples) {
        Evaluator.Request request = new Evaluator.Request(parameters.clone(), epsilon, step, samples);
        if (!isSame(lastGradientRequest, request)) {
            requireNotCancelled();
            lastGradients = evaluator.gradients(request);
            lastGradientRequest = request;
        }
        return lastGradients;
    }

    /** Returns whether two requests are the same; requests that are compared here have the same batch. */
    private static boolean isSame(Evaluator.@Nullable Request lastRequest, Evaluator.Request request) {
        return lastRequest != null
                && Arrays.equals(lastRequest.parameters(), request.parameters())
                && lastRequest.epsilon() == request.epsilon()
                && lastRequest.step() == request.step()
                && lastRequest.samples() == request.samples();
    }

    /** Returns the number of samples per example for a Jacobian by differences, in all of its first replicates together. */
    int jacobianSamples() {
        int needed = (JACOBIAN_SAMPLES + clusters.length - 1) / clusters.length;
        return Math.max(settings.samples(), Math.min(MOST_JACOBIAN_SAMPLES, needed));
    }

    /** Returns the bounds of the weights; {@code nonnegative} is whether they are at least 0 by default. */
    public Bounds bounds(boolean nonnegative) {
        return Bounds.of(model, settings.bounds(), nonnegative);
    }

    /**
     * Returns the l2 penalty of a parameter: the factor of half its square in the mean loss. The ridge r of effects e applies in units of
     * epsilon: the fit minimises loss / epsilon + r / 2 (e / epsilon)^2, which is the loss + (r / epsilon) / 2 e^2, divided by epsilon.
     */
    double ridge(int parameter) {
        if (parameter >= searched.names().size()) {
            return settings.effectsRidge() / criterion.epsilon(fit.epsilon());
        }
        return CostShape.of(searched).isPenalised(parameter) ? settings.l2() : 0;
    }

    /**
     * Returns roughly how much flatter the loss is along each parameter than along a weight; empty if no parameter has a flatter loss. The
     * loss is flat along an effect, because few examples have it. As a rule of thumb, the factor is a tenth of the number of effects.
     */
    double[] scales() {
        double flatter = Math.max(1, GroupEffects.of(searched).size() / 10.0);
        double[] scales = new double[flatter == 1 ? 0 : searched.start().length];
        Arrays.setAll(scales, k -> k < searched.names().size() ? 1 : flatter);
        return scales;
    }

    /** Returns the l1 penalty of a parameter: the factor of its absolute value. */
    double lasso(int parameter) {
        return parameter < searched.names().size() && CostShape.of(searched).isPenalised(parameter) ? settings.l1() : 0;
    }

    /** Returns the sum of the squares of the weights of the examples. */
    double squaredExampleWeights() {
        return Vectors.dot(exampleWeights, exampleWeights);
    }

    /** Returns a message if costs left the domain of the oracle in this fit; otherwise empty. */
    String domainMessage() {
        return hasLeftDomain
                ? "costs near here leave the domain of the oracle. Maybe a feature is below 0: shift it, or choose --link softplus"
                : "";
    }

    /** Joins the first names; if there are too many, adds the number of names left out. */
    private static String joined(String separator, List<String> names) {
        int others = names.size() - MOST_NAMED;
        return String.join(separator, names.subList(0, Math.min(names.size(), MOST_NAMED)))
                + (others > 0 ? separator + "and " + others + " more" : "");
    }

    /** Returns whether solves of the last evaluation ended before a proof of optimality. */
    boolean isUnproved() {
        return gap > 0;
    }

    /** Returns the parameters of {@link #searched} at the end of an earlier fit; {@code epsilon} is the amplitude of the noise of this search. */
    double[] searchedParameters(Fitted earlier, double epsilon) {
        double[] parameters = parameters(earlier);
        return epsilonModel == null ? parameters : epsilonModel.parametersAt(parameters, epsilon / earlier.epsilon());
    }

    /** Returns the parameters of an earlier fit, in the units of this model. */
    double[] parameters(Fitted earlier) {
        int size = model.names().size() + GroupEffects.of(model).size();
        Arguments.length("parameters of the earlier fit", earlier.parameters(), size);
        // see builder: if this model is a wrapper that standardises, the parameters of a fit are in raw units
        return Standardisable.unwrapped(model).equals(model)
                ? earlier.parameters()
                : Standardisable.of(model).standardised(earlier.parameters());
    }

    void requireNotCancelled() {
        if (fit.listeners().cancelled().getAsBoolean()) {
            throw new StoppedException("learning was cancelled after " + evaluations + " evaluations");
        }
    }

    /** Reports a step of the search to the listener of progress; slopes are in standard errors, NaN if unknown. */
    Fitted.Progress report(double loss, double largestSlope, double epsilon) {
        // NaN: this progress does not show the loss on validation examples
        Fitted.Progress step = new Fitted.Progress(evaluations, loss, largestSlope, epsilon, gap, Double.NaN);
        progress.add(step);
        fit.listeners().progress().accept(step);
        return step;
    }

    /** Reports a step of the search, and the parameters after it. */
    void report(double loss, double largestSlope, double epsilon, double[] parameters) {
        double[] modelParameters = epsilonModel == null ? parameters.clone() : epsilonModel.weights(parameters);
        double modelEpsilon = epsilonModel == null ? epsilon : epsilon / epsilonModel.inverseEpsilon(parameters);
        fit.listeners().steps().afterStep(report(loss, largestSlope, modelEpsilon), model, modelParameters);
    }

    /**
     * Returns the fit with its standard errors. First reports it without them, unless none are requested or only the standard errors of an
     * earlier fit are computed.
     *
     * @param fittedWith makes the fit with a kind of standard errors
     */
    Fitted withErrors(Function<Errors, Fitted> fittedWith) {
        if (fit.start().earlier() == null && settings.errors() != Errors.NONE) {
            Fitted withoutErrors = fittedWith.apply(Errors.NONE);
            fit.listeners()
                    .searchEnd()
                    .accept(withoutErrors.with(withoutErrors.settings().errors(Errors.NONE)));
        }
        return fittedWith.apply(settings.errors());
    }

    /** Returns a builder of the fit with these parameters. */
    Fitted.Builder builder(double[] parameters) {
        CostModel raw = Standardisable.unwrapped(model);
        double[] rawParameters =
                raw.equals(model) ? parameters : Standardisable.of(model).raw(parameters);
        return Fitted.of(raw, rawParameters, settings, criterion.noise())
                .likelihood(criterion.as(LikelihoodFactory.class))
                .examples(clusters.length)
                .evaluations(evaluations)
                .progress(progress);
    }

    /**
     * Builds the fit at the end of a search. If a weight has no finite estimate or a direction is not identified, the status is UNIDENTIFIED
     * instead of {@code status}. The message names such weights after {@code message}, and such directions in place of it.
     *
     * @param separated the weights without a finite estimate, by name
     * @param unidentified the directions that the decisions do not identify, as texts: a name, or a sum of several
     */
    Fitted ended(
            Fitted.Builder builder,
            Fitted.Status status,
            String message,
            List<String> separated,
            List<String> unidentified) {
        Set<String> separatedNames = new HashSet<>(separated);
        List<String> remaining = unidentified.stream()
                .filter(name -> !separatedNames.contains(name))
                .toList();
        List<String> problems = new ArrayList<>();
        problems.add(remaining.isEmpty() ? message : "the decisions say nothing about " + joined("; ", remaining));
        if (!separated.isEmpty()) {
            boolean isOne = separated.size() == 1;
            problems.add(joined(
                            ", ",
                            separated.stream().map(name -> "'" + name + "'").toList())
                    + (isOne ? " separates" : " separate") + " the decisions perfectly, so that "
                    + (isOne ? "its weight has" : "their weights have")
                    + " no finite estimate: set a bound or a penalty (l2)");
        }
        boolean isIdentified = remaining.isEmpty() && separated.isEmpty();
        problems.removeIf(String::isEmpty);
        return builder.status(isIdentified ? status : Fitted.Status.UNIDENTIFIED)
                .message(withConstantFeatures(String.join("; ", problems)))
                .unidentified(
                        Stream.concat(separated.stream(), remaining.stream()).toList())
                .build();
    }

    /** Adds the names of features that never vary, if any, to a message. */
    private String withConstantFeatures(String message) {
        List<String> constants = Standardisable.of(model).constantFeatures();
        String note = constants.isEmpty()
                ? ""
                : "'" + String.join("', '", constants) + "' never "
                        + (constants.size() == 1 ? "varies and has no weight" : "vary and have no weights");
        return message + (message.isEmpty() || note.isEmpty() ? "" : ". ") + note;
    }
}
