package io.dither.statistic;

import io.dither.engine.Reward;
import io.dither.engine.Sample;
import io.dither.engine.SampleLanes;
import io.dither.oracle.VertexLanes;
import java.util.Arrays;

/** The reward &lt;v, y&gt;, summed from the first coordinate on where lanes hold their solutions in a block. */
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
        VertexLanes vertices = block.vertices;
        if (!vertices.hasBlock()) {
            Reward.super.of(block, from, to, rewards);
            return;
        }
        double[] y = vertices.block();
        Arrays.fill(rewards, from, to, 0);
        for (int i = 0, first = 0; i < v.length; i++, first += block.lanes) {
            double factor = v[i];
            for (int lane = from; lane < to; lane++) {
                rewards[lane] += factor * y[first + lane];
            }
        }
    }
}
