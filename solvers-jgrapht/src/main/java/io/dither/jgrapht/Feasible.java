package io.dither.jgrapht;

import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracle.capability.Trip;
import java.util.Optional;

/** Tells which sets of coordinates are feasible. */
interface Feasible {
    /**
     * Looks for a reason why the coordinates that are 1, in ascending order, are not feasible. Where coordinates count, those come as often
     * as they say.
     */
    Optional<String> violation(int[] ones);

    /** The paths that these are, where they are paths. */
    default Optional<Trip> trip() {
        return Optional.empty();
    }

    /** How they are walked, where they are. */
    default Optional<Neighbourhood> around() {
        return Optional.empty();
    }
}
