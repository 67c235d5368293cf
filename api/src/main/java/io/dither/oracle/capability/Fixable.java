package io.dither.oracle.capability;

import io.dither.error.Arguments;
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

    /**
     * Requires coordinates as {@link #fixing} takes them.
     *
     * @param dimension d
     * @param ones where y is 1; read only
     * @param kept those kept; read only
     * @throws InvalidArgumentException if they are not from 0 to d - 1 in ascending order, or none is kept
     */
    static void require(int dimension, int[] ones, int[] kept) {
        Arguments.atLeast("number of coordinates that are kept", kept.length, 1);
        for (int[] some : new int[][] {ones, kept}) {
            for (int k = 0; k < some.length; k++) {
                Arguments.require(
                        some[k] >= 0 && some[k] < dimension && (k == 0 || some[k] > some[k - 1]),
                        "coordinate " + some[k] + " is not from 0 to " + (dimension - 1) + ", in ascending order",
                        "Maybe sort them, or they belong to another oracle");
            }
        }
    }

    @Override
    default LinearOracle keeping(int... kept) {
        return fixing(new int[0], kept);
    }
}
