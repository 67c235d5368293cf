package io.dither.perturbed.internal.statistic;

import io.dither.oracle.Vertex;
import io.dither.perturbed.internal.engine.Reward;
import io.dither.perturbed.internal.engine.Sample;

/**
 * The reward &lt;y - centre, v&gt; - factor |y - centre|^2. For the gradient of |y_eps - t|^2 / 2 the centre is the mean of
 * M samples, v is the centre minus t, and the factor is 1 / (M - 1). The centre contains y, so that the inner product
 * has a square of y, which would add a bias. The term with the factor cancels it: what is left is (M - 1) / M
 * &lt;y - o, o - t&gt;, where o is the mean of the other samples. The reward is stored as &lt;y, slope&gt; - factor |y|^2 -
 * constant.
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record DistanceReward(double[] slope, double factor, double constant) implements Reward {
    /** Expands the squares, so that the time per sample grows with the coordinates that a vertex has, not with d. */
    public static DistanceReward from(double[] centre, double[] v, double factor) {
        double[] slope = new double[centre.length];
        double constant = 0;
        for (int i = 0; i < slope.length; i++) {
            slope[i] = v[i] + 2 * factor * centre[i];
            constant += centre[i] * (v[i] + factor * centre[i]);
        }
        return new DistanceReward(slope, factor, constant);
    }

    @Override
    public double of(Sample sample) {
        Vertex vertex = sample.vertex;
        double sum = -constant;
        for (int k = 0; k < vertex.size(); k++) {
            double y = vertex.value(k);
            sum += y * (slope[vertex.index(k)] - factor * y);
        }
        return sum;
    }
}
