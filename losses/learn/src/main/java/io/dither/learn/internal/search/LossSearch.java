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
import io.dither.oracle.InexactPolicy;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Minimises a loss: by L-BFGS on noise held fixed, on known solutions between its passes where there are any, or by Adam. */
public final class LossSearch {
    /** Gradients below this share of their standard error are none. */
    private static final double ENOUGH = 1e-3;
    /** The same in closed form. */
    private static final double ENOUGH_EXACT = 1e-9;
    /** The same for likelihoods, whose values are differences of long sums. */
    private static final double ENOUGH_LIKELIHOOD = 1e-5;
    /** The least unit / epsilon, in the standardised units of weights. */
    private static final double LEAST_UNIT = 1e-9;
    /** What counts as converged where a step function allows no less: it adds a hundredth to the variance. */
    private static final double CONVERGED = 0.1;
    /** The same of losses without intervals, some of which have kinks, and of solves that a limit ends now here, now there. */
    private static final double CONVERGED_ALONE = 0.25;
    /** The same beside effects, whose kinks move weights, and which leave these no intervals. */
    private static final double CONVERGED_BESIDE = 1;
    /** A gain in the mean loss that is none, as a share of what the chance of a parameter, or of all effects, does. */
    private static final double LITTLE = 1e-3;
    /** A mean loss, in units of epsilon, below which noise changes next to no decision. */
    private static final double NEARLY_OPTIMAL = 0.05;
    /** How often a step is halved: between the kinks of fixed noise there is nothing to find. */
    private static final int TRIALS = 10;

    private static final int TRIALS_EXACT = 30;
    /** How often costs are doubled in search of a start. */
    private static final int MOST_DOUBLINGS = 30;

    private final Evaluations asked;
    private final FitSettings settings;
    private final CostModel model;
    private final @Nullable Evaluator known;
    private final Bounds box;
    private final double epsilon;
    private final MeanLoss loss;
    private final double[] absolute;
    private int steps;

    /** {@code known} is of the solutions that are known, in place of solves. */
    public LossSearch(Evaluations asked, @Nullable Evaluator known, Bounds bounds) {
        this.asked = asked;
        this.known = known;
        settings = asked.settings;
        model = asked.searched;
        box = asked.scaled == null ? bounds : bounds.with(asked.scaled.place(), LEAST_UNIT, Double.POSITIVE_INFINITY);
        epsilon = asked.criterion.epsilon(asked.fit.epsilon());
        loss = new MeanLoss(asked, epsilon);
        absolute = new double[box.low().length];
        Arrays.setAll(absolute, asked::lasso);
    }

    public Fitted fit() {
        Descent descent = new Descent(loss, box, absolute, asked.exact ? TRIALS_EXACT : TRIALS, asked.scales());
        Validation validation = new Validation(asked, epsilon);
        Fitted before = asked.fit.found();
        if (before != null) {
            return fitted(descent, loss.at(asked.unknowns(before, epsilon)));
        }
        double[] start = start();
        Descent.Point found = settings.epochs() > 0
                ? loss.at(new StochasticDescent(asked, epsilon, box, validation).from(start))
                : fullBatch(descent, start, validation);
        if (validation.isWanted()) {
            found = loss.at(validation.best());
        }
        return fitted(descent, found);
    }

    private Fitted fitted(Descent descent, Descent.Point found) {
        double left = MeanLoss.largest(descent, found);
        Arguments.require(
                !Double.isNaN(left),
                "the costs at the start leave the domain of the oracle, or of the loss",
                "Maybe choose --link softplus, bounds that keep costs inside, or, for the recursive logit, a smaller epsilon");
        String stopped = stopped(left, found.value());
        return asked.measured(errors -> new LossInference(asked, box, epsilon, errors).fitted(found, left, stopped));
    }

