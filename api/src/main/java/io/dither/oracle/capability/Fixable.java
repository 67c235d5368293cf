package io.dither.oracle.capability;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import java.util.Arrays;

/**
 * A capability: an oracle that can fix coordinates at 0 and at 1, such as an assignment with forbidden and fixed pairs.
 * The problem over the free coordinates is solved with the same exactness as the full problem.
 */
public interface Fixable extends Restrictable {
    /**
     * Returns the oracle over the free coordinates, whose points are the feasible points that are 1 at {@code ones} and
     * 0 at all other fixed coordinates.
     *
     * @param ones the coordinates fixed at 1, in ascending order, none of them free; copied
     * @param free the free coordinates in ascending order, from 0 to d - 1, at least one; copied
     * @return the oracle, of the same sense and of dimension {@code free.length}: its coordinate i is coordinate
     *     {@code free[i]} of this oracle
     * @throws InvalidArgumentException if {@link #require} refuses these coordinates, or this oracle cannot fix them
     * @throws OracleException with code INFEASIBLE if there is no such point; some oracles throw it only when a
     *     session solves
     */
    LinearOracle fixing(int[] ones, int... free);

    /**
     * Requires valid coordinates for {@link #fixing}.
     *
     * @param dimension d
     * @param ones the coordinates at which y must be 1; read only
     * @param free the free coordinates; read only
     * @throws InvalidArgumentException if the coordinates are not from 0 to d - 1 in ascending order, one of them is in
     *     both arrays, or none is free
     */
    static void require(int dimension, int[] ones, int[] free) {
        Arguments.atLeast("number of free coordinates", free.length, 1);
        for (int[] coordinates : new int[][] {ones, free}) {
            for (int k = 0; k < coordinates.length; k++) {
                Arguments.require(
                        coordinates[k] > (k == 0 ? -1 : coordinates[k - 1])
                                && coordinates[k] < dimension
                                && (coordinates == free || Arrays.binarySearch(free, coordinates[k]) < 0),
                        "coordinate " + coordinates[k] + " is repeated, unsorted, or not from 0 to " + (dimension - 1),
                        "Maybe sort them, or they belong to another oracle");
            }
        }
    }

    @Override
    default LinearOracle keeping(int... free) {
        return fixing(new int[0], free);
    }
}
