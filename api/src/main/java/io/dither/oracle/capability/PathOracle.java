package io.dither.oracle.capability;

import io.dither.oracle.LinearOracle;
import java.util.Optional;

/**
 * A capability: an oracle that may be over the paths of a graph, and then returns the graph, so that sums over all
 * paths can be computed.
 */
public interface PathOracle extends LinearOracle {
    /**
     * Returns the ends of the paths in their network: y counts how often a path pays each coordinate.
     *
     * @return the trip, or empty if the feasible set is a different one
     */
    Optional<Trip> trip();
}
