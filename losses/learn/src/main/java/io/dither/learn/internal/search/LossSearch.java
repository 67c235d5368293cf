package io.dither.learn.internal.search;

import io.dither.error.Arguments;
import io.dither.internal.algebra.Vectors;
import io.dither.learn.evaluate.Evaluator;
import io.dither.learn.evaluate.Sums;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.CostShape;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.GroupEffects;
import io.dither.learn.model.Standardisable;
import io.dither.optim.Objective;
import io.dither.oracle.InexactPolicy;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Minimises a loss: with the same noise in all evaluations, by Newton's method if there is a Hessian and otherwise by L-BFGS, or on mini-batches by
 * Adam. If known solutions are used, the search minimises the loss on known solutions, which needs no solves, between the evaluations with solves.
 */
public final class LossSearch {
    /** The search ends when gradients are below this share of their standard error. */
    private static final double TOLERANCE = 1e-3;
    /** The same share if the loss has a closed form. */
    private static final double TOLERANCE_EXACT = 1e-9;
    /** The same share for likelihoods, whose values are differences of long sums. */
    private static final double TOLERANCE_LIKELIHOOD = 1e-5;
    /** The lower bound of the parameter unit / epsilon of an {@link EpsilonModel}, in the standardised units of weights. */
    private static final double LEAST_UNIT = 1e-9;
    /** Gradients below this share of their standard error count as converged: its square, a hundredth, is added to the variance of an estimate. */
    private static final double CONVERGED = 0.1;
    /** The same share for losses without intervals, some of which have kinks, and for solves that a limit may end before a proof of optimality. */
    private static final double CONVERGED_LOOSELY = 0.25;
    /** The same share for models with effects, whose weights have no intervals. */
    private static final double CONVERGED_WITH_EFFECTS = 1;
    /**
     * The smallest gain of the mean loss that counts, as a share of the random error that the parameters add to the mean loss of n examples:
     * about epsilon / n, and as much again for each effect.
     */
    private static final double LEAST_GAIN = 1e-3;
    /** With a mean loss below this, in units of epsilon, noise changes almost no decision. */
    private static final double NEARLY_OPTIMAL = 0.05;
    /** The largest number of trials of a line search with sampled noise: with more halvings, steps lie between two kinks. */
    private static final int TRIALS = 10;

    /** The same number if the loss has a closed form, and no kinks, or if trials need no solves. */
    private static final int TRIALS_EXACT = 30;
    /** The largest number of doublings of the parameters to find a start. */
    private static final int MOST_DOUBLINGS = 30;

    /** About the number of examples in a part of a large history. */
    private static final int PART_EXAMPLES = 1 << 14;
    /** With fewer parts, the search begins on all examples, which take little time. */
    private static final int FEWEST_PARTS = 4;

    /** The largest number of steps of a search on a part, which only finds a start for the search on all examples. */
    private static final int MOST_STEPS_ON_PART = 20;

    private final Evaluations evaluations;
    private final FitSettings settings;
    private final CostModel model;
    private final @Nullable Evaluator knownSolutions;
    private final Bounds box;
    private final double epsilon;
    private final MeanLoss loss;
    private final double[] l1Weights;
    private int steps;

    /** Prepares a search; {@code knownSolutions} evaluates the loss on known solutions instead of solves; null if they are not used. */
    public LossSearch(Evaluations evaluations, @Nullable Evaluator knownSolutions, Bounds bounds) {
        this.evaluations = evaluations;
        this.knownSolutions = knownSolutions;
        settings = evaluations.settings;
        model = evaluations.searched;
        box = evaluations.epsilonModel == null
                ? bounds
                : bounds.withParameter(evaluations.epsilonModel.epsilonIndex(), LEAST_UNIT, Double.POSITIVE_INFINITY);
        epsilon = evaluations.criterion.epsilon(evaluations.fit.epsilon());
        loss = new MeanLoss(evaluations, epsilon);
        l1Weights = new double[box.low().length];
        Arrays.setAll(l1Weights, evaluations::lasso);
    }

