package io.dither.jgrapht;

import io.dither.jgrapht.internal.kernel.Kernel;

/** A feasible set that depends on a source and a target. The sets of one graph form a family. */
interface BetweenEnds extends Feasible {
    /** The sets of one graph between any two ends; their oracles share the compiled graph. */
    interface Family {
        /**
         * Makes the oracle between two ends: vertices of a JGraphT graph, or the names of vertices in a file. Does not
         * check whether a path exists.
         */
        GraphOracle between(Object source, Object target);
    }

    /** Returns the family, which is equal for all oracles of the graph. */
    Family family();

    /** Switches a kernel of the family to these ends; returns false, and changes nothing, if this is not possible. */
    boolean retarget(Kernel kernel);
}
