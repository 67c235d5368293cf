package io.dither.learn.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A number that says how good decisions are, with its 95 % interval over clusters of examples.
 *
 * @param name what it is
 * @param value the number
 * @param standardError its standard error; NaN for a single cluster
 * @param low the lower end of the interval
 * @param high the upper end of the interval
 * @param examples over how many examples
 */
public record Metric(String name, double value, double standardError, double low, double high, int examples) {
    /**
     * {@return a number with its interval}
     *
     * @param name what it is
     * @param interval the number with its error
     * @param examples over how many examples
     */
    public static Metric of(String name, Interval interval, int examples) {
        return new Metric(name, interval.value(), interval.standardError(), interval.low(), interval.high(), examples);
    }

    /**
     * Makes the ratio of two sums over examples, such as a mean (the second sum being that of weights).
     *
     * @param name what it is
     * @param numerators one an example
     * @param denominators one an example
     * @param clusters one an example
     * @return the ratio, its error by linearisation over clusters
     */
    public static Metric ratio(String name, double[] numerators, double[] denominators, List<String> clusters) {
        double above = 0;
        double below = 0;
        for (int i = 0; i < numerators.length; i++) {
            above += numerators[i];
            below += denominators[i];
        }
        double value = above / below;
        Map<String, Double> sums = new HashMap<>();
        for (int i = 0; i < numerators.length; i++) {
            sums.merge(clusters.get(i), (numerators[i] - value * denominators[i]) / below, Double::sum);
        }
        double squares = 0;
        for (double sum : clusters.stream().distinct().map(sums::get).toList()) {
            squares += sum * sum;
        }
        int groups = sums.size();
        double error = groups < 2 ? Double.NaN : Math.sqrt(squares * groups / (groups - 1));
        return of(name, Interval.of(value, error), numerators.length);
    }

    /**
     * Cuts the interval to the numbers that are possible, which the normal law does not know.
     *
     * @param least the least possible number
     * @param most the largest
     * @return the same, with an interval inside
     */
    public Metric within(double least, double most) {
        return new Metric(name, value, standardError, Math.max(low, least), Math.min(high, most), examples);
    }

    /** {@return how often a value of 0 would look at least so far from 0; NaN if the standard error is not known or 0} */
    public double pValue() {
        return standardError > 0 ? Interval.of(value, standardError).pValue() : Double.NaN;
    }
}
