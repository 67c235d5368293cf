package io.dither.experiments.run;

import io.dither.learn.model.Interval;
import java.util.Locale;

/** How verdicts speak of a difference: the same words in every experiment. */
public final class Verdict {
    private Verdict() {}

    /**
     * Compares two, in a sentence without its full stop.
     *
     * @param first the one that is spoken of
     * @param other what it is compared with
     * @param gain by how much the first is better, below 0 where it is worse
     * @param low the lower end of its 95 % interval
     * @param high the upper end
     * @param unit what gains are measured in, such as {@code points}
     * @return that it is better or worse, or that the two are not told apart, with the interval
     */
    public static String of(String first, String other, double gain, double low, double high, String unit) {
        if (low == 0 && high == 0) {
            return first + " and " + other + " are equal";
        }
        String interval = String.format(Locale.ROOT, "95 %%: %.2f to %.2f", low, high);
        if (low > 0 || high < 0) {
            return String.format(
                    Locale.ROOT,
                    "%s is %s than %s by %.2f %s (%s)",
                    first,
                    low > 0 ? "better" : "worse",
                    other,
                    Math.abs(gain),
                    unit,
                    low > 0 ? interval : String.format(Locale.ROOT, "95 %%: %.2f to %.2f", -high, -low));
        }
        return String.format(
                Locale.ROOT, "%s and %s are not told apart: %+.2f %s (%s)", first, other, gain, unit, interval);
    }

    /**
     * Compares two by a standard error.
     *
     * @param first the one that is spoken of
     * @param other what it is compared with
     * @param gain by how much the first is better, below 0 where it is worse
     * @param unit what gains are measured in
     * @return the sentence without its full stop
     */
    public static String of(String first, String other, Interval gain, String unit) {
        return of(first, other, gain.value(), gain.low(), gain.high(), unit);
    }

    /**
     * Writes a share in per cent.
     *
     * @param share 1 for all
     * @return two decimals and the sign
     */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}
