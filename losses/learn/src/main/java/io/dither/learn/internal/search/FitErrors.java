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
 * The standard errors of a fit, or the reason why it has none.
 *
 * @param inference the directions that the examples identify and, if requested and measurable, the covariance of the free unknowns; null if
 *     neither was computed
 * @param free the indices of the free unknowns, ascending
 * @param reason if {@code inference} is null, the status of each free weight: why it has no standard error, or ESTIMATED if that needs no reason
 * @param warning a warning for the user about the errors, or why there are none; empty if there is neither
 * @param areErrorsRequested whether the settings request standard errors; not used if {@code inference} is null
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record FitErrors(
        @Nullable Inference inference, int[] free, WeightStatus reason, String warning, boolean areErrorsRequested) {
    /** An entry of a direction below this share of its largest entry is a rounding error. */
    private static final double ROUNDING = 1e-6;

    /** The warning if the errors could not be measured, although groups are enough and no message says that costs left the domain of the oracle. */
    static final String TOO_RARE =
            "the errors could not be measured: decisions hardly change, or all weights depend on one decision. Maybe draw more samples";

    /** Returns measured errors, with a warning if they are unreliable or could not be measured. */
    public static FitErrors of(Inference inference, int[] free, Meat meat, String domainMessage) {
        String warning = meat.warning(inference);
        if (inference.covariance() == null && warning.isEmpty()) {
            warning = domainMessage.isEmpty() ? TOO_RARE : "the errors could not be measured: " + domainMessage;
        }
        return new FitErrors(inference, free, WeightStatus.ESTIMATED, warning, true);
    }

    /** Returns a result without standard errors, for a reason. */
    public static FitErrors none(int[] free, WeightStatus reason) {
        return new FitErrors(null, free, reason, "", true);
    }

    /**
     * Returns a result without standard errors, because the settings do not request them. The result still has the directions that the
     * examples do not identify.
     */
    static FitErrors withoutErrors(Meat meat, int[] free) {
        // without the Jacobian of the estimating equations and the model's factor, which only standard errors need
        return new FitErrors(Inference.of(meat, basis -> null, 0), free, WeightStatus.ESTIMATED, "", false);
    }

    /**
     * Returns an estimate of a linear combination of the unknowns with its standard error, which is NaN if it is unknown.
     */
    public Interval interval(double estimate, double[] combination) {
        return inference == null
                ? Interval.of(estimate, Double.NaN)
                : inference.interval(estimate, restricted(combination, free));
    }

    /**
     * Returns a weight that is a ratio of two linear combinations of the unknowns, with an interval for ratios.
     *
     * @param ratio the weight with an interval by the delta method
     * @param x the unknowns
     * @param numerator the coefficients of the unknowns in the numerator
     * @param denominator the coefficients of the unknowns in the denominator
     */
    Weight ratio(Weight ratio, double[] x, double[] numerator, double[] denominator) {
        return inference == null || Double.isNaN(ratio.standardError())
                ? ratio
                : inference.ratio(
                        ratio, restricted(x, free), restricted(numerator, free), restricted(denominator, free));
    }

    /** Returns the entries at the indices {@code free}. */
    public static double[] restricted(double[] all, int[] free) {
        return Arrays.stream(free).mapToDouble(i -> all[i]).toArray();
    }

    /**
     * Returns the weights in raw units, each with its interval or the reason why it has none.
     *
     * @param parameters the parameters of {@code model}: its weights in standardised units
     * @param bounds the bounds of the unknowns
     * @param x the unknowns at the end of the search; these may be weights over epsilon, followed by the unknown that determines epsilon
     * @param units the factor that converts each unknown to raw units
     * @param derivatives returns the derivative of a raw weight with respect to the unknowns
     */
    List<Weight> weights(
            CostModel model,
            double[] parameters,
            Bounds bounds,
            double[] x,
            double[] units,
            IntFunction<double[]> derivatives) {
        List<String> names = model.names();
        double[] raw = Standardisable.of(model).raw(parameters);
        List<Weight> weights = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            String name = names.get(k);
            if (bounds.isFixed(k) || bounds.isAtBound(k, x[k])) {
                WeightStatus status = bounds.isFixed(k) ? WeightStatus.FIXED : WeightStatus.AT_BOUND;
                weights.add(Weight.of(name, Interval.of(raw[k], Double.NaN), status));
                continue;
            }
            if (inference == null) {
                weights.add(Weight.of(name, Interval.of(raw[k], Double.NaN), reason));
                continue;
            }
            double[] gradientOfWeight = restricted(derivatives.apply(k), free);
            boolean isIdentified = inference.isIdentified(gradientOfWeight, restricted(units, free));
            Interval interval =
                    isIdentified ? inference.interval(raw[k], gradientOfWeight) : Interval.of(raw[k], Double.NaN);
            boolean hasError = !Double.isNaN(interval.standardError());
            weights.add(Weight.of(name, interval, hasError ? WeightStatus.ESTIMATED : withoutError(isIdentified)));
        }
        return weights;
    }

    private WeightStatus withoutError(boolean isIdentified) {
        if (!isIdentified) {
            return WeightStatus.NOT_IDENTIFIED;
        }
        return areErrorsRequested ? WeightStatus.NOT_MEASURED : WeightStatus.ESTIMATED;
    }

    /**
     * Returns the covariance of the weights; NaN for weights without a standard error; empty if no errors were
     * computed.
     *
     * @param derivatives returns the derivative of a raw weight with respect to the unknowns
     */
    double[][] covariance(List<Weight> weights, IntFunction<double[]> derivatives) {
        if (inference == null || inference.covariance() == null) {
            return new double[0][];
        }
        double[][] covariance = new double[weights.size()][weights.size()];
        for (int k = 0; k < covariance.length; k++) {
            double[] left = restricted(derivatives.apply(k), free);
            for (int l = 0; l < covariance.length; l++) {
                boolean haveErrors =
                        weights.get(k).standardError() > 0 && weights.get(l).standardError() > 0;
                covariance[k][l] =
                        haveErrors ? inference.covariance(left, restricted(derivatives.apply(l), free)) : Double.NaN;
            }
        }
        return covariance;
    }

    /**
     * Returns the derivative of each raw weight with respect to its standardised weight. In models with intercepts, centring makes a raw
     * intercept also depend on other weights; these derivatives are left out.
     */
    public static double[] rawPerStandardised(CostModel model) {
        double[] factors = new double[model.names().size()];
        for (int k = 0; k < factors.length; k++) {
            double factor = Standardisable.of(model).raw(only(factors.length, k, 1))[k];
            // 0 if the feature never varies; its weight is not identified, and 1 is safe to divide by
            factors[k] = factor == 0 ? 1 : factor;
        }
        return factors;
    }

    /** Returns a vector of zeros except for the value at index k. */
    static double[] only(int size, int k, double value) {
        double[] vector = new double[size];
        vector[k] = value;
        return vector;
    }

    /** Returns the directions that the examples do not identify, by the names of the unknowns. */
    public List<String> unidentified(List<String> names) {
        return inference == null
                ? List.of()
                : inference.unidentified().stream()
                        .map(direction -> text(direction, names))
                        .toList();
    }

    /** Writes a direction as a linear combination of unknowns, and leaves out unknowns whose share is only a rounding error. */
    private String text(double[] direction, List<String> names) {
        double largest = Arrays.stream(direction).map(Math::abs).max().orElse(1);
        int[] parts = IntStream.range(0, direction.length)
                .filter(i -> Math.abs(direction[i]) > ROUNDING * largest)
                .toArray();
        if (parts.length == 1) {
            return names.get(free[parts[0]]);
        }
        return Arrays.stream(parts)
                .mapToObj(i -> PlainText.format("%+.3g %s", direction[i] / largest, names.get(free[i])))
                .collect(Collectors.joining(" "));
    }
}
