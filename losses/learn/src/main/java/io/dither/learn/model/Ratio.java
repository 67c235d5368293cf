package io.dither.learn.model;

import io.dither.error.Arguments;
import java.util.Locale;

/**
 * The ratio of two estimates, such as a willingness to pay: the weight of time in units of that of money. Its 95 % interval is that of Fieller (1954), all
 * ratios r for which above - r below is not told from 0, which holds where the lower one is badly known and the ratio is far from normal.
 *
 * @param above the upper estimate
 * @param below the lower one
 * @param ofAbove the variance of the upper
 * @param ofBoth their covariance
 * @param ofBelow the variance of the lower
 */
public record Ratio(double above, double below, double ofAbove, double ofBoth, double ofBelow) {
    /**
     * {@return the ratio of two weights of a fit}
     *
     * @param fitted the fit, with intervals
     * @param above the name of a weight, such as that of time
     * @param below the name of another, such as that of money
     * @throws io.dither.error.InvalidArgumentException if one of them has no error, or no covariance is known
     */
    public static Weight of(Fitted fitted, String above, String below) {
        Weight upper = fitted.weight(above);
        Weight lower = fitted.weight(below);
        for (Weight one : new Weight[] {upper, lower}) {
            Arguments.require(
                    one.standardError() > 0,
                    "weight '" + one.name() + "' has no standard error"
                            + (one.note().isEmpty() ? "" : " (" + one.note() + ")"),
                    "Maybe a fit with intervals; a ratio to a weight that is fixed at 1 is the weight itself");
        }
        Arguments.require(
                fitted.covariance().length > 0,
                "errors = " + fitted.settings().errors().name().toLowerCase(Locale.ROOT) + " tells no covariance of '"
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

    /** Returns the standard error to first order. */
    double standardError() {
        double r = above / below;
        return Math.sqrt(ofAbove - 2 * r * ofBoth + r * r * ofBelow) / Math.abs(below);
    }

    /**
     * {@return the ratio with its interval; a note in place of that if the lower estimate is not told from 0}
     *
     * @param name what it is
     * @param quantile how many standard errors an interval of a single estimate is long to each side
     * @param pValue the test of the upper one
     */
    public Weight weight(String name, double quantile, double pValue) {
        double squares = quantile * quantile;
        double a = below * below - squares * ofBelow;
        double b = above * below - squares * ofBoth;
        double c = above * above - squares * ofAbove;
        if (a <= 0) {
            return Weight.of(name, Interval.of(above / below, Double.NaN), "the unit is not told from 0");
        }
        double root = Math.sqrt(Math.max(0, b * b - a * c));
        return new Weight(name, above / below, standardError(), (b - root) / a, (b + root) / a, pValue, "");
    }
}
