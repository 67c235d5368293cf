package io.dither.experiments.labelranking;

import io.dither.experiments.learn.SampleMean;
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
    SampleMean tau() {
        return mean(Accuracy::tau);
    }

    SampleMean exact() {
        return mean(Accuracy::exact);
    }

    private SampleMean mean(ToDoubleFunction<Accuracy> figure) {
        return SampleMean.of(tests.stream().mapToDouble(figure).toArray());
    }
}
