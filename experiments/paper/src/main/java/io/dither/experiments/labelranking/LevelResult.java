package io.dither.experiments.labelranking;

import io.dither.learn.model.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The results of one method, or of the true model, at one level of noise.
 *
 * @param sigma the standard deviation of the noise on scores of variance 1
 * @param method the name of the method, or of the true model
 * @param tests the accuracies on test examples, one per data set
 */
record LevelResult(double sigma, String method, List<Accuracy> tests) {
    /** Returns the mean tau over the data sets. */
    Interval tau() {
        return mean(Accuracy::tau);
    }

    /** Returns the mean share of exact rankings over the data sets. */
    Interval exact() {
        return mean(Accuracy::exact);
    }

    /** Returns tau minus the tau of another method at the same level, paired by data set. */
    Interval tauMinus(LevelResult other) {
        double[] differences = new double[tests.size()];
        Arrays.setAll(differences, i -> tests.get(i).tau() - other.tests.get(i).tau());
        return Interval.ofMean(differences);
    }

    private Interval mean(ToDoubleFunction<Accuracy> measure) {
        return Interval.ofMean(tests.stream().mapToDouble(measure).toArray());
    }
}
