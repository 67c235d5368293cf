package io.dither.experiments.labelranking;

import io.dither.learn.model.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The results of one method, or of the true model, at one level of noise.
 *
 * @param sigma the standard deviation of the noise on scores of variance 1
 * @param method its name
 * @param tests the accuracies on test examples, one per data set
 */
record LevelResult(double sigma, String method, List<Accuracy> tests) {
    Interval tau() {
        return mean(Accuracy::tau);
    }

    Interval exact() {
        return mean(Accuracy::exact);
    }

    /** Returns by how much its tau is above the tau of another method on the same data sets. */
    Interval against(LevelResult other) {
        double[] gain = new double[tests.size()];
        Arrays.setAll(gain, i -> tests.get(i).tau() - other.tests.get(i).tau());
        return Interval.ofMean(gain);
    }

    private Interval mean(ToDoubleFunction<Accuracy> figure) {
        return Interval.ofMean(tests.stream().mapToDouble(figure).toArray());
    }
}
