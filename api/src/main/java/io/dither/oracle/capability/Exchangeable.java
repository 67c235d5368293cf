package io.dither.oracle.capability;

import io.dither.oracle.LinearOracle;

/**
 * An oracle with a symmetric feasible set: read a point as a matrix, row by row; if any rows or any columns are
 * exchanged, the result is feasible too, with the same constant h(y). So rows and columns are labels without an order,
 * such as the alternatives of a choice (one column), or the orders and drivers of an assignment. If an oracle does not
 * have this capability, callers assume that the order of its coordinates has a meaning.
 */
public interface Exchangeable extends LinearOracle {
    /**
     * Returns the number of columns of the matrix.
     *
     * @return a divisor of the dimension; 1 if any two coordinates may be exchanged
     */
    default int columns() {
        return 1;
    }
}
