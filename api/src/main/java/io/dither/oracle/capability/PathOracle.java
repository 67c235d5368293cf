package io.dither.oracle.capability;

import io.dither.oracle.LinearOracle;
import java.util.Optional;

/** A capability: an oracle that may be over the paths of a graph, and then shows the graph, so that all paths can be summed over. */
public interface PathOracle extends LinearOracle {
    /**
     * Returns the ends of the paths in their network: y counts how often a path pays each coordinate.
     *
     * @return the trip, or nothing where the feasible set is another
     */
    Optional<Trip> trip();
}
