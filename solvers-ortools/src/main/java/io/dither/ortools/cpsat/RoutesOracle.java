package io.dither.ortools.cpsat;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.MultipleCircuitConstraint;
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

/** The sets of routes from the depot that visit each stop once within the capacity; exact where solutions is 0, else a heuristic. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record RoutesOracle(long[] demands, long capacity, int vehicles, double limit, int solutions)
        implements NamedCoordinates, Membership {
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
        return new TourOracle(Math.max(nodes(), 2), true, 1).coordinates();
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
        long sum = 0;
        for (long demand : demands) {
            sum += demand;
        }
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
