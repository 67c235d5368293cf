package io.dither.perturbed.internal.engine;

/** Decides when a problem has enough samples; called after each block, in the order of blocks. */
@FunctionalInterface
public interface Stopping {
    /** Returns whether a tally, which has the samples of all blocks merged so far, has enough samples. */
    boolean isEnough(Tally tally);
}
