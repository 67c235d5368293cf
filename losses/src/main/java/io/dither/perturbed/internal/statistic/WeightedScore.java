package io.dither.perturbed.internal.statistic;

import io.dither.perturbed.internal.engine.Reward;
import io.dither.perturbed.internal.engine.Sample;

/** The number sum_j w_j grad nu(z)_j. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record WeightedScore(double[] weights) implements Reward {
    @Override
    public double of(Sample sample) {
        double sum = 0;
        for (int j = 0; j < weights.length; j++) {
            sum += weights[j] * sample.score(j);
        }
        return sum;
    }
}
