package io.dither.learn.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dither.error.Arguments;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A number computed over examples, such as a share of correct decisions or a difference of losses, with a 95 % interval. Examples of the
 * same cluster count as dependent.
 *
 * @param name the name of the metric
 * @param interval the number with its standard error over clusters; the degrees of freedom of Student's t are usually the number of
 *     clusters minus 1; the error is NaN for a single cluster, or if all examples have the same value
 * @param low the lower end of the interval; NaN if there is none
 * @param high the upper end of the interval, above {@code low}; NaN if there is none
 * @param examples the number of examples
 * @param better the rule for which of two values is better
 */
public record Metric(String name, Interval interval, double low, double high, int examples, Better better) {
    /** A standard error is only a rounding error below this share of the sum of the absolute numbers from which it is computed. */
    private static final double ROUNDING = 1e-12;

    /** A rule for which of two numbers is better. */
    public enum Better {
        /** The lower number, as for losses. */
        @JsonProperty("LESS")
        LOWER,
        /** The higher number, as for shares of correct decisions. */
        @JsonProperty("MORE")
        HIGHER,
        /** The number closer to 1, as for ratios to the optimum. */
        CLOSER_TO_ONE;

        /** Returns a number that is lower for better values. */
        private double badness(double value) {
            return switch (this) {
                case LOWER -> value;
                case HIGHER -> -value;
                case CLOSER_TO_ONE -> Math.abs(value - 1);
            };
        }
    }

    /** Sets both ends of the interval to NaN if the lower end is not below the upper end. */
    public Metric {
        if (!(low < high)) {
            low = Double.NaN;
            high = Double.NaN;
        }
    }

    /**
     * {@return a number with its interval; lower is better} A standard error of 0 counts as unknown.
     *
     * @param name the name of the metric
     * @param interval the number with its standard error
     * @param examples the number of examples
     */
    public static Metric of(String name, Interval interval, int examples) {
        double error = interval.standardError() > 0 ? interval.standardError() : Double.NaN;
        Interval withError = new Interval(interval.value(), error, interval.degreesOfFreedom());
        return new Metric(name, withError, withError.low(), withError.high(), examples, Better.LOWER);
    }

    /**
     * Computes the ratio of two sums over examples. It is a weighted mean if the denominators are weights, and the numerators are weighted
     * values.
     *
     * @param name the name of the metric
     * @param numerators one number per example
     * @param denominators one number per example
     * @param clusters one name per example
     * @return the ratio, with its standard error by linearisation: over G clusters, the variance is multiplied by G / (G - 1); lower is
     *     better
     */
    public static Metric ratio(String name, double[] numerators, double[] denominators, List<String> clusters) {
        return ratio(name, numerators, denominators, clusters, ones(clusters.size()));
    }

    /**
     * Computes the weighted mean of a number per example.
     *
     * @param name the name of the metric
     * @param values the number of each example
     * @param weights the weight of each example, above 0: of all its copies together
     * @param clusters the cluster of each example
     * @param copies the number of identical examples that each example stands for, above 0; read only
     * @return the mean, with its standard error over clusters; lower is better
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
     * Computes the ratio of two sums over examples that each stand for several identical examples (copies). Copies are independent unless
     * any two examples share a cluster; then only clusters are independent.
     *
     * @param name the name of the metric
     * @param numerators one number per example: the sum over its copies
     * @param denominators one number per example: the sum over its copies
     * @param clusters one name per example
     * @param copies the number of identical examples that each example stands for, above 0; read only
     * @return the ratio, with the standard error for all copies
     */
    public static Metric ratio(
            String name, double[] numerators, double[] denominators, List<String> clusters, double[] copies) {
        Arguments.length("denominators", denominators, numerators.length);
        Arguments.length("copies", copies, clusters.size());
        Arguments.require(
                clusters.size() == numerators.length,
                "there are " + numerators.length + " numbers for " + clusters.size() + " examples",
                "Maybe they are of other examples");
        double numerator = 0;
        double denominator = 0;
        for (int i = 0; i < numerators.length; i++) {
            numerator += numerators[i];
            denominator += denominators[i];
        }
        double value = numerator / denominator;
        // each example's part of the error of the ratio, by linearisation
        double[] deviations = new double[numerators.length];
        double absoluteSum = 0;
        for (int i = 0; i < deviations.length; i++) {
            deviations[i] = (numerators[i] - value * denominators[i]) / denominator;
            absoluteSum += Math.abs(numerators[i] / denominator) + Math.abs(value * denominators[i] / denominator);
        }
        double units = independentUnits(clusters, copies);
        double squares = squares(deviations, clusters, copies);
        double error = Math.sqrt(squares * units / (units - 1));
        boolean doAllAgree = error <= ROUNDING * absoluteSum;
        return of(name, new Interval(value, doAllAgree ? Double.NaN : error, units - 1), deviations.length);
    }

