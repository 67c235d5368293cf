package io.dither.experiments.run;

import static io.dither.learn.model.PlainText.format;

import io.dither.learn.model.Interval;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Writes sentences about differences, in the same words in every experiment. */
public final class Verdict {
    /** The family-wise level of the tests. */
    private static final double LEVEL = 0.05;

    private Verdict() {}

    /**
     * Compares two methods, in a sentence without its full stop.
     *
     * @param first the name of the method that is judged
     * @param other the name of the method for comparison
     * @param gain by how much the first is better, below 0 where it is worse
     * @param low the lower end of its 95 % interval
     * @param high the upper end
     * @param unit the unit of gains, such as {@code points}
     * @return that it is better or worse, or that the two do not differ significantly, with the interval; or, if the
     *     gain is 0 and its interval a point or unknown (NaN), that they are equal
     */
    public static String of(String first, String other, double gain, double low, double high, String unit) {
        if (gain == 0 && !(low < high)) { // the interval is a point, or unknown (NaN)
            return first + " and " + other + " are equal";
        }
        String interval = format("95 %%: %.2f to %.2f", low, high);
        if (low > 0 || high < 0) {
            return format(
                    "%s is %s than %s by %.2f %s (%s)",
                    first,
                    low > 0 ? "better" : "worse",
                    other,
                    Math.abs(gain),
                    unit,
                    low > 0 ? interval : format("95 %%: %.2f to %.2f", -high, -low)); // the interval of -gain
        }
        return format("%s and %s do not differ significantly: %+.2f %s (%s)", first, other, gain, unit, interval);
    }

    /**
     * Compares two methods by an interval of the gain.
     *
     * @param first the name of the method that is judged
     * @param other the name of the method for comparison
     * @param gain by how much the first is better, below 0 where it is worse
     * @param unit the unit of gains
     * @return the sentence without its full stop
     */
    public static String of(String first, String other, Interval gain, String unit) {
        return of(first, other, gain.value(), gain.low(), gain.high(), unit);
    }

    /**
     * Corrects p-values for multiple tests (Holm 1979). If a test is significant when its corrected value is below 5 %,
     * the probability of one or more false positives is at most 5 %, however the tests depend on each other.
     *
     * @param pValues one per test, NaN if no test was made; not changed
     * @return the corrected p-values in the same order, at most 1
     */
    public static double[] holm(double... pValues) {
        // the indices of the p-values, the smallest p-value first
        int[] byPValue = IntStream.range(0, pValues.length)
                .filter(i -> !Double.isNaN(pValues[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] corrected = pValues.clone();
        double largest = 0;
        for (int rank = 0; rank < byPValue.length; rank++) {
            largest = Math.max(largest, Math.min(1, (byPValue.length - rank) * pValues[byPValue[rank]]));
            corrected[byPValue[rank]] = largest;
        }
        return corrected;
    }

    /**
     * Returns which of several differences are significant at a family-wise level of 5 %, see {@link #holm}.
     *
     * @param differences the differences, each with its standard error
     * @return the sign of each difference, or 0 if it is not significant
     */
    public static int[] signs(List<Interval> differences) {
        double[] corrected =
                holm(differences.stream().mapToDouble(Interval::pValue).toArray());
        int[] signs = new int[corrected.length];
        Arrays.setAll(
                signs,
                i -> corrected[i] < LEVEL ? (int) Math.signum(differences.get(i).value()) : 0);
        return signs;
    }

    /**
     * Writes a share in per cent.
     *
     * @param share the share; 1 is written as 100 %
     * @return two decimals and the per cent sign
     */
    public static String percent(double share) {
        return format("%.2f %%", 100 * share);
    }
}
