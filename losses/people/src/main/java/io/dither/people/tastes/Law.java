package io.dither.people.tastes;

import com.fasterxml.jackson.annotation.JsonValue;
import io.dither.error.InvalidArgumentException;
import io.dither.noise.Noise;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The law (distribution) of a weight over persons: a function of its location b and of a deviation n, which has mean 0 and the spread s. The spread of a normal
 * n is its standard deviation; a bounded n lies between -s and s.
 */
public enum Law {
    /** b + n with n normal: some persons have the opposite sign of b. */
    NORMAL,
    /** sign exp(b + n) with n normal: all persons have the sign of the fit with one taste. */
    LOGNORMAL,
    /** b + n with n triangular on [-s, s]: bounded. */
    TRIANGULAR,
    /** b + n with n uniform on [-s, s]. */
    UNIFORM,
    /** b: all persons have the same weight. */
    FIXED;

    /**
     * Reads a law.
     *
     * @param text the name of the law, in upper or lower case
     * @return the law
     */
    public static Law parse(String text) {
        return Arrays.stream(values())
                .filter(law -> law.toString().equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException(
                        "'" + text + "' is not a law of tastes", "Maybe one of " + Arrays.toString(values())));
    }

    /** Returns whether deviations are bounded by the spread. */
    boolean isBounded() {
        return this == TRIANGULAR || this == UNIFORM;
    }

    /** Returns the weight from its sum b + n. */
    double weight(double sign, double sum) {
        return this == LOGNORMAL ? sign * Math.exp(sum) : sum;
    }

    /** Returns the derivative of the weight with respect to b + n. */
    double slope(double weight) {
        return this == LOGNORMAL ? weight : 1;
    }

    /** Returns the covariance of two weights of one person from the covariance of their normal sums b + n, which are logarithms of lognormal weights. */
    static double covariance(Law first, double firstMean, Law second, double secondMean, double covarianceOfSums) {
        double factor = (first == LOGNORMAL ? firstMean : 1) * (second == LOGNORMAL ? secondMean : 1);
        return factor * (first == LOGNORMAL && second == LOGNORMAL ? Math.expm1(covarianceOfSums) : covarianceOfSums);
    }

    /** Returns the covariance of two sums b + n from the covariance of the weights of one person, see {@link #covariance}. */
    static double covarianceOfSums(Law first, double firstMean, Law second, double secondMean, double covariance) {
        double factor = (first == LOGNORMAL ? firstMean : 1) * (second == LOGNORMAL ? secondMean : 1);
        return first == LOGNORMAL && second == LOGNORMAL
                ? Math.log(Math.max(1e-300, 1 + covariance / factor)) // this sum may be negative in estimates
                : covariance / factor;
    }

    /** Turns a normal number with mean 0 and the given variance into a draw of a person's weight, such that draws have the given mean. */
    double drawn(double mean, double normal, double variance) {
        return this == LOGNORMAL ? mean * Math.exp(normal - variance / 2) : mean + normal;
    }

    /** Turns a standard normal number into a deviation n of this law with the spread 1. */
    double base(double z) {
        if (!isBounded()) {
            return z;
        }
        // the probability of a standard normal number farther from 0 than z
        double tails = 2 * Noise.gaussian().cdf(-Math.abs(z));
        return Math.signum(z) * (1 - (this == TRIANGULAR ? Math.sqrt(tails) : tails));
    }

    /** Returns the derivative of {@link #base}. */
    double baseSlope(double z) {
        if (!isBounded()) {
            return 1;
        }
        // the probability of a standard normal number farther from 0 than z
        double tails = 2 * Noise.gaussian().cdf(-Math.abs(z));
        return Noise.gaussian().density(z) * (this == TRIANGULAR ? 1 / Math.sqrt(tails) : 2);
    }

    /** Returns the mean of the weight. */
    double mean(double sign, double location, double spread) {
        return this == LOGNORMAL ? sign * Math.exp(location + spread * spread / 2) : location;
    }

    /** Returns the standard deviation of the weight. */
    double standardDeviation(double location, double spread) {
        return switch (this) {
            case NORMAL -> spread;
            case LOGNORMAL -> Math.exp(location + spread * spread / 2) * Math.sqrt(Math.expm1(spread * spread));
            case TRIANGULAR -> spread / Math.sqrt(6);
            case UNIFORM -> spread / Math.sqrt(3);
            case FIXED -> 0;
        };
    }

    /** Returns the share of persons whose weight does not have the sign of the median. */
    double wrongSign(double location, double spread) {
        return spread == 0 ? 0 : below(Math.abs(location) / spread);
    }

    /** Returns the share of persons whose deviation n is below minus this number of spreads; 0 for laws under which all weights have one sign. */
    double below(double spreads) {
        // the distance to the end of the range, in spreads
        double toEnd = Math.max(0, 1 - Math.abs(spreads));
        return switch (this) {
            case NORMAL -> Noise.gaussian().cdf(-spreads);
            case TRIANGULAR -> spreads < 0 ? 1 - toEnd * toEnd / 2 : toEnd * toEnd / 2;
            case UNIFORM -> Math.max(0, Math.min(1, (1 - spreads) / 2));
            case LOGNORMAL, FIXED -> 0;
        };
    }

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the number of weights that vary. */
    static int varyingCount(List<Law> laws) {
        return (int) laws.stream().filter(law -> law != FIXED).count();
    }
}
