package io.dither.jgrapht;

import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracle.capability.Trip;
import java.util.Optional;

/** Tests whether sets of coordinates are feasible. */
interface Feasible {
    /**
     * Returns the reason why a point is not feasible; empty if it is feasible.
     *
     * @param ones the coordinates that are 1, in ascending order; a coordinate with a larger value is repeated
     */
    Optional<String> violation(int[] ones);

    /** Returns the trip of the paths, if the points are paths. */
    default Optional<Trip> trip() {
        return Optional.empty();
    }

    /** Returns the neighbourhood of the points, if there is one. */
    default Optional<Neighbourhood> neighbourhood() {
        return Optional.empty();
    }
}
