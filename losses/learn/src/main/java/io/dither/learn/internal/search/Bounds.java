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

/** A box for the parameters, in standardised units; what is fixed has equal ends. */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
public record Bounds(double[] low, double[] high) {
    /** Takes ranges by name to the units of a model; a name that is none is refused. */
    public static Bounds of(CostModel model, Map<String, Range> ranges, boolean nonnegative) {
        List<String> names = model.names();
        Map<String, Range> left = new LinkedHashMap<>(ranges);
        double[] unit = new double[names.size()];
        Arrays.fill(unit, 1);
        double[] perRaw = Standardisable.of(model).standardised(unit); // models with bounds only scale
        int size = unit.length + GroupEffects.of(model).size();
        double[] low = new double[size];
        double[] high = new double[size];
        Arrays.fill(low, Double.NEGATIVE_INFINITY);
        Arrays.fill(high, Double.POSITIVE_INFINITY);
        for (int k = 0; k < unit.length; k++) {
            Range range = left.remove(names.get(k));
            double scale = Double.isInfinite(perRaw[k]) ? 0 : perRaw[k]; // of what never varies
            double least = nonnegative ? 0 : Double.NEGATIVE_INFINITY;
            low[k] = range == null ? least : times(scale, range.low());
            high[k] = range == null ? Double.POSITIVE_INFINITY : times(scale, range.high());
        }
        if (!left.isEmpty()) {
            throw new InvalidArgumentException(
                    "'" + left.keySet().iterator().next() + "' is not a weight of the model, which has " + names,
                    "Maybe it is misspelt");
        }
        return new Bounds(low, high);
    }

    private static double times(double scale, double end) {
        return Double.isInfinite(end) ? end : scale * end;
    }

    /** Returns the bounds with those of one more parameter at a place. */
    Bounds with(int place, double lowest, double highest) {
        return new Bounds(with(low, place, lowest), with(high, place, highest));
    }

    /** Returns the bounds of which some parameters are fixed where they are. */
    Bounds fixing(IntPredicate chosen, double[] x) {
        double[] lowest = low.clone();
        double[] highest = high.clone();
        for (int k = 0; k < lowest.length; k++) {
            lowest[k] = chosen.test(k) ? x[k] : low[k];
            highest[k] = chosen.test(k) ? x[k] : high[k];
        }
        return new Bounds(lowest, highest);
    }

    /** Returns whether a parameter has an end, or is fixed. */
    boolean isBounded(int k) {
        return low[k] > Double.NEGATIVE_INFINITY || high[k] < Double.POSITIVE_INFINITY;
    }

    private static double[] with(double[] ends, int place, double end) {
        double[] more = Arrays.copyOf(ends, ends.length + 1);
        System.arraycopy(ends, place, more, place + 1, ends.length - place);
        more[place] = end;
        return more;
    }

    boolean isFixed(int k) {
        return low[k] == high[k];
    }

    double inside(int k, double value) {
        return Math.max(low[k], Math.min(high[k], value));
    }

    double[] inside(double[] values) {
        double[] moved = new double[values.length];
        Arrays.setAll(moved, k -> inside(k, values[k]));
        return moved;
    }

    /** Returns whether a value is at an end that is none of a fixed weight. */
    boolean isAtEnd(int k, double value) {
        return !isFixed(k) && (value <= low[k] || value >= high[k]);
    }
}
