package io.dither.oracle.capability;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;

/**
 * A capability: an oracle that can fix some of its coordinates at 0 and leave them out, such as roads that are closed
 * today. The smaller problem is solved with the same exactness as the full problem.
 */
public interface Restrictable extends Membership {
    /**
     * Returns the oracle over the free coordinates, whose points are the feasible points that are 0 at all other
     * coordinates.
     *
     * @param free the free coordinates in ascending order, from 0 to d - 1, at least one; copied
     * @return the oracle, of the same sense and of dimension {@code free.length}: its coordinate i is coordinate
     *     {@code free[i]} of this oracle
     * @throws InvalidArgumentException if this oracle cannot leave out the other coordinates
     * @throws OracleException with code INFEASIBLE if there is no such point; some oracles throw it only when a
     *     session solves
     */
    LinearOracle keeping(int... free);
}
