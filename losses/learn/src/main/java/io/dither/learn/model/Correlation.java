package io.dither.learn.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The correlation of the errors of two weights.
 *
 * @param first the name of the first weight
 * @param second the name of the second weight, which is later in the order of the weights
 * @param value the correlation of their errors, from -1 to 1
 */
public record Correlation(String first, String second, double value) {
    /** Returns the correlations whose absolute value is at least {@code smallest}, the strongest first; none for weights without errors. */
    static List<Correlation> all(Fitted fitted, double smallest) {
        double[][] covariance = fitted.covariance();
        List<Correlation> all = new ArrayList<>();
        for (int k = 0; k < covariance.length; k++) {
            for (int l = k + 1; l < covariance.length; l++) {
                // NaN for a weight without errors, which the comparison leaves out
                double value = covariance[k][l] / Math.sqrt(covariance[k][k] * covariance[l][l]);
                if (Math.abs(value) >= smallest) {
                    all.add(new Correlation(
                            fitted.weights().get(k).name(),
                            fitted.weights().get(l).name(),
                            value));
                }
            }
        }
        all.sort(Comparator.comparingDouble(correlation -> -Math.abs(correlation.value())));
        return all;
    }
}
