package io.dither.oracle.capability;

import io.dither.oracle.LinearOracle;
import java.util.Optional;

/**
 * A capability: an oracle whose solutions may be the paths of a graph. It then returns the graph, so that sums over
 * all paths can be computed.
 */
public interface PathOracle extends LinearOracle {
    /**
     * Returns the network and the ends of its paths; y counts how often a path has each coordinate.
     *
     * @return the trip, or empty if the feasible set is a different one
     */
    Optional<Trip> trip();
}
