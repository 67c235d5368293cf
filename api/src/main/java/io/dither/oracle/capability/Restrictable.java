package io.dither.oracle.capability;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;

/**
 * A capability: an oracle that can do without some of its coordinates, such as paths without the roads that are closed today. What is left
 * is solved as exactly as the whole.
 */
public interface Restrictable extends Membership {
    /**
     * Returns the oracle of the feasible points that are 0 at all other coordinates, over these alone.
     *
     * @param kept coordinates in ascending order, from 0 to d - 1, at least one; copied
     * @return the oracle, of the same sense and of dimension {@code kept.length}: its coordinate i is {@code kept[i]}
     * @throws InvalidArgumentException if this oracle cannot do without coordinates after all
     * @throws OracleException with code INFEASIBLE where no point is left; maybe only when a session solves
     */
    LinearOracle keeping(int... kept);
}
