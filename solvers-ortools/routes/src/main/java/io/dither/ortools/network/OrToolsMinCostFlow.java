package io.dither.ortools.network;

import io.dither.error.Arguments;
import io.dither.oracle.Described;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.ortools.internal.Natives;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Minimum-cost flows as oracles. y has the flow along each arc, an integer from 0 to its capacity; the flow out of each
 * node minus the flow into it is its supply (below 0 for a demand). Theta has the cost of a unit along each arc, of any
 * sign. OR-Tools' cost-scaling MinCostFlow finds the flow.
 *
 * <p>The solver needs integer costs: theta is multiplied by a power of two s and rounded. With n nodes, s is the
 * largest power of two with max |theta| s &lt;= 2^60 / (n + 1)^2. The solver multiplies these costs by n + 1, and its
 * prices (dual variables) are at most 3.75 n times the largest of these products, so prices are below 2^62. If theta
 * has integers up to 2^60 / (n + 1)^2, nothing is rounded, and the answer is exact. In general, the value of the answer
 * y is within sum |y - y*| / (2 s) of the value of an optimal y*, where 1 / s is at most max |theta| (n + 1)^2 2^-59.
 * With 50 nodes, 1 / (2 s) is at most 2.3e-15 max |theta|.
 *
 * <p>Cycles with a cost below 0 have flow up to their capacities. Ties are always broken in the same way.
 *
 * <p>Sessions throw {@link io.dither.error.OracleException}: INFEASIBLE at each solve if no flow carries the supplies;
 * NATIVE_MISSING. A session can be used for another oracle with the same arcs and other supplies and capacities, see
 * {@link io.dither.oracle.capability.RetargetableSession}.
 */
public final class OrToolsMinCostFlow implements NamedCoordinates, Membership, Described {
    /** The largest distance of a flow from a whole number at which {@link #violation} accepts it. */
    private static final double ROUNDING = 1e-6;
    /** Up to this number doubles hold all whole numbers. */
    private static final long MAX_SUPPLY = 1L << 53;

    private final FlowNetwork network;
    private final long[] supplies;
    private final Set<Trait> traits;

    private OrToolsMinCostFlow(FlowNetwork network, long[] supplies) {
        this.network = network;
        this.supplies = supplies;
        boolean hasUnitCapacities = IntStream.range(0, network.arcs()).allMatch(a -> network.capacity(a) <= 1);
        traits = hasUnitCapacities ? Set.of(Trait.ZERO_ONE) : Set.of();
        long sum = 0;
        for (int node = 0; node < supplies.length; node++) {
            Arguments.require(
                    Math.abs(supplies[node]) <= MAX_SUPPLY && Math.abs(sum + supplies[node]) <= MAX_SUPPLY,
                    "supply " + supplies[node] + " of '" + network.nodeName(node) + "' or the sum is beyond 2^53",
                    "Maybe count in larger units");
            sum += supplies[node];
        }
        Arguments.require(
                sum == 0,
                "the supplies add up to " + sum + ", not 0",
                "Maybe add a node with the difference as its " + (sum > 0 ? "demand" : "supply") + ", and arcs to it");
    }

    /**
     * Makes an oracle.
     *
     * @param network the arcs and their capacities
     * @param supplies the supply of each node, by its number; their sum is 0; copied
     * @return the oracle, of dimension network.arcs(), minimising
     */
    public static NamedCoordinates oracle(FlowNetwork network, long... supplies) {
        Arguments.require(
                supplies.length == network.nodes(),
                "supplies has length " + supplies.length + ", but the network has " + network.nodes() + " nodes",
                "Maybe use a map from names of nodes to supplies, which may leave out supplies of 0");
        return new OrToolsMinCostFlow(network, supplies.clone());
    }

    /**
     * Makes an oracle with supplies by the names of nodes.
     *
     * @param network the arcs and their capacities
     * @param supplies the supplies of nodes, below 0 for demands; their sum is 0, and nodes that are left out have 0
     * @return the oracle, of dimension network.arcs(), minimising
     */
    public static NamedCoordinates oracle(FlowNetwork network, Map<String, Long> supplies) {
        long[] numbered = new long[network.nodes()];
        supplies.forEach((name, supply) -> numbered[network.nodeNumber(name)] = supply);
        return new OrToolsMinCostFlow(network, numbered);
    }

    FlowNetwork network() {
        return network;
    }

    long supply(int node) {
        return supplies[node];
    }

    @Override
    public List<?> content() {
        return List.of(network, supplies);
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
        if (y.length != dimension()) {
            return Optional.of("it has " + y.length + " coordinates, not " + dimension());
        }
        double[] excess = new double[network.nodes()]; // the flow into each node minus the flow out of it
        for (int a = 0; a < y.length; a++) {
            double flow = Math.rint(y[a]);
            if (Math.abs(y[a] - flow) > ROUNDING || flow < 0 || flow > network.capacity(a)) {
                return Optional.of("y[" + a + "] = " + y[a] + " on arc " + network.arcName(a)
                        + " is not a whole number from 0 to its capacity " + network.capacity(a));
            }
            excess[network.tail(a)] -= flow;
            excess[network.head(a)] += flow;
        }
        for (int node = 0; node < excess.length; node++) {
            if (excess[node] + supplies[node] != 0) {
                // 0.0 - excess, because -excess would show -0.0 if the excess is 0
                return Optional.of("node '" + network.nodeName(node) + "' has the supply " + supplies[node] + ", but "
                        + (0.0 - excess[node]) + " more leaves it than enters it");
            }
        }
        return Optional.empty();
    }
}
