package io.dither.oracle.capability;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;

/**
 * A capability: an oracle some of whose coordinates can be held at 0 and others at 1, such as an assignment with pairs that are forbidden or
 * settled. What is left is solved as exactly as the whole.
 */
public interface Fixable extends Restrictable {
    /**
     * Returns the oracle of the feasible points that are 1 at some coordinates and, but for those kept, 0 at all others, over those kept
     * alone.
     *
     * @param ones coordinates in ascending order where y is 1, none of them kept; copied
     * @param kept coordinates in ascending order, from 0 to d - 1, at least one; copied
     * @return the oracle, of the same sense and of dimension {@code kept.length}: its coordinate i is {@code kept[i]}
     * @throws InvalidArgumentException if this oracle cannot hold these coordinates after all
     * @throws OracleException with code INFEASIBLE where no point is left; maybe only when a session solves
     */
    LinearOracle fixing(int[] ones, int... kept);

    @Override
    default LinearOracle keeping(int... kept) {
        return fixing(new int[0], kept);
    }
}
