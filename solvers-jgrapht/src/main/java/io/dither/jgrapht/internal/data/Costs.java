package io.dither.jgrapht.internal.data;

import io.dither.error.OracleException;
import io.dither.oracle.capability.Coordinates;

/** The costs of one search, each at least 0: in an array that has been checked, or asked for and checked one by one. */
public final class Costs {
    private static final double[] NONE = new double[0];

    private double[] given = NONE;
    private Coordinates asked = Costs::unknown;

    public void give(double[] theta) {
        given = theta;
    }

    public void ask(Coordinates theta) {
        given = NONE;
        asked = theta;
    }

    /** Lets go of what belongs to the caller. */
    public void forget() {
        given = NONE;
        asked = Costs::unknown;
    }

    public double at(int coordinate) {
        return coordinate < given.length ? given[coordinate] : ask(coordinate);
    }

    private double ask(int coordinate) {
        double cost = asked.at(coordinate);
        if (!(cost >= 0 && cost < Double.POSITIVE_INFINITY)) { // a cost below 0 may send a search round and round
            throw new OracleException(
                    OracleException.Code.INVALID_INPUT,
                    "theta[" + coordinate + "] = " + cost + " is not a finite cost of at least 0");
        }
        return cost;
    }

    private static double unknown(int coordinate) {
        throw new IllegalStateException("no search is on that asks for coordinate " + coordinate);
    }
}
