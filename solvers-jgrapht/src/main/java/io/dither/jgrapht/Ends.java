package io.dither.jgrapht;

import io.dither.jgrapht.internal.kernel.Kernel;
import java.util.Optional;

/** Feasible sets between vertices, of which one graph holds a family. */
interface Ends extends Feasible {
    /** What the oracles of one graph share. */
    interface Family {
        /** Makes the oracle of two other ends, by their names. */
        GraphOracle between(Object source, Object target);
    }

    /** The same object for all oracles of the graph. */
    Family family();

    /** Makes a kernel of the family solve between these ends from now on, where it can. */
    boolean turn(Kernel kernel);

    /** The same set as a sum, where it can be added to others. */
    default Optional<PathSums> sums() {
        return Optional.empty();
    }
}
