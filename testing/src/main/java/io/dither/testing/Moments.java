package io.dither.testing;

import io.dither.layer.Estimated;

/** Running means and variances of several numbers (Welford, 1962). */
final class Moments {
    private final double[] means;
    private final double[] squares;
    private long count;

    Moments(int length) {
        means = new double[length];
        squares = new double[length];
    }

    void add(double[] values) {
        count++;
        for (int i = 0; i < means.length; i++) {
            double difference = values[i] - means[i];
            means[i] += difference / count;
            squares[i] += difference * (values[i] - means[i]);
        }
    }

    Estimated estimated() {
        double[] errors = new double[means.length];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = Math.sqrt(squares[i] / (count - 1) / count);
        }
        return new Estimated(means.clone(), errors);
    }
}
