package io.dither.oracle.capability;

import io.dither.oracle.LinearOracle;

/**
 * An oracle whose coordinates are alike: if rows of a point, read as a matrix row by row, are exchanged, or columns, the result is a
 * point again, with the same constant. So rows and columns are labels, without an order: the alternatives of a choice (one column), or
 * the orders and drivers of an assignment. An oracle without it knows its coordinates by their places.
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
