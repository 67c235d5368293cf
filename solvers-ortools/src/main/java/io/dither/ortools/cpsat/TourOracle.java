package io.dither.ortools.cpsat;

import com.google.ortools.sat.CircuitConstraint;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.ortools.internal.Natives;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The closed tours through all nodes. */
record TourOracle(int nodes, boolean directed, double limit) implements NamedCoordinates, Membership {
    @Override
    public int dimension() {
        return directed ? nodes * (nodes - 1) : nodes * (nodes - 1) / 2;
    }

    /** The coordinate of the way from one node to another. */
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
    public OracleSession openSession() {
        Natives.load();
        CircuitModel tours = new CircuitModel();
        CircuitConstraint circuit = tours.model.addCircuit();
        for (int i = 0; i < nodes; i++) {
            for (int j = 0; j < nodes; j++) {
                if (i != j) {
                    circuit.addArc(i, j, tours.arc(coordinate(i, j)));
                }
            }
        }
        return new CircuitSession(this, tours, 2, limit);
    }

    /** Follows the tour from node 0. */
    @Override
    public Optional<String> violation(double[] y) {
        int ones = 0;
        for (int i = 0; i < y.length; i++) {
            if (Math.min(Math.abs(y[i]), Math.abs(y[i] - 1)) > 1e-6) {
                return Optional.of("y[" + i + "] = " + y[i] + " is neither 0 nor 1");
            }
            ones += y[i] > 0.5 ? 1 : 0;
        }
        boolean[] seen = new boolean[nodes];
        int visited = 0;
        int before = -1;
        int node = 0;
        while (node >= 0 && !seen[node]) {
            seen[node] = true;
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

    private int next(double[] y, int node, int before) {
        for (int to = 0; to < nodes; to++) {
            if (to != node && y[coordinate(node, to)] > 0.5 && (directed || to != before)) {
                return to;
            }
        }
        return -1;
    }
}
