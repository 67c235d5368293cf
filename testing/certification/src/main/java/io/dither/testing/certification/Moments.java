package io.dither.testing.certification;

import io.dither.layer.Estimated;
import java.util.Arrays;

/** Running means and variances of several numbers (Welford, 1962). */
final class Moments {
    private final double[] means;
    /** The sums of the squared deviations from the means. */
    private final double[] squares;

    private long count;

    Moments(int length) {
        means = new double[length];
        squares = new double[length];
    }

    /** Adds a sample. */
    void add(double[] values) {
        count++;
        for (int i = 0; i < means.length; i++) {
            double difference = values[i] - means[i];
            means[i] += difference / count;
            squares[i] += difference * (values[i] - means[i]);
        }
    }

    /** Returns the means with their standard errors. */
    Estimated estimated() {
        double[] errors = Arrays.stream(squares)
                .map(sum -> Math.sqrt(sum / (count - 1) / count))
                .toArray();
        return new Estimated(means.clone(), errors);
    }
}
