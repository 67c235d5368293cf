package io.dither.perturbed.internal.engine;

/** Decides when the samples of one call are enough, by the tally after each block, in order, or by the clock. */
public interface Stopping {
    /** Starts the clock, before the first block is handed to any thread. */
    void start();

    /** Returns whether a time budget is over. */
    boolean isOver();

    /** Returns whether the samples so far are enough. */
    boolean isEnough(Tally tally);
}
