package io.dither.oracle.capability;

import io.dither.oracle.LinearOracle;
import java.util.List;

/** An oracle whose coordinates stand for things with names, such as the edges of a graph. */
public interface NamedCoordinates extends LinearOracle {
    /**
     * Returns what the coordinates of theta and y stand for.
     *
     * @return one thing a coordinate; an edge of a graph reads {@code a->b}, or {@code a-b} where it leads both ways
     */
    List<?> coordinates();
}
