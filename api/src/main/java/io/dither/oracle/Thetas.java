package io.dither.oracle;

import io.dither.error.OracleException;
import io.dither.kernel.Kernels;

/** Checks of theta for sessions, without allocation; only {@link #forSums} may make a copy of a very large theta. */
public final class Thetas {
    /**
     * The divisor of {@link #forSums}. A sum of up to 2^60 numbers is finite if each number is below the largest double
     * divided by 2^60. If forSums returned a copy, multiply the gap of the answer by this divisor.
     */
    public static final double DIVISOR = 0x1p60;

    /** The vector kernel of this virtual machine; if there is none, the plain loops of the default methods. */
    private static final BlockKernel BLOCKS = Kernels.find(BlockKernel.class).orElse(new BlockKernel() {});

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
        if (!BLOCKS.areFinite(theta, 1)) { // times 1: the numbers themselves
            int i = firstNotFinite(theta);
            throw invalid("theta[" + i + "] = " + theta[i] + " is not finite");
        }
    }

    /**
     * Does the check of {@link #check(double[], int)}, and requires a vertex of the same dimension for the answer.
     *
     * @param theta the vector; read only
     * @param vertex the vertex that the solve will fill; not changed here
     * @param dimension d
     * @throws OracleException with code INVALID_INPUT, naming the coordinate
     */
    public static void check(double[] theta, Vertex vertex, int dimension) {
        check(theta, dimension);
        requireDimension(vertex, dimension);
    }

    private static void requireDimension(Vertex vertex, int dimension) {
        if (vertex.dimension() != dimension) {
            throw invalid(
                    "the vertex has dimension " + vertex.dimension() + ", but the oracle has dimension " + dimension);
        }
    }

    /**
     * Requires a coordinate-major block of thetas of length d with finite coordinates: coordinate i of a lane is at
     * {@code i * lanes + lane}.
     *
     * @param thetas the block; read only
     * @param dimension d
     * @param lanes the number of thetas
     * @throws OracleException with code INVALID_INPUT, naming the coordinate and the lane
     */
    public static void checkLanes(double[] thetas, int dimension, int lanes) {
        if (thetas.length != (long) dimension * lanes) {
            throw invalid("thetas have length " + thetas.length + ", but " + lanes + " lanes of dimension " + dimension
                    + " have " + (long) dimension * lanes);
        }
        if (!BLOCKS.areFinite(thetas, 1)) {
            int at = firstNotFinite(thetas);
            throw invalid("theta[" + at / lanes + "] = " + thetas[at] + " of lane " + at % lanes + " is not finite");
        }
    }

    private static int firstNotFinite(double[] x) {
        int at = 0;
        while (Double.isFinite(x[at])) {
            at++;
        }
        return at;
    }

    /**
     * Does the check of {@link #check(double[], int)}, and requires a theta inside a domain.
     *
     * @param theta the vector; read only
     * @param dimension d
     * @param domain the domain of the oracle
     * @throws OracleException with code INVALID_INPUT, naming the coordinate
     */
    public static void check(double[] theta, int dimension, Domain domain) {
        check(theta, dimension);
        requireInside(theta, domain);
    }

    private static void requireInside(double[] theta, Domain domain) {
        int outside = domain.isEverywhere() ? -1 : domain.firstOutside(theta);
        if (outside >= 0) {
            throw invalid("theta[" + outside + "] = " + theta[outside] + " is outside the domain of the oracle, ["
                    + domain.lower(outside) + ", " + domain.upper(outside) + "]");
        }
    }

    /**
     * Does the check of {@link #check(double[], int, Domain)}, and requires a vertex of the same dimension for the
     * answer.
     *
     * @param theta the vector; read only
     * @param vertex the vertex that the solve will fill; not changed here
     * @param dimension d
     * @param domain the domain of the oracle
     * @throws OracleException with code INVALID_INPUT, naming the coordinate
     */
    public static void check(double[] theta, Vertex vertex, int dimension, Domain domain) {
        check(theta, vertex, dimension);
        requireInside(theta, domain);
    }

    /**
     * Does the check of {@link #checkLanes(double[], int, int)}, and requires thetas inside a domain.
     *
     * @param thetas the block; read only
     * @param dimension d
     * @param lanes the number of thetas
     * @param domain the domain of the oracle
     * @throws OracleException with code INVALID_INPUT, naming the coordinate and the lane
     */
    public static void checkLanes(double[] thetas, int dimension, int lanes, Domain domain) {
        checkLanes(thetas, dimension, lanes);
        requireInside(thetas, dimension, lanes, domain);
    }

    private static void requireInside(double[] thetas, int dimension, int lanes, Domain domain) {
        if (domain.isEverywhere()) {
            return;
        }
        for (int i = 0, at = 0; i < dimension; i++) {
            double lower = domain.lower(i);
            double upper = domain.upper(i);
            for (int end = at + lanes; at < end; at++) {
                if (thetas[at] < lower || thetas[at] > upper) {
                    throw invalid("theta[" + i + "] = " + thetas[at] + " of lane " + at % lanes
                            + " is outside the domain of the oracle, [" + lower + ", " + upper + "]");
                }
            }
        }
    }

    /**
     * Does the check of {@link #check(double[], Vertex, int, Domain)}, and returns a theta whose sums are finite.
     *
     * @param theta the vector; read only
     * @param vertex the vertex that the solve will fill; not changed here
     * @param dimension d
     * @param domain the domain of the oracle
     * @return theta; or, if sums of its numbers may overflow, a copy divided by {@link #DIVISOR}. If h(y) = 0, the copy
     *     has the same optimal points up to rounding. For this, bounds of the domain other than 0 must be far below the
     *     largest double / DIVISOR, because divided numbers outside the domain move to its bounds
     * @throws OracleException with code INVALID_INPUT, naming the coordinate
     */
    public static double[] forSums(double[] theta, Vertex vertex, int dimension, Domain domain) {
        // small: finite even if multiplied by DIVISOR, so that sums are finite; such a theta passes check(theta, d)
        boolean isSmall = theta.length == dimension && BLOCKS.areFinite(theta, DIVISOR);
        if (!isSmall) {
            check(theta, dimension);
        }
        requireDimension(vertex, dimension);
        requireInside(theta, domain);
        return isSmall ? theta : divided(theta, 1, domain);
    }

    /**
     * Does the checks of {@link #checkLanes(double[], int, int, Domain)}, and returns thetas whose sums are finite.
     *
     * @param thetas the block; read only
     * @param dimension d
     * @param lanes the number of thetas
     * @param domain the domain of the oracle
     * @return the block; or, if sums of its numbers may overflow, a copy with all lanes divided by {@link #DIVISOR}, as
     *     in {@link #forSums(double[], Vertex, int, Domain)}
     * @throws OracleException with code INVALID_INPUT, naming the coordinate and the lane
     */
    public static double[] forSums(double[] thetas, int dimension, int lanes, Domain domain) {
        boolean isSmall = thetas.length == (long) dimension * lanes && BLOCKS.areFinite(thetas, DIVISOR);
        if (!isSmall) {
            checkLanes(thetas, dimension, lanes);
        }
        requireInside(thetas, dimension, lanes, domain);
        return isSmall ? thetas : divided(thetas, lanes, domain);
    }

    private static double[] divided(double[] thetas, int lanes, Domain domain) {
        double[] divided = new double[thetas.length];
        for (int at = 0; at < thetas.length; at++) {
            int i = at / lanes;
            // a bound of the domain, which is not divided, may exclude the divided number
            divided[at] = Math.max(domain.lower(i), Math.min(domain.upper(i), thetas[at] / DIVISOR));
        }
        return divided;
    }

    private static OracleException invalid(String message) {
        return new OracleException(OracleException.Code.INVALID_INPUT, message);
    }
}
