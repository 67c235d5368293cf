package io.dither.perturbed.internal.engine;

/** Decides when a call has enough samples: it is asked after each block, in the order of blocks. */
@FunctionalInterface
public interface Stopping {
    /** Returns whether the samples of all blocks merged so far, which the tally has, are enough. */
    boolean isEnough(Tally tally);
}
