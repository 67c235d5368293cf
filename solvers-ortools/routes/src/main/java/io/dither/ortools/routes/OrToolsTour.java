package io.dither.ortools.routes;

import com.google.ortools.sat.CircuitConstraint;
import io.dither.error.Arguments;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracle.capability.Walk;
import io.dither.oracles.routes.RouteRules;
import io.dither.ortools.internal.Natives;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The travelling salesman problem as an oracle. y marks the edges (or arcs) of a closed tour through n nodes; theta has
 * the cost of each edge (or arc), of any sign. The circuit constraint of OR-Tools' CP-SAT solves it exactly, on one
 * thread and with a fixed seed, so that the same theta gives the same tour.
 *
 * <p>The coordinates are the undirected edges (0,1), (0,2), ..., (n-2,n-1), or the arcs row by row without the
 * diagonal, (0,1), ..., (n-1,n-2).
 *
 * <p>Theta is scaled by a power of two s and rounded to whole numbers up to 2^b in magnitude, b = min(57, 61 - c); c
 * is the number of bits of the number n (n - 1). The value of a tour that is proved optimal is within n / s of the
 * optimum, where 1 / s is at most max |theta| 2^(1-b); for n = 20, n / s is at most 8.9e-15 max |theta|.
 *
 * <p>A limit is in CP-SAT's deterministic time, roughly seconds, and ends a solve at the same point on every machine.
 * The answer is then the best tour found, with a {@linkplain io.dither.oracle.Vertex#gap() gap} from the solver's
 * bound; if no tour was found, the solve fails with TIMEOUT. Sessions are a {@link io.dither.oracle.LimitedSession}.
 *
 * @param nodes the number of nodes, from 3 to 1000; above about 30, solves may take long
 * @param directed whether the two directions between two nodes are different coordinates
 * @param limit the limit of a solve in deterministic time, above 0; infinite for none
 */
public record OrToolsTour(int nodes, boolean directed, double limit)
        implements NamedCoordinates, Membership, Neighbourhood {
    /** With this number of nodes there are almost a million arcs. */
    private static final int MAX_NODES = 1000;

    /** Requires a number of nodes in its range, and a limit above 0. */
    public OrToolsTour {
        Arguments.atLeast("nodes", nodes, 3);
        Arguments.require(
                nodes <= MAX_NODES, "nodes = " + nodes + " is too large", "Maybe choose " + MAX_NODES + " or less");
        Arguments.require(limit > 0, "limit = " + limit + " is not above 0", "Maybe choose 1.0");
    }

    /**
     * Makes an oracle without a limit.
     *
     * @param nodes the number of nodes, from 3 to 1000
     * @param directed whether the two directions between two nodes are different coordinates
     */
    public OrToolsTour(int nodes, boolean directed) {
        this(nodes, directed, Double.POSITIVE_INFINITY);
    }

    @Override
    public int dimension() {
        return directed ? nodes * (nodes - 1) : nodes * (nodes - 1) / 2;
    }

    /** Returns the coordinate of the edge or arc from one node to another. */
    private int coordinate(int from, int to) {
        if (directed) {
            return from * (nodes - 1) + (to < from ? to : to - 1);
        }
        int low = Math.min(from, to);
        return low * nodes - low * (low + 1) / 2 + Math.max(from, to) - low - 1;
    }

    @Override
    public Sense sense() {
        return Sense.MINIMIZE;
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.ZERO_ONE, Trait.CONSTANT_SUM);
    }

    @Override
    public List<?> coordinates() {
        return names(nodes, directed);
    }

    static List<String> names(int nodes, boolean directed) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            for (int j = directed ? 0 : i + 1; j < nodes; j++) {
                if (i != j) {
                    names.add(i + (directed ? "->" : "-") + j);
                }
            }
        }
        return names;
    }

    @Override
    public Walk walk() {
        return RouteRules.tour(dimension(), this::coordinate, nodes - 1, directed)
                .walk();
    }

    @Override
    public OracleSession openSession() {
        Natives.load();
        CircuitModel tours = new CircuitModel();
        CircuitConstraint circuit = tours.model.addCircuit();
        for (int i = 0; i < nodes; i++) {
            for (int j = 0; j < nodes; j++) {
                if (i != j) {
                    circuit.addArc(i, j, tours.addArc(coordinate(i, j)));
                }
            }
        }
        return new CircuitSession(this, tours, 2, limit); // 2: cuts of subtours tighten the linear relaxation
    }

    /** Tests the point by following the tour from node 0. */
    @Override
    public Optional<String> violation(double[] y) {
        if (y.length != dimension()) {
            return Optional.of("it has " + y.length + " coordinates, not " + dimension());
        }
        int ones = 0;
        for (int i = 0; i < y.length; i++) {
            // other solvers may return coordinates with rounding errors up to this tolerance
            if (Math.min(Math.abs(y[i]), Math.abs(y[i] - 1)) > 1e-6) {
                return Optional.of("y[" + i + "] = " + y[i] + " is neither 0 nor 1");
            }
            ones += y[i] > 0.5 ? 1 : 0;
        }
        boolean[] isVisited = new boolean[nodes];
        int visited = 0;
        int before = -1;
        int node = 0;
        while (node >= 0 && !isVisited[node]) {
            isVisited[node] = true;
            visited++;
            int next = next(y, node, before);
            before = node;
            node = next;
        }
        return visited == nodes && node == 0 && ones == nodes
                ? Optional.empty()
                : Optional.of("from node 0 it visits " + visited + " of " + nodes + " nodes and has " + ones + " ones"
                        + (node == 0 ? "" : ", and does not return"));
    }

    /**
     * Returns the node to which the tour leads from a node; -1 if there is none. An undirected edge back to the node
     * {@code before}, from which the tour came, is not followed.
     */
    private int next(double[] y, int node, int before) {
        for (int to = 0; to < nodes; to++) {
            if (to != node && y[coordinate(node, to)] > 0.5 && (directed || to != before)) {
                return to;
            }
        }
        return -1;
    }
}
