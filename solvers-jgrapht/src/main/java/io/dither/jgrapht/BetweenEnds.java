package io.dither.jgrapht;

import io.dither.jgrapht.internal.kernel.Kernel;

/** A feasible set that depends on a source and a target. The sets of one graph are a family. */
interface BetweenEnds extends Feasible {
    /** The data that the oracles of one graph share. */
    interface Family {
        /** Makes the oracle between two ends, which are given by their names. */
        GraphOracle between(Object source, Object target);
    }

    /** Returns the family, which is the same object for all oracles of the graph. */
    Family family();

    /** Switches a kernel of the family to these ends; returns whether this is possible. */
    boolean retarget(Kernel kernel);
}
