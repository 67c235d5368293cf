package io.dither.learn.model;

import io.dither.error.Arguments;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A number that says how good decisions are, with its 95 % interval over clusters of examples.
 *
 * @param name what it is
 * @param interval the number with its standard error over clusters, by Student's t with one degree of freedom less than there are
 *     clusters; the error is NaN for a single cluster, and where all examples agree
 * @param low the lower end of the interval; NaN if there is none
 * @param high the upper end of the interval, above the lower one; NaN if there is none
 * @param examples over how many examples
 * @param better which of two is better
 */
public record Metric(String name, Interval interval, double low, double high, int examples, Better better) {
    /** Sums over clusters that differ by less than rounding do, against the terms that they are made of. */
    private static final double ROUNDING = 1e-12;

    /** Which of two numbers is better. */
    public enum Better {
        /** The lower one, as of losses. */
        LESS,
        /** The higher one, as of shares that are right. */
        MORE,
        /** The one at the lesser distance from 1, as of ratios to what is best. */
        CLOSER_TO_ONE;

        /** How bad a number is. */
        private double badness(double value) {
            return switch (this) {
                case LESS -> value;
                case MORE -> -value;
                case CLOSER_TO_ONE -> Math.abs(value - 1);
            };
        }
    }

    /** Takes an interval of one point for none. */
    public Metric {
        if (!(low < high)) {
            low = Double.NaN;
            high = Double.NaN;
        }
    }

    /**
     * {@return a number with its interval, the better the lower it is}
     *
     * @param name what it is
     * @param interval the number with its error
     * @param examples over how many examples
     */
    public static Metric of(String name, Interval interval, int examples) {
        double error = interval.standardError() > 0 ? interval.standardError() : Double.NaN;
        Interval withError = new Interval(interval.value(), error, interval.degreesOfFreedom());
        return new Metric(name, withError, withError.low(), withError.high(), examples, Better.LESS);
    }

    /**
     * Makes the ratio of two sums over examples, such as a mean (the second sum being that of weights).
     *
     * @param name what it is
     * @param numerators one an example
     * @param denominators one an example
     * @param clusters one an example
     * @return the ratio, its error by linearisation over G clusters, times G / (G - 1); the better the lower it is
     */
    public static Metric ratio(String name, double[] numerators, double[] denominators, List<String> clusters) {
        return ratio(name, numerators, denominators, clusters, ones(clusters.size()));
    }

    /**
     * Makes the weighted mean of a number per example.
     *
     * @param name what it is
     * @param values the number of each example
     * @param weights the weight of each example, above 0
     * @param clusters the cluster of each example
     * @param copies the number of identical examples that each example stands for, above 0; read only
     * @return the mean, with its error over clusters; lower is better
     */
    public static Metric mean(String name, double[] values, double[] weights, List<String> clusters, double[] copies) {
        Arguments.length("weights", weights, values.length);
        double[] weighted = new double[values.length];
        Arrays.setAll(weighted, i -> weights[i] * values[i]);
        return ratio(name, weighted, weights, clusters, copies);
    }

    private static double[] ones(int size) {
        double[] ones = new double[size];
        Arrays.fill(ones, 1);
        return ones;
    }

    /**
     * Makes the same of examples that stand for several alike, which are independent where no two examples share a cluster.
     *
     * @param name what it is
     * @param numerators one an example, of all that it stands for
     * @param denominators one an example, likewise
     * @param clusters one an example
     * @param copies how many each stands for, above 0; read only
     * @return the ratio, with the error of as many examples
     */
    public static Metric ratio(
            String name, double[] numerators, double[] denominators, List<String> clusters, double[] copies) {
        Arguments.length("denominators", denominators, numerators.length);
        Arguments.length("copies", copies, clusters.size());
        Arguments.require(
                clusters.size() == numerators.length,
                "there are " + numerators.length + " numbers for " + clusters.size() + " examples",
                "Maybe they are of other examples");
        double above = 0;
        double below = 0;
        for (int i = 0; i < numerators.length; i++) {
            above += numerators[i];
            below += denominators[i];
        }
        double value = above / below;
        double[] parts = new double[numerators.length];
        double scale = 0;
        for (int i = 0; i < parts.length; i++) {
            parts[i] = (numerators[i] - value * denominators[i]) / below;
            scale += Math.abs(numerators[i] / below) + Math.abs(value * denominators[i] / below);
        }
        double groups = groups(clusters, copies);
        double squares = squares(parts, clusters, copies);
        double error = Math.sqrt(squares * groups / (groups - 1));
        boolean agree = error <= ROUNDING * scale;
        return of(name, new Interval(value, agree ? Double.NaN : error, groups - 1), parts.length);
    }

