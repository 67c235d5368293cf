package io.dither.learn.internal.search;

import io.dither.error.Arguments;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.CostShape;
import io.dither.learn.model.FeatureModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.GroupEffects;
import io.dither.learn.model.Interval;
import io.dither.learn.model.PlainText;
import io.dither.learn.model.Specification;
import io.dither.learn.model.Standardisable;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Finds the weights, and epsilon if it is learnt, at which simulated moments are 0, and computes their standard errors. */
public final class MomentSearch {
    /** The search ends when all moments are below this share of their standard errors. */
    private static final double TOLERANCE = 0.1;
    /** A search with all moments below this share counts as converged: their squares are at most a sixteenth of their variances. */
    private static final double CONVERGED = 0.25;

    /** The search gives up if epsilon falls below this share of {@link Moments#epsilonUnit}: the decisions seem to have no noise. */
    private static final double LEAST_EPSILON = 1e-3;

    /** The largest number of steps, unless the iterations of the settings are fewer. */
    private static final int MOST_STEPS = 60;

    /** With fewer examples per unknown, chance alone may leave no root. */
    private static final int MIN_EXAMPLES_PER_UNKNOWN = 10;
    /** An epsilon above this multiple of its start is taken to diverge. */
    private static final double DIVERGED = 5;

    private final Evaluations evaluations;
    private final CostModel model;
    /** The bounds of the parameters; if a weight is the unit of the others, it is fixed here. */
    private final Bounds box;

    private final Unknowns unknowns;
    private final Moments moments;
    private final MomentSolver solver;
    /** The test whether the same weights fit decisions with small and with large costs; null if it was not computed. */
    private @Nullable Specification specification;

    public MomentSearch(Evaluations evaluations, Bounds bounds) {
        FitSettings settings = evaluations.settings;
        refuse(settings.earlyStopping() > 0, "earlyStopping");
        refuse(settings.epochs() > 0, "epochs");
        refuse(settings.l1() > 0, "l1");
        refuse(settings.l2() > 0, "l2");
        refuse(!Double.isNaN(settings.tolerance()), "tolerance");
        refuse(settings.errors() == FitSettings.Errors.MODEL, "errors = model");
        refuse(settings.errors() == FitSettings.Errors.PSEUDO_TRUE, "errors = pseudo-true");
        refuse(evaluations.fit.start().parameters().length > 0, "a start");
        refuse(!GroupEffects.of(evaluations.model).isEmpty(), "effects");
        this.evaluations = evaluations;
        model = evaluations.model;
        box = evaluations.epsilonModel == null ? bounds : withUnit(bounds, evaluations.epsilonModel);
        unknowns =
                new Unknowns(evaluations.searched, box, evaluations.criterion.epsilon(evaluations.settings.epsilon()));
        moments = new Moments(evaluations, unknowns, box);
        solver = new MomentSolver(moments, CONVERGED);
    }

    private static void refuse(boolean isGiven, String setting) {
        Arguments.require(
                !isGiven, "moments cannot be combined with " + setting, "Maybe leave it out, or learn by a loss");
    }

    /** Fixes the weight that is the unit of the other weights: at 1 in raw units, unless a bound fixes it already. */
    private static Bounds withUnit(Bounds bounds, EpsilonModel epsilonModel) {
        double[] low = bounds.low().clone();
        double[] high = bounds.high().clone();
        double[] ones = new double[low.length];
        Arrays.fill(ones, 1);
        double[] fixedValues = Standardisable.of(epsilonModel.inner()).standardised(ones);
        for (int k = 0; k < low.length; k++) {
            if (epsilonModel.isFixed(k) && !bounds.isFixed(k)) {
                low[k] = fixedValues[k];
                high[k] = fixedValues[k];
            }
        }
        return new Bounds(low, high);
    }

    public Fitted fit() {
        Fitted earlier = evaluations.fit.start().earlier();
        MomentSolver.Point root = earlier == null
                ? searched()
                : moments.atEnd(unknowns.pick(evaluations.parameters(earlier), Math.log(earlier.epsilon())), CONVERGED);
        return evaluations.withErrors(errors -> fitted(root, errors));
    }

