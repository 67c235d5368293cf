package io.dither.perturbed.internal.engine;

/** Decides when a call has enough samples: by the tally after each block, in order, or by the clock. */
public interface Stopping {
    /** Starts the clock, before any thread gets the first block. */
    void start();

    /** Returns whether a time budget is over. */
    boolean isOver();

    /** Returns whether the samples so far are enough. */
    boolean isEnough(Tally tally);
}
