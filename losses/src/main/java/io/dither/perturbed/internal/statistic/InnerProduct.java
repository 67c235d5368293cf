package io.dither.perturbed.internal.statistic;

import io.dither.perturbed.internal.engine.Reward;
import io.dither.perturbed.internal.engine.Sample;
import io.dither.perturbed.internal.engine.SampleLanes;

/** The reward &lt;v, y&gt;. */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record InnerProduct(double[] v) implements Reward {
    @Override
    public double of(Sample sample) {
        return sample.vertex.dot(v);
    }

    @Override
    public void fillLanes(SampleLanes sampleLanes, int from, int to, double[] rewards) {
        sampleLanes.vertices.dots(v, rewards); // of all lanes
    }
}
