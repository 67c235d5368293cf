package io.dither.statistic;

import io.dither.engine.Reward;
import io.dither.engine.Sample;
import io.dither.engine.SampleLanes;

/** The reward &lt;v, y&gt;. */
public final class InnerProduct implements Reward {
    private final double[] v;

    public InnerProduct(double[] v) {
        this.v = v;
    }

    @Override
    public double of(Sample sample) {
        return sample.vertex.dot(v);
    }

    @Override
    public void of(SampleLanes block, int from, int to, double[] rewards) {
        block.vertices.dots(v, rewards);
    }
}
