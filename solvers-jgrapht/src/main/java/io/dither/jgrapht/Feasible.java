package io.dither.jgrapht;

import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracle.capability.Trip;
import java.util.Optional;

/** Tests whether sets of coordinates are feasible. */
interface Feasible {
    /**
     * Returns the reason why the coordinates that are 1, in ascending order, are not feasible. A coordinate with a
     * count is repeated as often.
     */
    Optional<String> violation(int[] ones);

    /** Returns the ends in the network, if these are paths. */
    default Optional<Trip> trip() {
        return Optional.empty();
    }

    /** Returns the moves between these points, if there are any. */
    default Optional<Neighbourhood> around() {
        return Optional.empty();
    }
}