    public Fitted fit() {
        Descent descent =
                new Descent(loss, box, l1Weights, evaluations.isExact ? TRIALS_EXACT : TRIALS, evaluations.scales());
        Validation validation = new Validation(evaluations, epsilon);
        Fitted earlier = evaluations.fit.start().earlier();
        if (earlier != null) { // computes only the standard errors of the earlier fit
            return fitted(descent, loss.at(evaluations.searchedParameters(earlier, epsilon)));
        }
        double[] start = improvedOnPart(start());
        Descent.Point end = settings.epochs() > 0
                ? loss.at(new StochasticDescent(evaluations, epsilon, box, validation).minimise(start))
                : fullBatch(descent, start, validation);
        return fitted(descent, validation.isOn() ? loss.at(validation.best(end.x())) : end);
    }

    private Fitted fitted(Descent descent, Descent.Point end) {
        double largest = MeanLoss.largestSlope(descent, end);
        Arguments.require(
                !Double.isNaN(largest),
                // line searches refuse points outside the domain, but steps of mini-batches may end there
                (settings.epochs() > 0 ? "the costs" : "the costs at the start")
                        + " leave the domain of the oracle, or of the loss",
                "Maybe choose --link softplus, bounds that keep costs inside, or, for the recursive logit, a smaller epsilon");
        String stopped = stopped(largest, end.value());
        return evaluations.withErrors(
                errors -> new LossInference(evaluations, box, epsilon, errors).fitted(end, largest, stopped));
    }

    /** Returns why the search did not converge; empty if it did. */
    private String stopped(double largestSlope, double value) {
        if (settings.earlyStopping() > 0) {
            return "stopped early as requested, which shrinks weights";
        }
        if (largestSlope <= largestConvergedSlope()) {
            return "";
        }
        if (settings.epochs() > 0) {
            return "mini-batches do not end at the smallest loss. Maybe "
                    + (evaluations.criterion.isFenchelYoung()
                            ? "use full batches, or more epochs"
                            : "use more epochs, or a lower rate");
        }
        String outside = evaluations.domainMessage();
        if (!outside.isEmpty()) {
            return outside;
        }
        String ended = "the search ended before the slope was small. Maybe ";
        if (evaluations.acceptsAllCosts
                && evaluations.criterion.isOfDecisionModel()
                && value < NEARLY_OPTIMAL * epsilon) {
            return ended
                    + "set a penalty (l2) or a bound: the decisions are all nearly optimal, so that weights grow without bound";
        }
        if (steps >= settings.iterations()) {
            return ended + "allow more iterations";
        }
        boolean canPool = evaluations.criterion.isFenchelYoung()
                && CostShape.of(model).isLinear()
                && GroupEffects.of(model).isEmpty()
                && settings.inexact().equals(InexactPolicy.FAIL);
        return ended
                + (evaluations.isExact
                        ? "scale the features, or choose another start"
                        : (canPool && knownSolutions == null ? "use --pooled (pooled() in Java), or " : "")
                                + "draw more samples, which make the loss smoother");
    }

    /** Returns the largest slope that counts as converged, in standard errors. */
    private double largestConvergedSlope() {
        if (!GroupEffects.of(model).isEmpty()) {
            return CONVERGED_WITH_EFFECTS;
        }
        return evaluations.criterion.isOfDecisionModel() && !settings.inexact().accepts()
                ? CONVERGED
                : CONVERGED_LOOSELY;
    }

    /** Searches with full batches; if known solutions are used, minimises the loss on these between the evaluations with solves. */
    private Descent.Point fullBatch(Descent descent, double[] start, Validation validation) {
        double tolerance = Double.isNaN(settings.tolerance()) ? defaultTolerance() : settings.tolerance();
        double examples = evaluations.clusters.length;
        // all weights together add a random error to the mean loss, and each effect adds the same again
        double countedParameters = Math.min(1 + GroupEffects.of(model).size(), examples);
        double leastGain = evaluations.isExact ? 0 : LEAST_GAIN * epsilon * countedParameters / examples;
        Stall stall = new Stall(leastGain);
        Predicate<Descent.Point> enough = point -> {
            double largest = MeanLoss.largestSlope(descent, point);
            steps++;
            evaluations.report(point.value(), largest, epsilon, point.x());
            return largest <= tolerance || stall.isStalledAt(point.value()) || validation.stopsAt(point.x());
        };
        return knownSolutions == null
                ? descent.minimise(start, settings.iterations(), enough)
                : onKnownSolutions(descent, knownSolutions).minimise(start, settings.iterations(), leastGain, enough);
    }

