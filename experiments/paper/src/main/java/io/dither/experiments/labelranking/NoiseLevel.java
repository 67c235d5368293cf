package io.dither.experiments.labelranking;

import io.dither.learn.model.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one method, or the true model, gave at one level of noise.
 *
 * @param sigma the standard deviation of the noise on scores of variance 1
 * @param method its name
 * @param tests one a data set
 */
record NoiseLevel(double sigma, String method, List<Accuracy> tests) {
    Interval tau() {
        return mean(Accuracy::tau);
    }

    Interval exact() {
        return mean(Accuracy::exact);
    }

    /** Returns 1 where its tau is better than that of another method on the same data sets, -1 where worse, else 0. */
    int against(NoiseLevel other) {
        double[] gain = new double[tests.size()];
        Arrays.setAll(gain, i -> tests.get(i).tau() - other.tests.get(i).tau());
        Interval mean = Interval.ofMean(gain);
        return Math.abs(mean.value()) > mean.margin() ? (int) Math.signum(mean.value()) : 0;
    }

    private Interval mean(ToDoubleFunction<Accuracy> figure) {
        return Interval.ofMean(tests.stream().mapToDouble(figure).toArray());
    }
}