    /**
     * Makes a share of what is right, with Wilson's score interval (1927): it stays between 0 and 1, and has a length where all
     * examples agree. The number of examples n is divided by the design effect, by how much examples of a cluster, or weights, raise
     * the variance; if all agree this is unknown, and clusters count in place of examples. The quantile is that of Student's t.
     *
     * @param name what it is
     * @param numerators one an example: its weight times a number from 0 to 1, such as 1 if it is right
     * @param weights one an example, above 0
     * @param clusters one an example
     * @return the share, the better the higher it is
     */
    public static Metric share(String name, double[] numerators, double[] weights, List<String> clusters) {
        return share(name, numerators, weights, clusters, ones(clusters.size()));
    }

    /**
     * Makes the same of examples that stand for several alike, which are independent where no two examples share a cluster.
     *
     * @param name what it is
     * @param numerators one an example: its weight times a number from 0 to 1, such as 1 if it is right
     * @param weights one an example, above 0
     * @param clusters one an example
     * @param copies how many each stands for, above 0; read only
     * @return the share, with the interval of as many examples
     */
    public static Metric share(
            String name, double[] numerators, double[] weights, List<String> clusters, double[] copies) {
        Metric plain = ratio(name, numerators, weights, clusters, copies);
        Interval share = plain.interval;
        double n = Arrays.stream(copies).sum();
        double p = share.value();
        double variance = share.standardError() * share.standardError();
        double size = n / (n - 1) * p * (1 - p) / variance;
        if (Double.isNaN(variance)) {
            double sum = Arrays.stream(weights).sum();
            size = sum * sum / squares(weights, clusters, copies);
        }
        double t = share.quantile();
        double length = t * t / size;
        double middle = (p + length / 2) / (1 + length);
        double margin = Math.sqrt(length * (p * (1 - p) + length / 4)) / (1 + length);
        return new Metric(name, share, middle - margin, middle + margin, plain.examples, Better.MORE).within(0, 1);
    }

    private static boolean isClustered(List<String> clusters) {
        return new HashSet<>(clusters).size() < clusters.size();
    }

    /** Returns how many are independent: clusters, or copies of examples. */
    private static double groups(List<String> clusters, double[] copies) {
        return isClustered(clusters)
                ? new HashSet<>(clusters).size()
                : Arrays.stream(copies).sum();
    }

    /** Adds up the squares of the sums of clusters, or of each of the copies of an example. */
    private static double squares(double[] values, List<String> clusters, double[] copies) {
        Map<String, Double> sums = new LinkedHashMap<>();
        boolean clustered = isClustered(clusters);
        for (int i = 0; i < values.length; i++) {
            sums.merge(clusters.get(i), values[i] / (clustered ? 1 : Math.sqrt(copies[i])), Double::sum);
        }
        return sums.values().stream().mapToDouble(sum -> sum * sum).sum();
    }

    /** {@return the number} */
    public double value() {
        return interval.value();
    }

    /** {@return its standard error; NaN if it is not known} */
    public double standardError() {
        return interval.standardError();
    }

    /**
     * {@return the same number, judged in another way}
     *
     * @param other which of two is better
     */
    public Metric judgedBy(Better other) {
        return new Metric(name, interval, low, high, examples, other);
    }

    /**
     * {@return whether this is better than another number of the same kind; a number that is not known is worse than any}
     *
     * @param other what it is compared with
     */
    public boolean isBetterThan(Metric other) {
        double own = better.badness(value());
        double others = better.badness(other.value());
        return own < others || (Double.isNaN(others) && !Double.isNaN(own));
    }

    /**
     * Cuts the interval to the numbers that are possible, which the law of its error does not know.
     *
     * @param least the least possible number
     * @param most the largest
     * @return the same, with an interval inside
     */
    public Metric within(double least, double most) {
        return new Metric(name, interval, Math.max(low, least), Math.min(high, most), examples, better);
    }

    /** {@return how often a value of 0 would look at least so far from 0; NaN if the standard error is not known} */
    public double pValue() {
        return interval.pValue();
    }

    /** Returns the number with its interval, such as {@code exact match 0.195 (0.140 to 0.250), 200 examples}. */
    @Override
    public String toString() {
        String text = PlainText.format("%s %.4g", name, value());
        text += Double.isNaN(low) ? "" : PlainText.format(" (%.4g to %.4g)", low, high);
        return text + ", " + examples + " examples";
    }
}
