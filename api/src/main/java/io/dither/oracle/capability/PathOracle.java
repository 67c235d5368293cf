package io.dither.oracle.capability;

import io.dither.oracle.LinearOracle;
import java.util.Optional;

/**
 * A capability: an oracle that returns its graph if its feasible points are the paths of a graph, so that sums over all
 * paths can be computed.
 */
public interface PathOracle extends LinearOracle {
    /**
     * Returns the network with the source and the target of the paths. Coordinate i of the feasible point of a path is
     * the number of times that the path pays theta[i].
     *
     * @return the trip, or empty if the feasible points are not paths
     */
    Optional<Trip> trip();
}
