package io.dither.experiments.labelranking;

import io.dither.experiments.learn.SampleMean;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.TDistribution;

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

    /** Returns 1 where its tau is better than that of another method on the same data sets, -1 where worse, else 0. */
    int against(NoiseLevel other) {
        double[] gain = new double[tests.size()];
        Arrays.setAll(gain, i -> tests.get(i).tau() - other.tests.get(i).tau());
        SampleMean mean = SampleMean.of(gain);
        double quantile = new TDistribution(null, gain.length - 1.0).inverseCumulativeProbability(0.975);
        return Math.abs(mean.mean()) > quantile * mean.standardError() ? (int) Math.signum(mean.mean()) : 0;
    }

    private SampleMean mean(ToDoubleFunction<Accuracy> figure) {
        return SampleMean.of(tests.stream().mapToDouble(figure).toArray());
    }
}
