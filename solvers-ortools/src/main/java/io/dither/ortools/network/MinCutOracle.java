package io.dither.ortools.network;

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

/** The cuts between two nodes. */
record MinCutOracle(FlowNetwork network, int source, int sink) implements NamedCoordinates, Membership {
    MinCutOracle {
        Arguments.require(
                source != sink,
                "source and sink are both '" + network.node(source) + "'",
                "Maybe choose another sink: nothing separates a node from itself");
    }

    @Override
    public int dimension() {
        return network.arcs();
    }

    @Override
    public Sense sense() {
        return Sense.MINIMIZE;
    }

    @Override
    public Domain domain() {
        return Domain.nonnegative();
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.ZERO_ONE);
    }

    @Override
    public List<?> coordinates() {
        return network.arcNames();
    }

    @Override
    public OracleSession openSession() {
        Natives.load();
        return new MinCutSession(this);
    }

    /** The source's side holds the source, the tails of cut arcs, and with a node all heads of its other arcs. */
    @Override
    public Optional<String> violation(double[] y) {
        boolean[] side = new boolean[network.nodes()];
        side[source] = true;
        for (int a = 0; a < y.length; a++) {
            if (Math.min(Math.abs(y[a]), Math.abs(y[a] - 1)) > 1e-6) {
                return Optional.of("y[" + a + "] = " + y[a] + " is neither 0 nor 1");
            }
            side[network.tail(a)] |= y[a] > 0.5;
        }
        boolean grown = true;
        while (grown) {
            grown = false;
            for (int a = 0; a < y.length; a++) {
                if (y[a] < 0.5 && side[network.tail(a)] && !side[network.head(a)]) {
                    side[network.head(a)] = true;
                    grown = true;
                }
            }
        }
        if (side[sink]) {
            return Optional.of("a path of arcs that are not cut leads to the sink '" + network.node(sink) + "'");
        }
        for (int a = 0; a < y.length; a++) {
            if (y[a] > 0.5 && side[network.head(a)]) {
                return Optional.of("arc " + network.name(a) + " is cut, but both its ends are on the source's side");
            }
        }
        return Optional.empty();
    }
}
