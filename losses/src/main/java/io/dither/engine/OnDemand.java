package io.dither.engine;

import io.dither.noise.BlockNoise;
import io.dither.oracle.Coordinates;
import io.dither.oracle.OnDemandSession;
import io.dither.random.KeyedRandom;

/**
 * The perturbed parameters of one sample, whose noise is drawn block by block as a search looks at them: the same bits as drawn
 * all at once. It fills the sample where it was looked at, and only there.
 */
final class OnDemand implements Coordinates {
    private final OnDemandSession session;
    private final KeyedRandom random;
    private final Sample sample;
    /** The sample for which a block was drawn last. */
    private final int[] drawn;

    private int current;
    private BlockNoise noise;
    private Perturbation perturbation;

    OnDemand(OnDemandSession session, KeyedRandom random, Sample sample, Problem first) {
        this.session = session;
        this.random = random;
        this.sample = sample;
        drawn = new int[(sample.noise.length - 1) / KeyedRandom.BLOCK + 1];
        noise = (BlockNoise) first.perturbation().noise();
        perturbation = first.perturbation();
    }

    /** Solves sample m of a problem, and computes F(X). */
    void solve(Problem problem, int m) {
        noise = (BlockNoise) problem.perturbation().noise();
        perturbation = problem.perturbation();
        random.sample(m);
        if (++current == 0) { // after 2^32 samples
            java.util.Arrays.fill(drawn, 0);
            current = 1;
        }
        session.solve(this, sample.vertex);
        double value = sample.vertex.offset();
        for (int k = 0; k < sample.vertex.size(); k++) {
            value += at(sample.vertex.index(k)) * sample.vertex.value(k);
        }
        sample.value = Failures.requireFinite(value);
    }

    @Override
    public double at(int coordinate) {
        int block = coordinate / KeyedRandom.BLOCK;
        if (drawn[block] != current) {
            noise.sampleBlock(random, block, sample.noise);
            drawn[block] = current;
        }
        return perturbation.apply(sample, coordinate);
    }
}
