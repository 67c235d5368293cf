package io.dither.perturbed.internal.engine;

/** Says at which lane's sample a statistic failed. */
final class LaneFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    final int lane;
    final transient Throwable thrown;

    LaneFailure(int lane, Throwable thrown) {
        super(null, thrown, false, false);
        this.lane = lane;
        this.thrown = thrown;
    }
}
