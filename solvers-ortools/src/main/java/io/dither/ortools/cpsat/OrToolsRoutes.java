package io.dither.ortools.cpsat;

import io.dither.error.Arguments;
import io.dither.oracle.capability.NamedCoordinates;

/**
 * Capacitated vehicle routing as an oracle: node 0 is the depot, and y marks the arcs of at most so many routes that start and end there
 * and visit each other node once, none of them carrying more than the capacity; theta is the cost of each arc, row by row without
 * the diagonal: (0,1), ..., (n,n-1) for n stops.
 *
 * <p>{@link #exact} proves optimality by CP-SAT's multiple circuit constraint, for costs of any sign and up to some 15 stops, with the
 * scaling, limit and gaps of {@link OrToolsTour}. {@link #search} is a heuristic for more stops by OR-Tools' routing library: theta &gt;=
 * 0, trait HEURISTIC, an infinite gap, as it knows no bound. It ends after a number of solutions, not of seconds, so that its
 * answers are the same each time.
 *
 * <p>Sessions throw {@link io.dither.error.OracleException}: INFEASIBLE where the stops do not fit into the vehicles, NOT_OPTIMAL where the
 * heuristic finds nothing.
 */
public final class OrToolsRoutes {
    private static final long MOST = 1L << 40;

    private OrToolsRoutes() {}

    /**
     * Makes an oracle that proves optimality, as far as the limit allows.
     *
     * @param demands of the stops 1, ..., n, each at least 0 and at most the capacity; copied
     * @param capacity of each vehicle
     * @param vehicles the most routes, at least 1
     * @param limit of deterministic time a solve, above 0, infinite for none
     * @return the oracle, of dimension n (n + 1), minimising
     */
    public static NamedCoordinates exact(long[] demands, long capacity, int vehicles, double limit) {
        Arguments.require(limit > 0, "limit = " + limit + " is not above 0", "Maybe choose 1.0");
        return new RoutesOracle(checked(demands, capacity), capacity, vehicles(vehicles), limit, 0);
    }

    /**
     * Makes a heuristic oracle.
     *
     * @param demands of the stops 1, ..., n, each at least 0 and at most the capacity; copied
     * @param capacity of each vehicle
     * @param vehicles the most routes, at least 1
     * @param solutions how many solutions the guided local search looks at, at least 1
     * @return the oracle, of dimension n (n + 1), minimising, on theta &gt;= 0
     */
    public static NamedCoordinates search(long[] demands, long capacity, int vehicles, int solutions) {
        Arguments.atLeast("solutions", solutions, 1);
        return new RoutesOracle(
                checked(demands, capacity), capacity, vehicles(vehicles), Double.POSITIVE_INFINITY, solutions);
    }

    private static int vehicles(int vehicles) {
        return Arguments.atLeast("vehicles", vehicles, 1);
    }

    private static long[] checked(long[] demands, long capacity) {
        Arguments.atLeast("number of demands", demands.length, 1);
        Arguments.require(
                demands.length <= 1000, "there are " + demands.length + " demands", "Maybe choose 1000 or less");
        Arguments.require(
                capacity >= 0 && capacity <= MOST,
                "capacity = " + capacity + " is not from 0 to 2^40",
                "Maybe count in other units");
        for (int i = 0; i < demands.length; i++) {
            Arguments.require(
                    demands[i] >= 0 && demands[i] <= capacity,
                    "demands[" + i + "] = " + demands[i] + " is not from 0 to the capacity " + capacity,
                    "Maybe split the stop, or count in other units");
        }
        return demands.clone();
    }
}
