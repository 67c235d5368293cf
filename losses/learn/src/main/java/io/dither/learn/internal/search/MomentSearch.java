package io.dither.learn.internal.search;

import io.dither.error.Arguments;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Weight;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Makes simulated moments 0, and measures how sure the root is. */
public final class MomentSearch {
    /** Moments below this share of their standard errors end the search. */
    private static final double ENOUGH = 0.1;
    /** What counts as converged, for several must be small together: it adds a twentieth to the variance at most. */
    private static final double CONVERGED = 0.25;

    private static final double LEAST_EPSILON = 1e-3;
    private static final int MOST_STEPS = 60;

    private final Evaluations asked;
    private final CostModel model;
    private final Bounds box;
    private final Unknowns unknowns;
    private final Moments moments;
    private final MomentSolver solver;

    public MomentSearch(Evaluations asked, Bounds bounds) {
        Arguments.require(
                asked.settings.earlyStopping() == 0,
                "moments have no loss that could stop them early",
                "Maybe learn by a loss");
        this.asked = asked;
        model = asked.model;
        box = Double.isNaN(asked.settings.epsilon()) ? withUnit(bounds) : bounds;
        Arguments.require(
                !Double.isNaN(asked.settings.epsilon())
                        || IntStream.range(0, box.low().length).anyMatch(k -> box.isFixed(k) && box.low()[k] != 0),
                "moments learn epsilon from weights that are fixed, and all of these are 0",
                "Maybe fix one at 1");
        unknowns = new Unknowns(model, box, asked.settings.epsilon());
        moments = new Moments(asked, unknowns, box);
        solver = new MomentSolver(moments, CONVERGED);
    }

    /** The first feature is the numeraire unless another is. */
    private Bounds withUnit(Bounds bounds) {
        double[] low = bounds.low().clone();
        if (IntStream.range(0, low.length).anyMatch(bounds::isFixed)) {
            return bounds;
        }
        double[] high = bounds.high().clone();
        double[] unit = new double[low.length];
        unit[0] = 1;
        low[0] = model.standardised(unit)[0];
        high[0] = low[0];
        return new Bounds(low, high);
    }

    public Fitted fit() {
        Moments.Point found =
                solver.solve(moments.start(), Math.min(MOST_STEPS, asked.settings.iterations()), point -> {
                    double epsilon = unknowns.epsilon(point.x());
                    asked.report(Double.NaN, point.largest(), epsilon);
                    return point.largest() <= ENOUGH || epsilon < LEAST_EPSILON * moments.level();
                });
        double[] parameters = unknowns.parameters(found.x());
        double epsilon = unknowns.epsilon(found.x());
        boolean converged = found.largest() <= CONVERGED;
        Standing standing = standing(found, parameters, epsilon, converged);
        List<Weight> weights =
                standing.weights(model, parameters, box, parameters, k -> unknowns.of(Standing.along(model, k), 0));
        double error = epsilon * standing.error(unknowns.of(new double[parameters.length], 1));
        List<String> unidentified = standing.unidentified(unknowns.names());
        String message = converged
                ? ""
                : String.format(
                                Locale.ROOT,
                                "the moments have no root near here: the largest is %.2g standard errors, epsilon = %.3g",
                                found.largest(),
                                epsilon)
                        + ". Maybe the decisions are all optimal, which sends epsilon to 0, or the noise is another";
        Fitted.Status ended = converged ? Fitted.Status.CONVERGED : Fitted.Status.NO_ROOT;
        return asked.fitted(parameters, epsilon, error, weights, ended, message, Double.NaN, unidentified);
    }

    private Standing standing(Moments.Point found, double[] parameters, double epsilon, boolean converged) {
        int[] inner = unknowns.inner(found.x());
        if (asked.settings.errors() == FitSettings.Errors.NONE || !model.hasIntervals() || !converged) {
            return new Standing(null, inner);
        }
        List<double[]> equations = asked.gradients(parameters, epsilon).stream()
                .map(gradient -> Standing.restricted(moments.equations(gradient, parameters), inner))
                .toList();
        moments.differ();
        DMatrixRMaj whole = solver.jacobian(found.x());
        DMatrixRMaj jacobian = new DMatrixRMaj(inner.length, inner.length);
        CommonOps_DDRM.extract(whole, inner, inner.length, inner, inner.length, jacobian);
        CommonOps_DDRM.scale(moments.total(), jacobian);
        DMatrixRMaj meat = Inference.meat(equations, asked.clusters);
        return new Standing(Inference.of(jacobian, meat, Inference.meat(equations), 0), inner);
    }
}
