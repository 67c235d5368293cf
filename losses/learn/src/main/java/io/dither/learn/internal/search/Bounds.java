package io.dither.learn.internal.search;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.GroupEffects;
import io.dither.learn.model.Range;
import io.dither.learn.model.Standardisable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** The bounds of each parameter, first of the weights and then of the effects, in standardised units; a fixed parameter has equal bounds. */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record Bounds(double[] low, double[] high) {
    /**
     * Makes bounds; refuses a range of an unknown weight.
     *
     * @param ranges the ranges in raw units, by the names of weights
     * @param areNonnegative whether weights without a range are at least 0
     */
    public static Bounds of(CostModel model, Map<String, Range> ranges, boolean areNonnegative) {
        List<String> names = model.names();
        Map<String, Range> unused = new LinkedHashMap<>(ranges);
        double[] ones = new double[names.size()];
        Arrays.fill(ones, 1);
        // standardised units per raw unit: models standardise a weight that has a range by a factor, without a shift
        double[] perRaw = Standardisable.of(model).standardised(ones);
        int size = ones.length + GroupEffects.of(model).size();
        double[] low = new double[size];
        double[] high = new double[size];
        Arrays.fill(low, Double.NEGATIVE_INFINITY);
        Arrays.fill(high, Double.POSITIVE_INFINITY);
        for (int k = 0; k < ones.length; k++) {
            Range range = unused.remove(names.get(k));
            // infinite if the feature never varies; then finite bounds become 0
            double scale = Double.isInfinite(perRaw[k]) ? 0 : perRaw[k];
            double least = areNonnegative ? 0 : Double.NEGATIVE_INFINITY;
            low[k] = range == null ? least : times(scale, range.low());
            high[k] = range == null ? Double.POSITIVE_INFINITY : times(scale, range.high());
        }
        if (!unused.isEmpty()) {
            throw new InvalidArgumentException(
                    "'" + unused.keySet().iterator().next() + "' is not a weight of the model, which has " + names,
                    "Maybe it is misspelt");
        }
        return new Bounds(low, high);
    }

    private static double times(double scale, double bound) {
        return Double.isInfinite(bound) ? bound : scale * bound;
    }

    /** Returns the bounds of the parameters after a further parameter with bounds is inserted at an index. */
    Bounds withParameter(int index, double lowest, double highest) {
        return new Bounds(inserted(low, index, lowest), inserted(high, index, highest));
    }

    /** Returns the bounds with the chosen parameters fixed at x. */
    Bounds fixing(IntPredicate chosen, double[] x) {
        double[] lowest = low.clone();
        double[] highest = high.clone();
        for (int k = 0; k < lowest.length; k++) {
            lowest[k] = chosen.test(k) ? x[k] : low[k];
            highest[k] = chosen.test(k) ? x[k] : high[k];
        }
        return new Bounds(lowest, highest);
    }

    /** Returns whether a parameter has a bound, or is fixed. */
    boolean isBounded(int k) {
        return low[k] > Double.NEGATIVE_INFINITY || high[k] < Double.POSITIVE_INFINITY;
    }

    private static double[] inserted(double[] bounds, int index, double bound) {
        double[] longer = Arrays.copyOf(bounds, bounds.length + 1);
        System.arraycopy(bounds, index, longer, index + 1, bounds.length - index);
        longer[index] = bound;
        return longer;
    }

    boolean isFixed(int k) {
        return low[k] == high[k];
    }

    /** Returns the number within the bounds of a parameter that is nearest to a value. */
    double clamp(int k, double value) {
        return Math.max(low[k], Math.min(high[k], value));
    }

    double[] clamp(double[] values) {
        double[] projected = new double[values.length];
        Arrays.setAll(projected, k -> clamp(k, values[k]));
        return projected;
    }

    /** Returns whether a value is at a bound of a parameter that is not fixed. */
    boolean isAtBound(int k, double value) {
        return !isFixed(k) && (value <= low[k] || value >= high[k]);
    }
}