    /**
     * Computes a share of correct examples, with Wilson's score interval (1927), which stays between 0 and 1 and has a length above 0 even if
     * all examples are correct. In Wilson's formula, the number of examples is divided by the design effect: the factor by
     * which clusters and weights raise the variance. If all examples have the same value, the design effect is unknown, and the formula uses
     * Kish's effective number of clusters. The interval uses the quantile of Student's t distribution.
     *
     * @param name the name of the metric
     * @param numerators one number per example: its weight times a number from 0 to 1, such as 1 if it is correct
     * @param weights one weight per example, above 0
     * @param clusters one name per example
     * @return the share; higher is better
     */
    public static Metric share(String name, double[] numerators, double[] weights, List<String> clusters) {
        return share(name, numerators, weights, clusters, ones(clusters.size()));
    }

    /**
     * Computes a share of correct examples that each stand for several identical examples (copies). Copies are independent unless any two
     * examples share a cluster; then only clusters are independent.
     *
     * @param name the name of the metric
     * @param numerators one number per example: its weight times a number from 0 to 1, such as 1 if it is correct
     * @param weights one weight per example, above 0: of all its copies together
     * @param clusters one name per example
     * @param copies the number of identical examples that each example stands for, above 0; read only
     * @return the share, with the interval for all copies
     */
    public static Metric share(
            String name, double[] numerators, double[] weights, List<String> clusters, double[] copies) {
        Metric plain = ratio(name, numerators, weights, clusters, copies);
        Interval share = plain.interval;
        double n = Arrays.stream(copies).sum(); // the number of examples, with their copies
        double p = share.value();
        double variance = share.standardError() * share.standardError();
        // n divided by the design effect: this many independent examples of equal weight would give this variance
        double effectiveExamples = n / (n - 1) * p * (1 - p) / variance;
        if (Double.isNaN(variance)) {
            double sum = Arrays.stream(weights).sum();
            // Kish's effective number of clusters, or of copies without clusters
            effectiveExamples = sum * sum / squares(weights, clusters, copies);
        }
        double t = share.quantile();
        double tSquareOverN = t * t / effectiveExamples; // a term of Wilson's formula
        double middle = (p + tSquareOverN / 2) / (1 + tSquareOverN);
        double margin = Math.sqrt(tSquareOverN * (p * (1 - p) + tSquareOverN / 4)) / (1 + tSquareOverN);
        return new Metric(name, share, middle - margin, middle + margin, plain.examples, Better.HIGHER).withRange(0, 1);
    }

    private static boolean isClustered(List<String> clusters) {
        return new HashSet<>(clusters).size() < clusters.size();
    }

    /** Returns the number of independent units: clusters, or copies of examples. */
    private static double independentUnits(List<String> clusters, double[] copies) {
        return isClustered(clusters)
                ? new HashSet<>(clusters).size()
                : Arrays.stream(copies).sum();
    }

    /**
     * Adds up the squared sums of the clusters. If no examples share a cluster, it adds up the squares of all copies: c copies with the total
     * v add c (v / c)^2 = v^2 / c.
     */
    private static double squares(double[] values, List<String> clusters, double[] copies) {
        Map<String, Double> sums = new LinkedHashMap<>();
        boolean isClustered = isClustered(clusters);
        for (int i = 0; i < values.length; i++) {
            sums.merge(clusters.get(i), values[i] / (isClustered ? 1 : Math.sqrt(copies[i])), Double::sum);
        }
        return sums.values().stream().mapToDouble(sum -> sum * sum).sum();
    }

    /** {@return the number} */
    public double value() {
        return interval.value();
    }

    /** {@return the standard error; NaN if it is unknown} */
    public double standardError() {
        return interval.standardError();
    }

    /**
     * {@return a copy of this metric with another rule for which value is better}
     *
     * @param other the rule for which of two values is better
     */
    public Metric withBetter(Better other) {
        return new Metric(name, interval, low, high, examples, other);
    }

    /**
     * {@return whether this is better than another value of the same metric; NaN is worse than any number}
     *
     * @param other the other value
     */
    public boolean isBetterThan(Metric other) {
        double ownBadness = better.badness(value());
        double otherBadness = better.badness(other.value());
        return ownBadness < otherBadness || (Double.isNaN(otherBadness) && !Double.isNaN(ownBadness));
    }

    /**
     * Restricts the interval to the range of possible values.
     *
     * @param least the least possible value
     * @param most the largest possible value
     * @return a copy of this metric with the restricted interval
     */
    public Metric withRange(double least, double most) {
        return new Metric(name, interval, Math.max(low, least), Math.min(high, most), examples, better);
    }

    /** {@return the probability of a number at least this far from 0 if the true number were 0; NaN if the standard error is unknown} */
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
