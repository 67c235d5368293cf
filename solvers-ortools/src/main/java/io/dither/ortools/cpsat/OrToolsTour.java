package io.dither.ortools.cpsat;

import io.dither.error.Arguments;
import io.dither.oracle.capability.NamedCoordinates;

/**
 * The travelling salesman problem as an oracle: 0/1 marks of the edges, or arcs, of a closed tour through n nodes; theta is the cost
 * of each, of any sign. Solved exactly by the circuit constraint of OR-Tools' CP-SAT, on one thread and with a fixed seed, so that the
 * same theta gives the same tour.
 *
 * <p>Coordinates: undirected edges (0,1), (0,2), ..., (n-2,n-1); arcs row by row without the diagonal, (0,1), ..., (n-1,n-2).
 *
 * <p>Theta is scaled by a power of two s to whole numbers of at most b = min(57, 61 - bits of n (n - 1)) bits: the value of a tour
 * that is proved optimal is within n / s of the optimum, and 1 / s is at most max |theta| 2^(1-b): for n = 20, 8.9e-16 max |theta|.
 *
 * <p>A limit counts CP-SAT's deterministic time, roughly seconds, and stops at the same point on every machine. The answer is then the best tour found, with
 * a {@linkplain io.dither.oracle.Vertex#gap() gap} from the solver's bound; where there is none yet, the error is TIMEOUT.
 * Sessions are a {@link io.dither.oracle.LimitedSession}.
 */
public final class OrToolsTour {
    private static final int LARGEST = 1000;

    private OrToolsTour() {}

    /**
     * Makes an oracle without a limit.
     *
     * @param nodes the number of nodes, from 3 to 1000; beyond some 30 solves may take long
     * @param directed whether the two directions between two nodes are coordinates of their own
     * @return the oracle, minimising
     */
    public static NamedCoordinates oracle(int nodes, boolean directed) {
        return oracle(nodes, directed, Double.POSITIVE_INFINITY);
    }

    /**
     * Makes an oracle whose solves end by a limit.
     *
     * @param nodes the number of nodes, from 3 to 1000
     * @param directed whether the two directions between two nodes are coordinates of their own
     * @param limit of deterministic time a solve, above 0
     * @return the oracle, minimising
     */
    public static NamedCoordinates oracle(int nodes, boolean directed, double limit) {
        Arguments.atLeast("nodes", nodes, 3);
        Arguments.require(
                nodes <= LARGEST, "nodes = " + nodes + " is too large", "Maybe choose " + LARGEST + " or less");
        Arguments.require(limit > 0, "limit = " + limit + " is not above 0", "Maybe choose 1.0");
        return new TourOracle(nodes, directed, limit);
    }
}
