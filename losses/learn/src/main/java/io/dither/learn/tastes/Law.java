package io.dither.learn.tastes;

import com.fasterxml.jackson.annotation.JsonValue;
import io.dither.error.InvalidArgumentException;
import io.dither.noise.Noise;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How one weight varies between persons: a function of its location b and of a deviation n, which has mean 0 and the spread s. */
public enum Law {
    /** b + n with n normal: some persons have the other sign. */
    NORMAL,
    /** sign exp(b + n) with n normal: all persons have the sign of the fit with one taste. */
    LOGNORMAL,
    /** b + n with n triangular on [-s, s]: without tails. */
    TRIANGULAR,
    /** b: all persons agree. */
    FIXED;

    /**
     * Reads a law.
     *
     * @param text its name, in letters of any case
     * @return the law
     */
    public static Law parse(String text) {
        return Arrays.stream(values())
                .filter(law -> law.toString().equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException(
                        "'" + text + "' is not a law of tastes", "Maybe one of " + Arrays.toString(values())));
    }

    /** Returns the weight. */
    double weight(double sign, double sum) {
        return this == LOGNORMAL ? sign * Math.exp(sum) : sum;
    }

    /** Returns the slope of the weight in b + n. */
    double slope(double weight) {
        return this == LOGNORMAL ? weight : 1;
    }

    /** Returns a weight of one person, of whom the mean and the spread are known, from a standard normal number. */
    double about(double mean, double spread, double z) {
        if (this != LOGNORMAL) {
            return mean + spread * z;
        }
        double variance = Math.log1p(spread * spread / (mean * mean));
        return mean * Math.exp(Math.sqrt(variance) * z - variance / 2);
    }

    /** Takes a standard normal number to one of the law that is scaled. */
    double base(double z) {
        if (this != TRIANGULAR) {
            return z;
        }
        double tail = Noise.gaussian().cdf(-Math.abs(z));
        return Math.signum(z) * (1 - Math.sqrt(2 * tail));
    }

    /** Returns the derivative of {@link #base}. */
    double baseSlope(double z) {
        if (this != TRIANGULAR) {
            return 1;
        }
        double tail = Noise.gaussian().cdf(-Math.abs(z));
        return Noise.gaussian().density(z) / Math.sqrt(2 * tail);
    }

    /** Returns the mean of the weight. */
    double mean(double sign, double location, double spread) {
        return this == LOGNORMAL ? sign * Math.exp(location + spread * spread / 2) : location;
    }

    /** Returns the standard deviation of the weight. */
    double deviation(double location, double spread) {
        return switch (this) {
            case NORMAL -> spread;
            case LOGNORMAL -> Math.exp(location + spread * spread / 2) * Math.sqrt(Math.expm1(spread * spread));
            case TRIANGULAR -> spread / Math.sqrt(6);
            case FIXED -> 0;
        };
    }

    /** Returns the share of persons whose weight has not the sign of the median. */
    double wrongSign(double location, double spread) {
        double ratio = Math.abs(location) / spread;
        return switch (this) {
            case NORMAL -> spread == 0 ? 0 : Noise.gaussian().cdf(-ratio);
            case TRIANGULAR -> spread == 0 || ratio >= 1 ? 0 : (1 - ratio) * (1 - ratio) / 2;
            case LOGNORMAL, FIXED -> 0;
        };
    }

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns how many weights vary. */
    static int varying(List<Law> laws) {
        return (int) laws.stream().filter(law -> law != FIXED).count();
    }
}
