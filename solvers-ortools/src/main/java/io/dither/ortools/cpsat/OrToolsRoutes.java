package io.dither.ortools.cpsat;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.MultipleCircuitConstraint;
import io.dither.error.Arguments;
import io.dither.oracle.Domain;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.ortools.internal.Natives;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

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
 *
 * @param demands of the stops 1, ..., n, each at least 0 and at most the capacity; not copied
 * @param capacity of each vehicle
 * @param vehicles the most routes, at least 1
 * @param limit of deterministic time a solve, above 0, infinite for none
 * @param solutions how many the search looks at; 0 for exact answers
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record OrToolsRoutes(long[] demands, long capacity, int vehicles, double limit, int solutions)
        implements NamedCoordinates, Membership {
    private static final long MOST = 1L << 40;

    /** Checks the numbers. */
    public OrToolsRoutes {
        Arguments.require(limit > 0, "limit = " + limit + " is not above 0", "Maybe choose 1.0");
        Arguments.atLeast("vehicles", vehicles, 1);
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
    }

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
        return new OrToolsRoutes(demands.clone(), capacity, vehicles, limit, 0);
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
        return new OrToolsRoutes(demands.clone(), capacity, vehicles, Double.POSITIVE_INFINITY, solutions);
    }

    int nodes() {
        return demands.length + 1;
    }

    int arc(int from, int to) {
        return from * (nodes() - 1) + (to < from ? to : to - 1);
    }

    long demand(int node) {
        return node == 0 ? 0 : demands[node - 1];
    }

    @Override
    public int dimension() {
        return nodes() * (nodes() - 1);
    }

    @Override
    public Sense sense() {
        return Sense.MINIMIZE;
    }

    @Override
    public Domain domain() {
        return solutions == 0 ? Domain.everywhere() : Domain.nonnegative();
    }

    @Override
    public Set<Trait> traits() {
        return solutions == 0 ? Set.of(Trait.ZERO_ONE) : Set.of(Trait.ZERO_ONE, Trait.HEURISTIC);
    }

    @Override
    public List<?> coordinates() {
        return OrToolsTour.names(nodes(), true);
    }

    @Override
    public OracleSession openSession() {
        Natives.load();
        return solutions == 0 ? new CircuitSession(this, model(), 1, limit) : new RoutesSession(this);
    }

    /** Loads grow along each arc between stops, which also keeps routes from closing without the depot. */
    private CircuitModel model() {
        CircuitModel routes = new CircuitModel();
        MultipleCircuitConstraint circuits = routes.model.addMultipleCircuit();
        IntVar[] loads = new IntVar[nodes()];
        for (int i = 1; i < nodes(); i++) {
            loads[i] = routes.model.newIntVar(demand(i), capacity, "");
        }
        LinearExprBuilder used = LinearExpr.newBuilder();
        for (int i = 0; i < nodes(); i++) {
            for (int j = 0; j < nodes(); j++) {
                if (i == j || (i > 0 && j > 0 && demand(i) + demand(j) > capacity)) {
                    continue;
                }
                BoolVar literal = routes.arc(arc(i, j));
                circuits.addArc(i, j, literal);
                if (i == 0) {
                    used.add(literal);
                } else if (j > 0) {
                    routes.model
                            .addGreaterOrEqual(
                                    LinearExpr.newBuilder().add(loads[j]).addTerm(loads[i], -1), demand(j))
                            .onlyEnforceIf(literal);
                }
            }
        }
        routes.model.addLinearConstraint(used, fewest(), vehicles);
        return routes;
    }

    /** No fewer vehicles carry all. */
    private long fewest() {
        long sum = LongStream.of(demands).sum();
        return capacity == 0 ? 1 : Math.max(1, (sum + capacity - 1) / capacity);
    }

    @Override
    public Optional<String> violation(double[] y) {
        int ones = 0;
        for (int i = 0; i < y.length; i++) {
            if (Math.min(Math.abs(y[i]), Math.abs(y[i] - 1)) > 1e-6) {
                return Optional.of("y[" + i + "] = " + y[i] + " is neither 0 nor 1");
            }
            ones += y[i] > 0.5 ? 1 : 0;
        }
        boolean[] seen = new boolean[nodes()];
        int routes = 0;
        int arcs = 0;
        for (int first = 1; first < nodes(); first++) {
            if (y[arc(0, first)] > 0.5) {
                routes++;
                arcs++;
                long load = 0;
                int node = first;
                while (node > 0 && !seen[node]) {
                    seen[node] = true;
                    load += demand(node);
                    node = next(y, node);
                    arcs++;
                }
                if (node != 0 || load > capacity) {
                    return Optional.of("the route that starts with stop " + first
                            + (node != 0 ? " does not return" : " carries " + load + ", above " + capacity));
                }
            }
        }
        for (int node = 1; node < nodes(); node++) {
            if (!seen[node]) {
                return Optional.of("no route visits stop " + node);
            }
        }
        return routes <= vehicles && arcs == ones
                ? Optional.empty()
                : Optional.of("it has " + routes + " routes of " + arcs + " arcs and " + ones + " ones");
    }

    private int next(double[] y, int node) {
        for (int to = 0; to < nodes(); to++) {
            if (to != node && y[arc(node, to)] > 0.5) {
                return to;
            }
        }
        return -1;
    }
}
