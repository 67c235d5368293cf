package io.dither.jgrapht.internal.data;

import io.dither.error.OracleException;
import io.dither.oracle.capability.Coordinates;

/**
 * The costs of one search, each at least 0: an array that was checked, or coordinates that are checked when they are
 * read.
 */
public final class Costs {
    private static final double[] NONE = new double[0];

    private double[] array = NONE;
    private Coordinates coordinates = Costs::noSearch;

    public void use(double[] theta) {
        array = theta;
    }

    public void use(Coordinates theta) {
        array = NONE;
        coordinates = theta;
    }

    /** Drops the references to the caller's costs. */
    public void clear() {
        array = NONE;
        coordinates = Costs::noSearch;
    }

    /** Returns a cost: from the array or, if the array is empty, from the coordinates, which are read on demand. */
    public double at(int coordinate) {
        return coordinate < array.length ? array[coordinate] : checked(coordinate);
    }

    private double checked(int coordinate) {
        double cost = coordinates.at(coordinate);
        if (!(cost >= 0 && cost < Double.POSITIVE_INFINITY)) { // with a cost below 0, a search might never end
            throw new OracleException(
                    OracleException.Code.INVALID_INPUT,
                    "theta[" + coordinate + "] = " + cost + " is not a finite cost of at least 0");
        }
        return cost;
    }

    private static double noSearch(int coordinate) {
        throw new IllegalStateException("coordinate " + coordinate + " is read while no search runs");
    }
}
