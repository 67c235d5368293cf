package io.dither.learn.model;

import io.dither.error.Arguments;
import java.util.List;
import java.util.Locale;

/**
 * The ratio of two estimates, such as a willingness to pay: the weight of time divided by the weight of money. Its 95 % interval is
 * Fieller's (1954): all ratios r for which numerator - r denominator does not differ significantly from 0. It is valid even if the denominator is
 * imprecise and the ratio far from normal.
 *
 * @param numerator the numerator
 * @param denominator the denominator
 * @param numeratorVariance the variance of the numerator
 * @param covariance the covariance of both
 * @param denominatorVariance the variance of the denominator
 */
public record Ratio(
        double numerator, double denominator, double numeratorVariance, double covariance, double denominatorVariance) {
    /**
     * {@return the ratio of two weights of a fit}
     *
     * @param fitted the fit, with intervals
     * @param numerator the name of the weight in the numerator, such as time
     * @param denominator the name of the weight in the denominator, such as money
     * @throws io.dither.error.InvalidArgumentException if there is no such weight, a weight has no standard error, or their covariance
     *     is unknown
     */
    public static Weight of(Fitted fitted, String numerator, String denominator) {
        Weight over = fitted.weight(numerator);
        Weight under = fitted.weight(denominator);
        for (Weight weight : new Weight[] {over, under}) {
            Arguments.require(
                    weight.standardError() > 0,
                    "weight '" + weight.name() + "' has no standard error"
                            + (weight.note().isEmpty() ? "" : " (" + weight.note() + ")"),
                    "Maybe fit with intervals; a ratio to a weight that is fixed at 1 is the weight itself");
        }
        Arguments.require(
                fitted.covariance().length > 0,
                "errors = " + fitted.settings().errors().name().toLowerCase(Locale.ROOT) + " gives no covariance of '"
                        + numerator + "' and '" + denominator + "'",
                "Maybe choose robust, model, jackknife or bootstrap");
        int k = fitted.weights().indexOf(over);
        int l = fitted.weights().indexOf(under);
        double[][] covariances = fitted.covariance();
        Ratio ratio =
                new Ratio(over.estimate(), under.estimate(), covariances[k][k], covariances[k][l], covariances[l][l]);
        // half the length of the denominator's interval, in standard errors: the quantile of the normal distribution or
        // of
        // Student's t; under the bootstrap, whose intervals are quantiles of the resamples, only about as large
        double quantile = (under.high() - under.low()) / (2 * under.standardError());
        return ratio.weight(numerator + " / " + denominator, quantile, over.pValue());
    }

    /**
     * {@return for each weight of a feature that is not fixed, its ratio to another weight, the unit; with a note if the ratio has no interval}
     *
     * @param fitted the fit
     * @param denominator the name of the unit, which may be fixed, but not at 0
     * @throws io.dither.error.InvalidArgumentException if there is no such weight, or it is 0
     */
    public static List<Weight> all(Fitted fitted, String denominator) {
        Weight unit = fitted.weight(denominator);
        Arguments.require(unit.estimate() != 0, "weight '" + denominator + "' is 0", "Maybe choose another unit");
        // a utility model may also have parameters that are not weights of features, such as scales of nests
        boolean isUtilityModel = fitted.model().as(UtilityModel.class).isPresent();
        List<String> features = FeatureModel.of(fitted.model()).features();
        return fitted.weights().stream()
                .filter(weight -> !weight.name().equals(denominator) && !weight.isFixed())
                .filter(weight -> !isUtilityModel || features.contains(weight.name()))
                .map(weight -> ratio(fitted, weight, unit))
                .toList();
    }

    /** Returns the ratio of a weight to the unit, with an interval if the standard errors and the covariance that it needs are known. */
    private static Weight ratio(Fitted fitted, Weight numerator, Weight unit) {
        String name = numerator.name() + " / " + unit.name();
        double value = numerator.estimate() / unit.estimate();
        if (numerator.standardError() > 0 && unit.isFixed()) {
            double error = numerator.standardError() / Math.abs(unit.estimate());
            double low = Math.min(numerator.low() / unit.estimate(), numerator.high() / unit.estimate());
            double high = Math.max(numerator.low() / unit.estimate(), numerator.high() / unit.estimate());
            return Weight.of(name, Interval.of(value, error)).withInterval(low, high, numerator.pValue());
        }
        if (numerator.standardError() > 0 && unit.standardError() > 0 && fitted.covariance().length > 0) {
            return of(fitted, numerator.name(), unit.name());
        }
        // the weight without a standard error; the unit, if only the covariance is unknown
        Weight missing = numerator.standardError() > 0 ? unit : numerator;
        WeightStatus status = missing.isEstimated() ? WeightStatus.NOT_MEASURED : missing.status();
        return Weight.of(name, Interval.of(value, Double.NaN), status);
    }

    /** Returns the standard error of the ratio by the delta method. */
    double standardError() {
        double r = numerator / denominator;
        return Math.sqrt(numeratorVariance - 2 * r * covariance + r * r * denominatorVariance) / Math.abs(denominator);
    }

    /**
     * {@return the ratio with its interval; or with a note if the denominator does not differ significantly from 0}
     *
     * @param name the name of the ratio
     * @param quantile half the length of the interval of a single estimate, in standard errors, such as 1.96
     * @param pValue the p-value of the test of the numerator against 0, which also tests the ratio
     */
    public Weight weight(String name, double quantile, double pValue) {
        // the ends of the interval are the roots r of a r^2 - 2 b r + c = 0
        double squaredQuantile = quantile * quantile;
        double a = denominator * denominator - squaredQuantile * denominatorVariance;
        double b = numerator * denominator - squaredQuantile * covariance;
        double c = numerator * numerator - squaredQuantile * numeratorVariance;
        if (a <= 0) { // the denominator does not differ significantly from 0, and no finite interval is valid
            return Weight.of(name, Interval.of(numerator / denominator, Double.NaN), WeightStatus.UNIT_NEAR_ZERO);
        }
        double root = Math.sqrt(Math.max(0, b * b - a * c)); // since a > 0, only rounding makes this negative
        return Weight.of(name, Interval.of(numerator / denominator, standardError()))
                .withInterval((b - root) / a, (b + root) / a, pValue);
    }
}
