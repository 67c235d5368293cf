package io.dither.jgrapht;

import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracle.capability.Trip;
import java.util.Optional;

/** The feasible set of an oracle on a graph. Its points are the vectors y that may be answers of the oracle. */
interface Feasible {
    /**
     * Returns the reason why a vector y is not feasible; empty if it is feasible.
     *
     * @param nonzeros the coordinates of y that are not 0, in ascending order, each as often as its value
     */
    Optional<String> violation(int[] nonzeros);

    /** Returns the source and the target of the paths in their network; empty if the points are not paths. */
    default Optional<Trip> trip() {
        return Optional.empty();
    }

    /** Returns the moves from point to point, for local search; empty if there are none. */
    default Optional<Neighbourhood> neighbourhood() {
        return Optional.empty();
    }
}
