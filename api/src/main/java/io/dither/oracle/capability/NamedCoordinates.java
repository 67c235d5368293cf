package io.dither.oracle.capability;

import io.dither.oracle.LinearOracle;
import java.util.List;

/** An oracle whose coordinates have names, such as the edges of a graph. */
public interface NamedCoordinates extends LinearOracle {
    /**
     * Returns the objects whose texts are the names of the coordinates.
     *
     * @return one object per coordinate; the text of an edge is {@code a->b}, or {@code a-b} if it is undirected
     */
    List<?> coordinates();
}
