package io.dither.learn.model;

import io.dither.error.Arguments;
import java.util.List;
import java.util.Locale;

/**
 * The ratio of two estimates, such as a willingness to pay: the weight of time divided by the weight of money. Its 95 % interval is
 * Fieller's (1954): all ratios r for which above - r below does not differ significantly from 0. It is valid even if the denominator is
 * imprecise and the ratio far from normal.
 *
 * @param above the numerator
 * @param below the denominator
 * @param ofAbove the variance of the numerator
 * @param ofBoth the covariance of both
 * @param ofBelow the variance of the denominator
 */
public record Ratio(double above, double below, double ofAbove, double ofBoth, double ofBelow) {
    /**
     * {@return the ratio of two weights of a fit}
     *
     * @param fitted the fit, with intervals
     * @param above the name of the weight in the numerator, such as time
     * @param below the name of the weight in the denominator, such as money
     * @throws io.dither.error.InvalidArgumentException if a weight has no standard error, or their covariance is unknown
     */
    public static Weight of(Fitted fitted, String above, String below) {
        Weight upper = fitted.weight(above);
        Weight lower = fitted.weight(below);
        for (Weight weight : new Weight[] {upper, lower}) {
            Arguments.require(
                    weight.standardError() > 0,
                    "weight '" + weight.name() + "' has no standard error"
                            + (weight.note().isEmpty() ? "" : " (" + weight.note() + ")"),
                    "Maybe a fit with intervals; a ratio to a weight that is fixed at 1 is the weight itself");
        }
        Arguments.require(
                fitted.covariance().length > 0,
                "errors = " + fitted.settings().errors().name().toLowerCase(Locale.ROOT) + " gives no covariance of '"
                        + above + "' and '" + below + "'",
                "Maybe robust, model, jackknife or bootstrap");
        int k = fitted.weights().indexOf(upper);
        int l = fitted.weights().indexOf(lower);
        double[][] covariance = fitted.covariance();
        Ratio ratio =
                new Ratio(upper.estimate(), lower.estimate(), covariance[k][k], covariance[k][l], covariance[l][l]);
        return ratio.weight(
                above + " / " + below, (lower.high() - lower.low()) / (2 * lower.standardError()), upper.pValue());
    }

    /**
     * {@return the ratios of all other weights of features to one weight, each with a note if it has no interval}
     *
     * @param fitted the fit
     * @param below the name of the weight in the denominator, which may be fixed, but not at 0
     * @throws io.dither.error.InvalidArgumentException if there is no such weight, or it is 0
     */
    public static List<Weight> all(Fitted fitted, String below) {
        Weight unit = fitted.weight(below);
        Arguments.require(unit.estimate() != 0, "weight '" + below + "' is 0", "Maybe choose another unit");
        boolean haveOthers = fitted.model().as(UtilityModel.class).isPresent(); // parameters in other units
        List<String> features = FeatureModel.of(fitted.model()).features();
        return fitted.weights().stream()
                .filter(weight -> !weight.name().equals(below) && !weight.isFixed())
                .filter(weight -> !haveOthers || features.contains(weight.name()))
                .map(weight -> to(fitted, weight, unit))
                .toList();
    }

    private static Weight to(Fitted fitted, Weight above, Weight unit) {
        String name = above.name() + " / " + unit.name();
        double value = above.estimate() / unit.estimate();
        if (above.standardError() > 0 && unit.isFixed()) {
            double error = above.standardError() / Math.abs(unit.estimate());
            double low = Math.min(above.low() / unit.estimate(), above.high() / unit.estimate());
            double high = Math.max(above.low() / unit.estimate(), above.high() / unit.estimate());
            return Weight.of(name, Interval.of(value, error)).within(low, high, above.pValue());
        }
        if (above.standardError() > 0 && unit.standardError() > 0 && fitted.covariance().length > 0) {
            return of(fitted, above.name(), unit.name());
        }
        Weight missing = above.standardError() > 0 ? unit : above;
        WeightStatus status = missing.isEstimated() ? WeightStatus.NOT_MEASURED : missing.status();
        return Weight.of(name, Interval.of(value, Double.NaN), status);
    }

    /** Returns the standard error to first order. */
    double standardError() {
        double r = above / below;
        return Math.sqrt(ofAbove - 2 * r * ofBoth + r * r * ofBelow) / Math.abs(below);
    }

    /**
     * {@return the ratio with its interval; or with a note if the denominator does not differ significantly from 0}
     *
     * @param name the name of the ratio
     * @param quantile half the length of the interval of a single estimate, in standard errors, such as 1.96
     * @param pValue the test of the numerator against 0
     */
    public Weight weight(String name, double quantile, double pValue) {
        double squares = quantile * quantile;
        double a = below * below - squares * ofBelow;
        double b = above * below - squares * ofBoth;
        double c = above * above - squares * ofAbove;
        if (a <= 0) {
            return Weight.of(name, Interval.of(above / below, Double.NaN), WeightStatus.UNIT_NEAR_ZERO);
        }
        double root = Math.sqrt(Math.max(0, b * b - a * c));
        return Weight.of(name, Interval.of(above / below, standardError()))
                .within((b - root) / a, (b + root) / a, pValue);
    }
}
