package io.dither.oracle.capability;

import io.dither.error.OracleException;

/** A theta for an {@link OnDemandSession}, whose coordinates are computed when they are read. Not thread-safe. */
@FunctionalInterface
public interface Coordinates {
    /**
     * Returns a coordinate; repeated calls return the same number.
     *
     * @param coordinate from 0 to d - 1, where d is the dimension of the oracle that is solved
     * @return the number; the session requires that it is finite and inside the domain of this oracle
     * @throws OracleException with code INVALID_INPUT if this theta itself checks the number and refuses it; the solve
     *     then ends with this exception
     */
    double at(int coordinate);
}
