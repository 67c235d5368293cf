package io.dither.perturbed.internal.engine;

import io.dither.noise.BlockNoise;
import io.dither.oracle.capability.Coordinates;
import io.dither.oracle.capability.OnDemandSession;
import io.dither.random.KeyedRandom;

/**
 * The perturbed parameters X of a sample, computed when the search of a solver reads them. Each block of {@link
 * KeyedRandom#BLOCK} coordinates has its own random stream. The noise of a block is drawn from its first coordinate to
 * the last coordinate that was read, and up to {@link #STEP} - 1 further, with the same bits as if the whole block were
 * drawn at once. The sample has X only at coordinates that were read.
 */
final class OnDemand implements Coordinates {
    /** Noise is drawn up to the next multiple of this number of coordinates, or to the last coordinate. */
    private static final int STEP = 32;

    private final OnDemandSession session;
    private final KeyedRandom random;
    private final Sample sample;
    /**
     * For each block, the number (see {@link #currentSample}) of the sample for which it was last drawn; 0 if never.
     */
    private final int[] lastSample;

    /** For each block, the end of the coordinates that were drawn for this sample. */
    private final int[] ends;

    /** The state of the stream of each block, four numbers per block, from which a later draw goes on. */
    private final long[] streams;

    /** The number of samples so far, over all problems; not the index of the sample in its problem. */
    private int currentSample;

    private Perturbation perturbation;

    OnDemand(OnDemandSession session, KeyedRandom random, Sample sample, Problem first) {
        this.session = session;
        this.random = random;
        this.sample = sample;
        lastSample = new int[(sample.noise.length - 1) / KeyedRandom.BLOCK + 1];
        ends = new int[lastSample.length];
        streams = new long[4 * lastSample.length];
        perturbation = first.perturbation();
    }

    /**
     * Solves sample m of a problem for y, and computes its objective F(X) = &lt;X, y&gt; + h(y), where h(y) is the
     * offset of y.
     */
    void solve(Problem problem, int m) {
        perturbation = problem.perturbation();
        random.startSample(m);
        if (++currentSample == 0) { // the number overflowed after 2^32 samples
            java.util.Arrays.fill(lastSample, 0);
            currentSample = 1;
        }
        session.solve(this, sample.vertex);
        sample.clamped = 0;
        double value = sample.vertex.offset();
        for (int k = 0; k < sample.vertex.size(); k++) {
            value += at(sample.vertex.index(k)) * sample.vertex.value(k);
        }
        sample.value = Failures.requireFinite(value);
    }

    @Override
    public double at(int coordinate) {
        int block = coordinate / KeyedRandom.BLOCK;
        if (lastSample[block] != currentSample || ends[block] <= coordinate) {
            draw(block, coordinate);
        }
        return perturbation.apply(sample, coordinate);
    }

    private void draw(int block, int coordinate) {
        int from = block * KeyedRandom.BLOCK;
        if (lastSample[block] == currentSample) {
            from = ends[block];
            random.resume(streams, 4 * block);
        } else {
            random.startBlock(block);
            lastSample[block] = currentSample;
        }
        int to = Math.min(sample.noise.length, (coordinate / STEP + 1) * STEP);
        ((BlockNoise) perturbation.noise()).fill(random, sample.noise, from, to);
        random.pause(streams, 4 * block);
        ends[block] = to;
    }
}
