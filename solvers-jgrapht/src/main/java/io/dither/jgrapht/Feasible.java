package io.dither.jgrapht;

import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracle.capability.Trip;
import java.util.Optional;

/** Tests whether sets of coordinates are feasible. */
interface Feasible {
    /**
     * Returns the reason why a point is not feasible; empty if it is feasible.
     *
     * @param ones the coordinates that are 1, in ascending order; a coordinate of value k is listed k times
     */
    Optional<String> violation(int[] ones);

    /** Returns the source and the target of the paths in their network; empty if the points are not paths. */
    default Optional<Trip> trip() {
        return Optional.empty();
    }

    /** Returns the moves from point to point, for local search; empty if there are none. */
    default Optional<Neighbourhood> neighbourhood() {
        return Optional.empty();
    }
}
