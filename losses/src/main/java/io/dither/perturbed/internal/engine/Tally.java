package io.dither.perturbed.internal.engine;

import io.dither.oracle.Vertex;
import io.dither.perturbed.internal.engine.Plan.Slot;
import org.jspecify.annotations.Nullable;

/** The statistics of a block of samples, or of all blocks merged so far. */
public final class Tally {
    private final Problem problem;
    private final Statistic<?>[] statistics;
    private final Failures failures = new Failures();
    /** Takes this block when it is finished; null before {@link #assignTo}. */
    private @Nullable BlockMerger merger;

    private long block;
    private long samples;
    private long clamped;
    private long inexact;
    private double gaps;

    Tally(Problem problem, Statistic<?>[] statistics) {
        this.problem = problem;
        this.statistics = statistics;
    }

    /** Makes this the tally of a block. */
    void assignTo(BlockMerger blockMerger, long index) {
        merger = blockMerger;
        block = index;
    }

    /**
     * Returns whether the next samples count: no sample of this or an earlier block failed, and the merger still
     * accepts blocks.
     */
    boolean isNeeded() {
        return !failures.any() && (merger == null || merger.isNeeded(block));
    }

    /** Returns the problem whose samples this tally counts. */
    Problem problem() {
        return problem;
    }

    void add(Sample sample) {
        samples++;
        clamped += sample.clamped;
        count(sample.vertex);
        for (Statistic<?> statistic : statistics) {
            statistic.add(sample);
        }
    }

    private void count(Vertex answer) {
        if (answer.gap() != 0) {
            inexact++;
            gaps += answer.gap();
        }
    }

    /** Records that a sample failed, in the solve or in a statistic. */
    void fail(int sample, Throwable cause) {
        failures.add(problem, sample, cause);
        if (merger != null) {
            merger.failed(block);
        }
    }

    Failures failures() {
        return failures;
    }

    /** Adds the samples of a range of lanes in order. */
    void addLanes(SampleLanes sampleLanes, int from, int to) {
        samples += to - from;
        for (int lane = from; lane < to; lane++) {
            clamped += sampleLanes.samples[lane].clamped;
            count(sampleLanes.samples[lane].vertex);
        }
        for (Statistic<?> statistic : statistics) {
            statistic.addLanes(sampleLanes, from, to);
        }
    }

    /** Ends the block. */
    void seal() {
        for (Statistic<?> statistic : statistics) {
            statistic.seal();
        }
    }

    /** Empties this tally, for another block of the same problem. */
    void reset() {
        samples = 0;
        clamped = 0;
        inexact = 0;
        gaps = 0;
        failures.reset();
        for (Statistic<?> statistic : statistics) {
            statistic.reset();
        }
    }

    /** Frees the memory that only adding needs. */
    void release() {
        for (Statistic<?> statistic : statistics) {
            statistic.release();
        }
    }

    long sizeInDoubles() {
        long sum = 0;
        for (Statistic<?> statistic : statistics) {
            sum += statistic.sizeInDoubles();
        }
        return sum;
    }

    /** Adds a later block; both blocks are sealed. The later block must be reset before it is used again. */
    void merge(Tally later) {
        samples += later.samples;
        clamped += later.clamped;
        inexact += later.inexact;
        gaps += later.gaps;
        failures.merge(later.failures);
        for (int i = 0; i < statistics.length; i++) {
            merge(statistics[i], later.statistics[i]);
        }
    }

    @SuppressWarnings("unchecked") // both come from the same slot of the same plan
    private static <S extends Statistic<S>> void merge(Statistic<S> earlier, Statistic<?> later) {
        earlier.merge((S) later);
    }

    @SuppressWarnings("unchecked") // the slot's factory made it
    public <S extends Statistic<S>> S get(Slot<S> slot) {
        return (S) statistics[slot.index()];
    }

    public long samples() {
        return samples;
    }

    public long clamped() {
        return clamped;
    }

    /** Returns the number of coordinates of X over all samples; {@link #clamped} of them were moved to a bound. */
    public long coordinates() {
        return samples * problem.oracle().dimension();
    }

    /** Returns the number of samples whose answer was not proved optimal. */
    public long inexact() {
        return inexact;
    }

    /** Returns the sum of the {@linkplain Vertex#gap() gaps} of all answers. */
    public double gaps() {
        return gaps;
    }
}
