package io.dither.oracle;

import io.dither.error.OracleException;

/** The checks that every session makes of its theta, in one pass and without allocation. */
public final class Thetas {
    private Thetas() {}

    /**
     * Requires a theta of length d with finite coordinates.
     *
     * @param theta the vector; read only
     * @param dimension d
     * @throws OracleException with code INVALID_INPUT, naming the coordinate
     */
    public static void check(double[] theta, int dimension) {
        if (theta.length != dimension) {
            throw invalid("theta has length " + theta.length + ", but the oracle has dimension " + dimension);
        }
        for (int i = 0; i < dimension; i++) {
            if (!Double.isFinite(theta[i])) {
                throw invalid("theta[" + i + "] = " + theta[i] + " is not finite");
            }
        }
    }

    /**
     * Requires a theta inside a domain, besides what {@link #check(double[], int)} requires.
     *
     * @param theta the vector; read only
     * @param dimension d
     * @param domain the domain of the oracle
     * @throws OracleException with code INVALID_INPUT, naming the coordinate
     */
    public static void check(double[] theta, int dimension, Domain domain) {
        check(theta, dimension);
        int outside = domain.firstOutside(theta);
        if (outside >= 0) {
            throw invalid("theta[" + outside + "] = " + theta[outside] + " is outside the domain of the oracle, ["
                    + domain.lower(outside) + ", " + domain.upper(outside) + "]");
        }
    }

    private static OracleException invalid(String message) {
        return new OracleException(OracleException.Code.INVALID_INPUT, message);
    }
}
