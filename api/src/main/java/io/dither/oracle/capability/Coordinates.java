package io.dither.oracle.capability;

import io.dither.error.OracleException;

/** A vector whose coordinates are computed when they are looked at. Not thread-safe. */
@FunctionalInterface
public interface Coordinates {
    /**
     * Returns a coordinate: the same number whenever it is asked for.
     *
     * @param coordinate from 0 to d - 1
     * @return the number, finite and inside the domain of the oracle
     * @throws OracleException with code INVALID_INPUT where it is not
     */
    double at(int coordinate);
}
