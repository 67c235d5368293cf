package io.dither.oracle.capability;

import io.dither.error.OracleException;

/** A vector whose coordinates are computed when they are read. Not thread-safe. */
@FunctionalInterface
public interface Coordinates {
    /**
     * Returns a coordinate; repeated calls return the same number.
     *
     * @param coordinate from 0 to d - 1
     * @return the number, finite and inside the domain of the oracle
     * @throws OracleException with code INVALID_INPUT if the number is not finite or outside the domain
     */
    double at(int coordinate);
}
