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

/**
 * Minimum cuts as oracles, solved by OR-Tools' MaxFlow. Theta &gt;= 0 has the capacity of each arc; y marks the arcs
 * that leave a set of nodes that has the source but not the sink. The minimum of &lt;theta, y&gt; is the maximum flow
 * (Ford and Fulkerson 1956), so this is a concave function of the capacities, with gradient y.
 *
 * <p>Of all minimum cuts, the answer has the smallest set: the nodes that an augmenting path from the source reaches,
 * which are the same for all maximum flows. So the answer depends on theta only.
 *
 * <p>The solver needs whole capacities. Theta is multiplied by the largest power of two s with max theta s &lt;= 2^61 /
 * m, where m is the number of arcs, and rounded to integers. Whole capacities up to 2^61 / m are solved exactly. In
 * general, the value of the answer is within 1 / (2 s) of the optimum for each arc in which it differs from an optimal
 * cut, and 1 / s is at most m 2^-60 max theta. The network's own capacities are not used.
 *
 * <p>A session has one native graph, whose capacities it changes. It can be used for another oracle with the same arcs
 * and other ends, see {@link io.dither.oracle.capability.RetargetableSession}.
 *
 * @param network the arcs
 * @param source the node inside the set, by its number
 * @param sink the node outside the set, different from the source
 */
public record OrToolsMaxFlow(FlowNetwork network, int source, int sink) implements NamedCoordinates, Membership {
    /** Requires two different nodes of the network. */
    public OrToolsMaxFlow {
        Arguments.between("source", source, 0, network.nodes() - 1);
        Arguments.between("sink", sink, 0, network.nodes() - 1);
        Arguments.require(
                source != sink,
                "source and sink are both '" + network.node(source) + "'",
                "Maybe choose another sink");
    }

    /**
     * Makes an oracle.
     *
     * @param network the arcs
     * @param source the node inside the set
     * @param sink the node outside the set, different from the source
     * @return the oracle, of dimension network.arcs(), minimising, on theta &gt;= 0
     */
    public static NamedCoordinates oracle(FlowNetwork network, String source, String sink) {
        return new OrToolsMaxFlow(network, network.node(source), network.node(sink));
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

    /** Tests a cut. Its set has the source, the tails of cut arcs, and the heads of all other arcs of its nodes. */
    @Override
    public Optional<String> violation(double[] y) {
        if (y.length != dimension()) {
            return Optional.of("it has " + y.length + " coordinates, not " + dimension());
        }
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