    private double defaultTolerance() {
        if (!evaluations.isExact) {
            return TOLERANCE;
        }
        return evaluations.criterion.isFenchelYoung() ? TOLERANCE_EXACT : TOLERANCE_LIKELIHOOD;
    }

    /**
     * Returns the start. For likelihoods in closed form, doubles the parameters until the loss is finite: the recursive logit, for example, is
     * finite only if costs are large enough.
     */
    private double[] start() {
        double[] weights = evaluations.fit.start().parameters();
        double[] start = box.clamp(
                weights.length == 0
                        ? model.start()
                        : withEpsilon(Standardisable.of(evaluations.model).standardised(weights)));
        double[] larger = start;
        for (int doubling = 0;
                doubling < MOST_DOUBLINGS && evaluations.isExact && !evaluations.criterion.isFenchelYoung();
                doubling++) {
            if (!Double.isNaN(loss.at(larger).value())) {
                return larger;
            }
            larger = box.clamp(Vectors.scaled(2, larger));
        }
        return start;
    }

    /** For a large history, returns the end of a search on a part of it, from where Newton's method needs few steps on the whole history. */
    private double[] improvedOnPart(double[] start) {
        int parts = evaluations.clusters.length / PART_EXAMPLES;
        if (parts < FEWEST_PARTS || !evaluations.needsHessian || settings.epochs() > 0) {
            return start;
        }
        Objective<Descent.Point> ofPart = x ->
                loss.point(x, evaluations.sumsOfFirstPart(x, epsilon, parts).orElseThrow());
        Descent descent = new Descent(ofPart, box, l1Weights, TRIALS_EXACT, evaluations.scales());
        Descent.Point end = descent.minimise(
                start, MOST_STEPS_ON_PART, point -> MeanLoss.largestSlope(descent, point) <= CONVERGED);
        return Double.isFinite(end.value()) ? end.x() : start;
    }

    private double[] withEpsilon(double[] weights) {
        return evaluations.epsilonModel == null ? weights : evaluations.epsilonModel.parameters(weights);
    }

    /**
     * Returns a search that minimises the loss on known solutions between the evaluations with solves. A search on known solutions ends when
     * steps gain at most a hundredth of the gain at which the whole search ends.
     */
    private CuttingPlanes onKnownSolutions(Descent descent, Evaluator knownSolutions) {
        Descent bound = new Descent(
                x -> loss.point(x, evaluations.sumsOnKnownSolutions(knownSolutions, x, epsilon, settings.samples())),
                box,
                l1Weights,
                TRIALS_EXACT,
                evaluations.scales());
        return new CuttingPlanes(descent, x -> gap(knownSolutions, x), bound, () -> {
            Stall stall = new Stall(0.01 * LEAST_GAIN * epsilon / evaluations.clusters.length);
            return point -> {
                evaluations.requireNotCancelled();
                return MeanLoss.largestSlope(bound, point) <= TOLERANCE || stall.isStalledAt(point.value());
            };
        });
    }

    /** Returns how much lower the mean loss is on known solutions than with solves, both with one sample per example. */
    private double gap(Evaluator knownSolutions, double[] x) {
        Sums bound = evaluations.sumsOnKnownSolutions(knownSolutions, x, epsilon, 1);
        Sums solved = evaluations.sums(x, epsilon, 0, 1);
        return (solved.loss() - bound.loss()) / solved.weight();
    }

    /**
     * Ends a search after three steps in a row that gain almost nothing: at most a limit, or no more than a rounding error.
     */
    private static final class Stall {
        /** Gains below this share of the value are rounding errors. */
        private static final double ROUNDING = 1e-15;

        private final double leastGain;
        private double lastValue = Double.POSITIVE_INFINITY;
        /** The number of steps in a row without a gain. */
        private int idleSteps;

        Stall(double leastGain) {
            this.leastGain = leastGain;
        }

        boolean isStalledAt(double value) {
            idleSteps = lastValue - value <= Math.max(leastGain, ROUNDING * Math.abs(value)) ? idleSteps + 1 : 0;
            lastValue = value;
            return idleSteps >= 3;
        }
    }
}