    /** Says why the search did not end at the least point, or nothing if it did. */
    private String stopped(double left, double value) {
        if (settings.earlyStopping() > 0) {
            return "stopped early on purpose, which shrinks weights";
        }
        double enough = !GroupEffects.of(model).isEmpty()
                ? CONVERGED_BESIDE
                : asked.criterion.hasErrors() && !settings.inexact().accepts() ? CONVERGED : CONVERGED_ALONE;
        if (left <= enough) {
            return "";
        }
        if (settings.epochs() > 0) {
            return "mini-batches do not end at the least loss. Maybe "
                    + (asked.criterion.isFenchelYoung()
                            ? "full batches, or more epochs"
                            : "more epochs, or a lower rate");
        }
        String outside = asked.outside();
        if (!outside.isEmpty()) {
            return outside;
        }
        String ended = "the search ended before it was small. Maybe ";
        if (asked.everywhere && asked.criterion.hasErrors() && value < NEARLY_OPTIMAL * epsilon) {
            return ended
                    + "a penalty (l2), or a bound: the decisions are all nearly optimal, so that weights grow without end";
        }
        if (steps >= settings.iterations()) {
            return ended + "more iterations";
        }
        boolean pools = asked.criterion.isFenchelYoung()
                && CostShape.of(model).isLinear()
                && GroupEffects.of(model).isEmpty()
                && settings.inexact().equals(InexactPolicy.FAIL);
        return ended
                + (asked.exact
                        ? "features of another scale, or another start"
                        : (pools && known == null ? "--pooled (pooled() in Java), or " : "")
                                + "more samples, which make the loss smoother");
    }

    private Descent.Point fullBatch(Descent descent, double[] start, Validation validation) {
        double tolerance = Double.isNaN(settings.tolerance()) ? usualTolerance() : settings.tolerance();
        double examples = asked.clusters.size();
        double unknown = Math.min(1 + GroupEffects.of(model).size(), examples);
        double little = asked.exact ? 0 : LITTLE * epsilon * unknown / examples;
        Stall stall = new Stall(little);
        Predicate<Descent.Point> enough = point -> {
            double largest = MeanLoss.largest(descent, point);
            steps++;
            asked.report(point.value(), largest, epsilon, point.x());
            return largest <= tolerance || stall.after(point.value()) || validation.isEnoughAfter(point.x());
        };
        return known == null
                ? descent.minimise(start, settings.iterations(), enough)
                : onKnown(descent, known).minimise(start, settings.iterations(), little, enough);
    }

    private double usualTolerance() {
        if (!asked.exact) {
            return ENOUGH;
        }
        return asked.criterion.isFenchelYoung() ? ENOUGH_EXACT : ENOUGH_LIKELIHOOD;
    }

    /** Doubles the costs at the start, where these are sums of features, until the loss is a number. */
    private double[] start() {
        double[] given = asked.fit.start();
        double[] start = box.inside(
                given.length == 0
                        ? model.start()
                        : given(Standardisable.of(asked.model).standardised(given)));
        double[] larger = start;
        for (int doubled = 0; doubled < MOST_DOUBLINGS && asked.exact && !asked.criterion.isFenchelYoung(); doubled++) {
            if (!Double.isNaN(loss.at(larger).value())) {
                return larger;
            }
            larger = box.inside(Vectors.scaled(2, larger));
        }
        return start;
    }

    private double[] given(double[] weights) {
        return asked.scaled == null ? weights : asked.scaled.parameters(weights);
    }

    /** Looks for the way on known solutions; a descent on them ends where steps gain a hundredth of what ends the search. */
    private CuttingPlanes onKnown(Descent descent, Evaluator of) {
        Descent bound = new Descent(
                x -> loss.point(x, asked.known(of, x, epsilon, settings.samples())),
                box,
                absolute,
                TRIALS_EXACT,
                asked.scales());
        return new CuttingPlanes(descent, x -> missed(of, x), bound, () -> {
            Stall stall = new Stall(0.01 * LITTLE * epsilon / asked.clusters.size());
            return point -> {
                asked.requireWanted();
                return MeanLoss.largest(bound, point) <= ENOUGH || stall.after(point.value());
            };
        });
    }

    /** How much lower the mean loss of known solutions is than that of solves, by one sample an example. */
    private double missed(Evaluator of, double[] x) {
        Sums bound = asked.known(of, x, epsilon, 1);
        Sums solved = asked.sums(x, epsilon, 0, 1);
        return (solved.loss() - bound.loss()) / solved.weight();
    }

    /**
     * Steps that gain less than a thousandth of what one parameter's chance does are steps between the kinks of fixed noise; in
     * closed form, less than rounding.
     */
    private static final class Stall {
        private static final double ROUNDING = 1e-15;

        private final double least;
        private double last = Double.POSITIVE_INFINITY;
        private int steps;

        Stall(double least) {
            this.least = least;
        }

        boolean after(double value) {
            steps = last - value <= Math.max(least, ROUNDING * Math.abs(value)) ? steps + 1 : 0;
            last = value;
            return steps >= 3;
        }
    }
}
