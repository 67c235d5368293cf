package io.dither.perturbed.internal.engine;

/** A failure of a statistic, with the lane (the index in {@link SampleLanes}) of the sample at which it failed. */
final class LaneFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    final int lane;
    /** The cause, never null. */
    final transient Throwable thrown;

    LaneFailure(int lane, Throwable thrown) {
        super(null, thrown, false, false); // without a stack trace: the cause has one
        this.lane = lane;
        this.thrown = thrown;
    }
}
