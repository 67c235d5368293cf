package io.dither.learn.internal.search;

import io.dither.error.Arguments;
import io.dither.learn.model.CostModel;
import java.util.function.IntFunction;

/**
 * The fixed weight in whose unit the other weights and epsilon are told where a loss learns epsilon: it is freed for the search,
 * which finds weights over epsilon.
 *
 * @param model the model
 * @param bounds of the weights in the unit
 * @param index which weight
 */
record Numeraire(CostModel model, Bounds bounds, int index) {
    static Numeraire of(CostModel model, Bounds bounds) {
        int fixed = -1;
        for (int k = 0; k < bounds.low().length; k++) {
            if (bounds.isFixed(k) && bounds.low()[k] != 0) {
                Arguments.require(
                        fixed < 0,
                        "two weights are fixed while epsilon is learnt",
                        "Maybe fix one alone: the unit in which the others are measured");
                fixed = k;
            }
        }
        Arguments.require(
                fixed >= 0,
                "epsilon is learnt, but no weight is fixed: only weights over epsilon are identified",
                "Maybe fix one, the unit in which the others are measured");
        return new Numeraire(model, bounds, fixed);
    }

    /** Returns where weights over epsilon may be. */
    Bounds freed() {
        double[] low = bounds.low().clone();
        double[] high = bounds.high().clone();
        boolean positive = low[index] > 0;
        low[index] = positive ? 0 : Double.NEGATIVE_INFINITY;
        high[index] = positive ? Double.POSITIVE_INFINITY : 0;
        for (int k = 0; k < low.length; k++) {
            boolean scaleFree = k == index || isCone(low[k], high[k]);
            Arguments.require(
                    scaleFree,
                    "the bounds of '" + model.names().get(k) + "' are not 0 or infinite while epsilon is learnt",
                    "Maybe give epsilon, or learn by moments");
        }
        return new Bounds(low, high);
    }

    private static boolean isCone(double low, double high) {
        return (low == 0 || low == Double.NEGATIVE_INFINITY) && (high == 0 || high == Double.POSITIVE_INFINITY);
    }

    /** Returns what takes x, weights over epsilon, to weights in the unit, and their epsilon to that in the unit. */
    double factor(double[] x) {
        Arguments.require(
                x[index] != 0,
                "the weight of '" + model.names().get(index) + "', the unit, is 0: the decisions do not follow it",
                "Maybe fix another weight");
        return bounds.low()[index] / x[index];
    }

    /** Returns how the raw weights in the unit follow x. */
    IntFunction<double[]> along(double[] x, double[] parameters) {
        double factor = factor(x);
        double[] raw = model.raw(parameters);
        return k -> {
            double[] along = new double[raw.length];
            double toRaw = parameters[k] == 0 ? 0 : raw[k] / parameters[k];
            along[k] = factor * toRaw;
            along[index] = -x[k] * factor / x[index] * toRaw;
            return along;
        };
    }

    /** Returns how epsilon in the unit follows x. */
    double[] epsilonAlong(double[] x, double epsilon) {
        double[] along = new double[x.length];
        along[index] = -epsilon * factor(x) / x[index];
        return along;
    }
}
