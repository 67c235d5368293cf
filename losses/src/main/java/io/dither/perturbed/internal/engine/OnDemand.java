package io.dither.perturbed.internal.engine;

import io.dither.noise.BlockNoise;
import io.dither.oracle.capability.Coordinates;
import io.dither.oracle.capability.OnDemandSession;
import io.dither.random.KeyedRandom;

/**
 * The perturbed parameters of one sample, whose noise is drawn when a search reads them, in each block of coordinates
 * from its start to the last one read, with the same bits as drawn all at once. Only coordinates that were read are
 * filled in the sample.
 */
final class OnDemand implements Coordinates {
    /** The least number of coordinates that are drawn together. */
    private static final int STEP = 32;

    private final OnDemandSession session;
    private final KeyedRandom random;
    private final Sample sample;
    /** The sample for which a block was drawn from last. */
    private final int[] drawn;

    /** The end of what was drawn of a block. */
    private final int[] ends;

    /** The state of the stream of each block. */
    private final long[] streams;

    private int current;
    private BlockNoise noise;
    private Perturbation perturbation;

    OnDemand(OnDemandSession session, KeyedRandom random, Sample sample, Problem first) {
        this.session = session;
        this.random = random;
        this.sample = sample;
        drawn = new int[(sample.noise.length - 1) / KeyedRandom.BLOCK + 1];
        ends = new int[drawn.length];
        streams = new long[4 * drawn.length];
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
        if (drawn[block] != current || ends[block] <= coordinate) {
            draw(block, coordinate);
        }
        return perturbation.apply(sample, coordinate);
    }

    private void draw(int block, int coordinate) {
        int from = block * KeyedRandom.BLOCK;
        if (drawn[block] == current) {
            from = ends[block];
            random.resume(streams, 4 * block);
        } else {
            random.block(block);
            drawn[block] = current;
        }
        int to = Math.min(sample.noise.length, (coordinate / STEP + 1) * STEP);
        noise.fill(random, sample.noise, from, to);
        random.pause(streams, 4 * block);
        ends[block] = to;
    }
}
