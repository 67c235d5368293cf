package io.dither.experiments.variance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The variance of a vector over seeds, the mean over its coordinates: around the exact vector where it is known. */
final class Spread {
    private final List<double[]> vectors = new ArrayList<>();

    void add(double... vector) {
        vectors.add(vector.clone());
    }

    double variance(Optional<double[]> exact) {
        double[] centre = exact.orElseGet(this::mean);
        int freedom = exact.isPresent() ? vectors.size() : vectors.size() - 1;
        double squares = 0;
        for (double[] vector : vectors) {
            for (int i = 0; i < vector.length; i++) {
                squares += Math.pow(vector[i] - centre[i], 2);
            }
        }
        return squares / freedom / centre.length;
    }

    private double[] mean() {
        double[] mean = new double[vectors.get(0).length];
        for (double[] vector : vectors) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vector[i] / vectors.size();
            }
        }
        return mean;
    }
}
