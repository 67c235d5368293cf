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
 * Minimum cuts as oracles, found by OR-Tools' MaxFlow: theta &gt;= 0 is the capacity of each arc, and y marks the arcs that lead from
 * a set of nodes with the source to the others, with the sink among them. By the duality of Ford and Fulkerson 1956, the minimum of
 * &lt;theta, y&gt; is the maximum flow, which is so a concave function of the capacities with the gradient y.
 *
 * <p>Of all minimum cuts the answer is the one nearest the source: its set holds the nodes that an augmenting path from the source
 * reaches, which are the same for every maximum flow. So the answer depends on theta alone.
 *
 * <p>The solver wants whole capacities: theta is multiplied by the largest power of two s with max theta s &lt;= 2^61 / m, m being
 * the number of arcs, and rounded to the nearest integer. Whole capacities up to 2^61 / m are solved exactly; in general the value of
 * the answer is within one 1 / (2 s) for each arc in which it differs from an optimal cut, and 1 / s is at most m 2^-60 max
 * theta. The network's own capacities are not read.
 *
 * <p>A session keeps one native graph and changes its capacities; it turns to other ends on the same arcs, see {@link
 * io.dither.oracle.capability.RetargetableSession}.
 *
 * @param network the arcs
 * @param source the node on the side where cut arcs begin, by its number
 * @param sink the node on the other side, another one
 */
public record OrToolsMaxFlow(FlowNetwork network, int source, int sink) implements NamedCoordinates, Membership {
    /** Checks that the ends differ. */
    public OrToolsMaxFlow {
        Arguments.between("source", source, 0, network.nodes() - 1);
        Arguments.between("sink", sink, 0, network.nodes() - 1);
        Arguments.require(
                source != sink,
                "source and sink are both '" + network.node(source) + "'",
                "Maybe choose another sink: nothing separates a node from itself");
    }

    /**
     * Makes an oracle.
     *
     * @param network the arcs
     * @param source the node on the side where cut arcs begin
     * @param sink the node on the other side, another one
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

    /** The source's side holds the source, the tails of cut arcs, and with a node all heads of its other arcs. */
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
