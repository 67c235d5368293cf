package io.dither.perturbed.internal.engine;

/** Decides when the samples of one call are enough, by the tally after each block, in order. */
@FunctionalInterface
public interface Stopping {
    /** Returns whether the samples so far are enough. */
    boolean isEnough(Tally tally);
}
