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

/** Makes simulated moments 0, and measures how sure the root is. */
public final class MomentSearch {
    /** Moments below this share of their standard errors end the search. */
    private static final double ENOUGH = 0.1;
    /** What counts as converged, for several must be small together: it adds a twentieth to the variance at most. */
    private static final double CONVERGED = 0.25;

    private static final double LEAST_EPSILON = 1e-3;
    private static final int MOST_STEPS = 60;
    /** With fewer examples per unknown there may be no root by chance. */
    private static final int FEW = 10;
    /** An epsilon that is so many times what it was in the beginning has run away. */
    private static final double FAR = 5;

    private final Evaluations asked;
    private final CostModel model;
    private final Bounds box;
    private final Unknowns unknowns;
    private final Moments moments;
    private final MomentSolver solver;
    private @Nullable Specification specification;

    public MomentSearch(Evaluations asked, Bounds bounds) {
        FitSettings settings = asked.settings;
        refuse(settings.earlyStopping() > 0, "earlyStopping");
        refuse(settings.epochs() > 0, "epochs");
        refuse(settings.l1() > 0, "l1");
        refuse(settings.l2() > 0, "l2");
        refuse(!Double.isNaN(settings.tolerance()), "tolerance");
        refuse(settings.errors() == FitSettings.Errors.MODEL, "errors = model");
        refuse(settings.errors() == FitSettings.Errors.PSEUDO_TRUE, "errors = pseudo-true");
        refuse(asked.fit.start().length > 0, "a start");
        refuse(!GroupEffects.of(asked.model).isEmpty(), "effects");
        this.asked = asked;
        model = asked.model;
        box = asked.scaled == null ? bounds : withUnit(bounds, asked.scaled);
        unknowns = new Unknowns(asked.searched, box, asked.criterion.epsilon(asked.settings.epsilon()));
        moments = new Moments(asked, unknowns, box);
        solver = new MomentSolver(moments, CONVERGED);
    }

    private static void refuse(boolean given, String what) {
        Arguments.require(!given, "moments have no use for " + what, "Maybe leave it out, or learn by a loss");
    }

    /** Holds at 1 what is to be the unit of the others, if no bound does. */
    private static Bounds withUnit(Bounds bounds, EpsilonModel scaled) {
        double[] low = bounds.low().clone();
        double[] high = bounds.high().clone();
        double[] ones = new double[low.length];
        Arrays.fill(ones, 1);
        double[] units = Standardisable.of(scaled.inner()).standardised(ones);
        for (int k = 0; k < low.length; k++) {
            if (scaled.isFixed(k) && !bounds.isFixed(k)) {
                low[k] = units[k];
                high[k] = units[k];
            }
        }
        return new Bounds(low, high);
    }

    public Fitted fit() {
        Fitted before = asked.fit.found();
        MomentSolver.Point found = before == null
                ? searched()
                : moments.again(unknowns.of(asked.parameters(before), Math.log(before.epsilon())), CONVERGED);
        return asked.measured(errors -> fitted(found, errors));
    }

    private Fitted fitted(MomentSolver.Point found, FitSettings.Errors errors) {
        double[] parameters = Arrays.copyOf(unknowns.parameters(found.x()), unknowns.weights);
        double epsilon = unknowns.epsilon(found.x());
        boolean converged = found.largest() <= CONVERGED;
        Standing standing = standing(found, converged, errors);
        double[] slopes = Standing.slopes(model);
        IntFunction<double[]> along = k -> unknowns.of(Standing.only(slopes.length, k, slopes[k]), 0);
        List<Weight> weights = standing.weights(model, parameters, box, parameters, unknowns.of(slopes, 1), along);
        Weight ofEpsilon = Weight.ofEpsilon(
                unknowns.haveEpsilon
                        ? standing.interval(epsilon, unknowns.of(new double[slopes.length], epsilon))
                        : Interval.of(epsilon, Double.NaN));
        List<String> unidentified = standing.unidentified(unknowns.names());
        String message = converged
                ? standing.warning()
                : PlainText.format(
                                "the moments have no root near here: the largest is %.2g standard errors, epsilon = %.3g",
                                found.largest(), epsilon)
                        + (asked.outside().isEmpty()
                                ? ". " + reason(found.x().length, epsilon)
                                : "; " + asked.outside());
        Fitted.Status ended = converged ? Fitted.Status.CONVERGED : Fitted.Status.NO_ROOT;
        double[][] covariance = standing.covariance(weights, along);
        return asked.ended(
                asked.found(parameters)
                        .ofEpsilon(ofEpsilon)
                        .weights(weights)
                        .covariance(covariance)
                        .specification(specification),
                ended,
                message,
                List.of(),
                unidentified);
    }

    /** Returns why there may be no root. */
    private String reason(int size, double epsilon) {
        List<String> reasons = new ArrayList<>();
        if (asked.isUnproved()) {
            reasons.add(
                    "the solver is weaker than those who decided, so that no weights bring it to their decisions: raise its limits"
                            + " (moves, steps, time)");
        }
        int examples = asked.clusters.size();
        if (examples < FEW * size) {
            reasons.add(examples + " decisions are too few for " + size + " unknowns");
        }
        if (unknowns.haveEpsilon) {
            reasons.add(
                    epsilon < FAR * unknowns.epsilon(moments.start())
                            ? "the decisions are all optimal, which sends epsilon to 0"
                            : "the decisions go against what is fixed, as of the wrong sign, which sends epsilon to infinity");
        }
        reasons.add("the noise is another");
        return "Maybe " + String.join("; or ", reasons);
    }

    private MomentSolver.Point searched() {
        return solver.solve(moments.start(), Math.min(MOST_STEPS, asked.settings.iterations()), point -> {
            double epsilon = unknowns.epsilon(point.x());
            asked.report(Double.NaN, point.largest(), epsilon);
            return point.largest() <= ENOUGH || epsilon < LEAST_EPSILON * moments.level();
        });
    }

    private Standing standing(MomentSolver.Point found, boolean converged, FitSettings.Errors errors) {
        double[] x = found.x();
        int[] inner = unknowns.inner(x);
        boolean wanted = errors != FitSettings.Errors.NONE;
        boolean measured =
                CostShape.of(model).hasIntervals() && FeatureModel.of(model).isShared();
        if ((wanted && !measured) || !converged) {
            return Standing.none(inner, converged ? WeightStatus.NOT_MEASURED : WeightStatus.NOT_CONVERGED);
        }
        List<double[]> equations = moments.equations(x, inner, 0);
        boolean shared = asked.settings.weighting() == FitSettings.Weighting.FREQUENCY;
        List<double[]> again = shared ? moments.equations(x, inner, 1) : equations;
        Meat meat = Meat.of(equations, again, asked.clusters, asked.weights, asked.settings.weighting());
        if (!wanted) {
            return Standing.unasked(meat, inner);
        }
        Halves halves = meat.isSmall() || shared ? null : moments.halves(x);
        Function<List<double[]>, double[]> parts = meat.isSmall() ? meat::parts : halves == null ? null : halves::parts;
        Inference inference = Inference.of(meat, basis -> moments.jacobian(x, inner, parts, basis), 0);
        if (halves != null && inference.slopes() != null) {
            double[] units = Standing.restricted(unknowns.of(Standing.slopes(model), 1), inner);
            List<String> names =
                    Arrays.stream(inner).mapToObj(unknowns.names()::get).toList();
            specification = halves.test(equations, meat, inference, names, units);
        }
        return Standing.of(inference, inner, meat, asked.outside());
    }
}
