package io.dither.ortools.network;

import io.dither.error.Arguments;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.ortools.internal.Natives;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The whole flows that carry given supplies. */
final class MinCostFlowOracle implements NamedCoordinates, Membership {
    private static final double ROUNDING = 1e-6;
    private static final long MOST = 1L << 53;

    private final FlowNetwork network;
    private final long[] supplies;
    private final Set<Trait> traits;

    MinCostFlowOracle(FlowNetwork network, long[] supplies) {
        this.network = network;
        this.supplies = supplies;
        traits = Set.of(unitCapacities(network) ? new Trait[] {Trait.ZERO_ONE} : new Trait[0]);
        long sum = 0;
        for (int node = 0; node < supplies.length; node++) {
            Arguments.require(
                    Math.abs(supplies[node]) <= MOST && Math.abs(sum + supplies[node]) <= MOST,
                    "the supply " + supplies[node] + " of node '" + network.node(node) + "' is beyond 2^53",
                    "Maybe count in larger units");
            sum += supplies[node];
        }
        Arguments.require(
                sum == 0,
                "the supplies add up to " + sum + ", not 0",
                "Maybe add a node that " + (sum > 0 ? "takes" : "gives") + " the difference, with arcs of its own");
    }

    private static boolean unitCapacities(FlowNetwork network) {
        for (int a = 0; a < network.arcs(); a++) {
            if (network.capacity(a) > 1) {
                return false;
            }
        }
        return true;
    }

    FlowNetwork network() {
        return network;
    }

    long supply(int node) {
        return supplies[node];
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
    public Set<Trait> traits() {
        return traits;
    }

    @Override
    public List<?> coordinates() {
        return network.arcNames();
    }

    @Override
    public OracleSession openSession() {
        Natives.load();
        return new MinCostFlowSession(this);
    }

    @Override
    public Optional<String> violation(double[] y) {
        double[] excess = new double[network.nodes()];
        for (int a = 0; a < y.length; a++) {
            double flow = Math.rint(y[a]);
            if (Math.abs(y[a] - flow) > ROUNDING || flow < 0 || flow > network.capacity(a)) {
                return Optional.of("y[" + a + "] = " + y[a] + " on arc " + network.name(a)
                        + " is not a whole number from 0 to its capacity " + network.capacity(a));
            }
            excess[network.tail(a)] -= flow;
            excess[network.head(a)] += flow;
        }
        for (int node = 0; node < excess.length; node++) {
            if (excess[node] + supplies[node] != 0) {
                return Optional.of("node '" + network.node(node) + "' has the supply " + supplies[node] + ", but "
                        + (0.0 - excess[node]) + " leaves it on the whole");
            }
        }
        return Optional.empty();
    }
}
