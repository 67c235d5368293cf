package io.dither.oracle.capability;

import io.dither.oracle.LinearOracle;
import java.util.List;

/** An oracle whose coordinates have names, such as the edges of a graph. */
public interface NamedCoordinates extends LinearOracle {
    /**
     * Returns the objects that the coordinates of theta and y stand for.
     *
     * @return one object per coordinate; the text of an edge is {@code a->b}, or {@code a-b} if it leads both ways
     */
    List<?> coordinates();
}
