package io.dither.oracle.capability;

import io.dither.oracle.LinearOracle;
import java.util.List;

/** An oracle whose coordinates have names, such as the edges of a graph. */
public interface NamedCoordinates extends LinearOracle {
    /**
     * Returns objects such as strings or edges, whose {@code toString()} returns the names of the coordinates.
     *
     * @return one object per coordinate, in order; the name of an edge is {@code a->b}, {@code a-b} if undirected
     */
    List<?> coordinates();
}