    private Fitted fitted(MomentSolver.Point root, FitSettings.Errors errors) {
        double[] parameters = Arrays.copyOf(unknowns.parameters(root.x()), unknowns.weights);
        double epsilon = unknowns.epsilon(root.x());
        boolean isConverged = root.largest() <= CONVERGED;
        FitErrors fitErrors = fitErrors(root, isConverged, errors);
        double[] slopes = FitErrors.rawPerStandardised(model);
        // in models with shared weights, which alone have standard errors here, a raw weight depends only on its own
        // parameter; its derivative in log epsilon is 0
        IntFunction<double[]> derivatives = k -> unknowns.pick(FitErrors.only(slopes.length, k, slopes[k]), 0);
        // moments search for the parameters themselves, so these are also the unknowns of the weights
        List<Weight> weights =
                fitErrors.weights(model, parameters, box, parameters, unknowns.pick(slopes, 1), derivatives);
        // the derivative of epsilon in its unknown, log epsilon, is epsilon
        Weight ofEpsilon = Weight.ofEpsilon(
                unknowns.hasEpsilon
                        ? fitErrors.interval(epsilon, unknowns.pick(new double[slopes.length], epsilon))
                        : Interval.of(epsilon, Double.NaN));
        List<String> unidentified = fitErrors.unidentified(unknowns.names());
        String message = isConverged
                ? fitErrors.warning()
                : PlainText.format(
                                "the moments have no root near here: the largest is %.2g standard errors, epsilon = %.3g",
                                root.largest(), epsilon)
                        + (evaluations.domainMessage().isEmpty()
                                ? ". " + reason(root.x().length, epsilon)
                                : "; " + evaluations.domainMessage());
        Fitted.Status status = isConverged ? Fitted.Status.CONVERGED : Fitted.Status.NO_ROOT;
        double[][] covariance = fitErrors.covariance(weights, derivatives);
        return evaluations.ended(
                evaluations
                        .builder(parameters)
                        .epsilonWeight(ofEpsilon)
                        .weights(weights)
                        .covariance(covariance)
                        .specification(specification),
                status,
                message,
                List.of(),
                unidentified);
    }

    /** Returns why there may be no root. */
    private String reason(int unknownCount, double epsilon) {
        List<String> reasons = new ArrayList<>();
        if (evaluations.isUnproved()) {
            reasons.add(
                    "the solver finds worse solutions than the observed decisions, whatever the weights: raise its limits (moves,"
                            + " steps, time)");
        }
        int examples = evaluations.clusters.length;
        if (examples < MIN_EXAMPLES_PER_UNKNOWN * unknownCount) {
            reasons.add(examples + " decisions are too few for " + unknownCount + " unknowns");
        }
        if (unknowns.hasEpsilon) {
            reasons.add(
                    epsilon < DIVERGED * unknowns.epsilon(moments.start())
                            ? "the decisions are all optimal, which sends epsilon to 0"
                            : "the decisions contradict the fixed weights (check their signs), which sends epsilon to infinity");
        }
        reasons.add("the noise of the decisions differs from that of the model");
        return "Maybe " + String.join("; or ", reasons);
    }

    /** Searches for the root; returns the best point. */
    private MomentSolver.Point searched() {
        return solver.solve(moments.start(), Math.min(MOST_STEPS, evaluations.settings.iterations()), point -> {
            double epsilon = unknowns.epsilon(point.x());
            evaluations.report(Double.NaN, point.largest(), epsilon);
            // whether to stop
            return point.largest() <= TOLERANCE || epsilon < LEAST_EPSILON * moments.epsilonUnit();
        });
    }

    /** Computes the standard errors, or the reason why there are none, and tests whether the same weights fit all decisions. */
    private FitErrors fitErrors(MomentSolver.Point root, boolean isConverged, FitSettings.Errors errors) {
        double[] x = root.x();
        int[] interior = unknowns.interior(x);
        boolean needsErrors = errors != FitSettings.Errors.NONE;
        boolean canHaveErrors =
                CostShape.of(model).hasIntervals() && FeatureModel.of(model).isShared();
        if ((needsErrors && !canHaveErrors) || !isConverged) {
            return FitErrors.none(interior, isConverged ? WeightStatus.NOT_MEASURED : WeightStatus.NOT_CONVERGED);
        }
        List<double[]> equations = moments.equations(x, interior, 0);
        boolean hasFrequencies = evaluations.settings.weighting() == FitSettings.Weighting.FREQUENCY;
        List<double[]> secondDraw = hasFrequencies ? moments.equations(x, interior, 1) : equations;
        Meat meat = Meat.of(
                equations,
                secondDraw,
                evaluations.clusters,
                evaluations.exampleWeights,
                evaluations.settings.weighting());
        if (!needsErrors) {
            return FitErrors.withoutErrors(meat, interior);
        }
        // the Jacobian has either the groups or the halves as parts. With frequencies the halves are not tested either,
        // because the test would count copies that share noise as independent
        Halves halves = meat.isJackknife() || hasFrequencies ? null : moments.halves(x);
        Function<List<double[]>, double[]> ofHalves = halves == null ? null : halves::sumAndParts;
        Function<List<double[]>, double[]> parts = meat.isJackknife() ? meat::sumAndParts : ofHalves;
        // 0: the sandwich estimator
        Inference inference = Inference.of(meat, basis -> moments.jacobian(x, interior, parts, basis), 0);
        if (halves != null && inference.slopes() != null) {
            double[] units = FitErrors.restricted(unknowns.pick(FitErrors.rawPerStandardised(model), 1), interior);
            List<String> names =
                    Arrays.stream(interior).mapToObj(unknowns.names()::get).toList();
            specification = halves.test(equations, meat, inference, names, units);
        }
        return FitErrors.of(inference, interior, meat, evaluations.domainMessage());
    }
}
