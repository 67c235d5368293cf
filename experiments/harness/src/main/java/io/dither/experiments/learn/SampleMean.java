package io.dither.experiments.learn;

import io.dither.error.Arguments;

/**
 * A mean of observations and its standard error.
 *
 * @param mean the mean
 * @param standardError the sample standard deviation (n - 1) divided by sqrt(n); NaN for one observation
 */
public record SampleMean(double mean, double standardError) {
    /**
     * Summarises observations.
     *
     * @param values at least one; read only
     * @return the mean and its standard error
     */
    public static SampleMean of(double[] values) {
        Arguments.atLeast("observations", values.length, 1);
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new SampleMean(mean, Math.sqrt(squares / (values.length - 1) / values.length));
    }
}
