package io.dither.learn.internal.search;

import io.dither.learn.model.CostModel;
import io.dither.learn.model.Interval;
import io.dither.learn.model.PlainText;
import io.dither.learn.model.Standardisable;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How sure estimates are.
 *
 * @param inference the errors of the free unknowns, if they are measured
 * @param free which of the unknowns are free, in ascending order
 * @param reason why there are no errors, the status of each weight
 * @param warning what a person should know of the errors, or nothing
 * @param asked whether anybody asked for errors
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
public record Standing(@Nullable Inference inference, int[] free, WeightStatus reason, String warning, boolean asked) {
    static final String TOO_RARE =
            "the errors could not be measured: decisions hardly move, or all hangs on one of them. Maybe more samples";

    /** Returns errors that are measured, with what is to be told of them. */
    public static Standing of(Inference inference, int[] free, Meat meat, String outside) {
        boolean unknown = inference.covariance() == null && meat.warning().isEmpty();
        String why = outside.isEmpty() ? TOO_RARE : "the errors could not be measured: " + outside;
        return new Standing(inference, free, WeightStatus.ESTIMATED, unknown ? why : meat.warning(), true);
    }

    /** Returns no errors, and why. */
    public static Standing none(int[] free, WeightStatus reason) {
        return new Standing(null, free, reason, "", true);
    }

    /** Returns which directions the examples say nothing about, without errors. */
    static Standing unasked(Meat meat, int[] free) {
        return new Standing(Inference.of(meat, basis -> null, 0), free, WeightStatus.ESTIMATED, "", false);
    }

    /** Returns an estimate with the standard error of what follows the unknowns like this; NaN if there is none. */
    public Interval interval(double estimate, double[] along) {
        return inference == null
                ? Interval.of(estimate, Double.NaN)
                : inference.interval(estimate, restricted(along, free));
    }

    /**
     * Returns a weight that is a ratio of two combinations of the unknowns, with an interval for such.
     *
     * @param ratio the weight as one that is nearly normal
     */
    Weight ratio(Weight ratio, double[] x, double[] above, double[] below) {
        return inference == null || Double.isNaN(ratio.standardError())
                ? ratio
                : inference.ratio(ratio, restricted(x, free), restricted(above, free), restricted(below, free));
    }

    public static double[] restricted(double[] all, int[] free) {
        return Arrays.stream(free).mapToDouble(i -> all[i]).toArray();
    }

    /**
     * Returns the weights in raw units.
     *
     * @param parameters what they are in standardised units
     * @param bounds where the parameters that were searched for may be
     * @param x what was found for these
     * @param units what the unknowns are multiplied by in raw units
     * @param along how a raw weight follows the unknowns
     */
    List<Weight> weights(
            CostModel model,
            double[] parameters,
            Bounds bounds,
            double[] x,
            double[] units,
            IntFunction<double[]> along) {
        List<String> names = model.names();
        double[] raw = Standardisable.of(model).raw(parameters);
        List<Weight> weights = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            String name = names.get(k);
            if (bounds.isFixed(k) || bounds.isAtEnd(k, x[k]) || inference == null) {
                WeightStatus why = bounds.isFixed(k)
                        ? WeightStatus.FIXED
                        : bounds.isAtEnd(k, x[k]) ? WeightStatus.AT_BOUND : reason;
                weights.add(Weight.of(name, Interval.of(raw[k], Double.NaN), why));
                continue;
            }
            double[] follows = restricted(along.apply(k), free);
            boolean identified = inference.isIdentified(follows, restricted(units, free));
            Interval one = identified ? inference.interval(raw[k], follows) : Interval.of(raw[k], Double.NaN);
            WeightStatus why = !identified
                    ? WeightStatus.NOT_IDENTIFIED
                    : asked ? WeightStatus.NOT_MEASURED : WeightStatus.ESTIMATED;
            weights.add(Weight.of(name, one, Double.isNaN(one.standardError()) ? why : WeightStatus.ESTIMATED));
        }
        return weights;
    }

    /**
     * Returns the covariance of the weights; NaN for those without an error, and nothing where no errors are measured.
     *
     * @param along how a raw weight follows the unknowns
     */
    double[][] covariance(List<Weight> weights, IntFunction<double[]> along) {
        if (inference == null || inference.covariance() == null) {
            return new double[0][];
        }
        double[][] covariance = new double[weights.size()][weights.size()];
        for (int k = 0; k < covariance.length; k++) {
            double[] left = restricted(along.apply(k), free);
            for (int l = 0; l < covariance.length; l++) {
                boolean known =
                        weights.get(k).standardError() > 0 && weights.get(l).standardError() > 0;
                covariance[k][l] = known ? inference.covariance(left, restricted(along.apply(l), free)) : Double.NaN;
            }
        }
        return covariance;
    }

    /** Returns how raw weights follow the standardised ones: each its own, for models without constants. */
    public static double[] slopes(CostModel model) {
        double[] slopes = new double[model.names().size()];
        for (int k = 0; k < slopes.length; k++) {
            double[] unit = new double[slopes.length];
            unit[k] = 1;
            double slope = Standardisable.of(model).raw(unit)[k];
            slopes[k] = slope == 0 ? 1 : slope; // 0 for what never varies, which is not known the better for it
        }
        return slopes;
    }

    /** Returns a vector with one number that is not 0. */
    static double[] only(int size, int k, double value) {
        double[] vector = new double[size];
        vector[k] = value;
        return vector;
    }

    /** Returns the directions that the examples say nothing about, in names of the unknowns. */
    public List<String> unidentified(List<String> names) {
        return inference == null
                ? List.of()
                : inference.unidentified().stream()
                        .map(direction -> named(direction, names))
                        .toList();
    }

    private String named(double[] direction, List<String> names) {
        double most = Arrays.stream(direction).map(Math::abs).max().orElse(1);
        int[] parts = IntStream.range(0, direction.length)
                .filter(i -> Math.abs(direction[i]) > 1e-6 * most)
                .toArray();
        if (parts.length == 1) {
            return names.get(free[parts[0]]);
        }
        return Arrays.stream(parts)
                .mapToObj(i -> PlainText.format("%+.3g %s", direction[i] / most, names.get(free[i])))
                .collect(Collectors.joining(" "));
    }
}
