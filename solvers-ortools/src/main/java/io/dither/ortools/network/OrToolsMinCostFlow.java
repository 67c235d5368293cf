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
 * Minimum-cost flows as oracles: whole flows y, one a arc, that stay within the capacities and carry each node's supply away (a
 * supply below 0 is a demand); theta is the cost of a unit along each arc, of any sign. Solved by OR-Tools' cost-scaling
 * MinCostFlow.
 *
 * <p>The solver wants whole costs. Theta is divided by a power of two near its largest magnitude, multiplied by the largest power of
 * two s with max |theta| s &lt;= 2^60 / (n + 1)^2, n being the number of nodes, and rounded to the nearest integer: the
 * solver multiplies costs by n + 1, and its prices can fall to 3.75 n times that, which stays below 2^62. So whole costs up to
 * 2^60 / (n + 1)^2 are solved exactly. In general the value of the answer y is within sum |y - y*| / (2 s) of that of an optimal
 * y*, and 1 / s is at most max |theta| (n + 1)^2 2^-59: with 50 nodes, 4.6e-15 max |theta| for each unit that the flows differ.
 *
 * <p>Cycles of cost below 0 are filled up to their capacities. Ties are broken in the same way each time.
 *
 * <p>Sessions throw {@link io.dither.error.OracleException}: INFEASIBLE where the supplies cannot be carried, whatever theta, which is
 * found at the first solve; NATIVE_MISSING. A session turns to other supplies and capacities on the same arcs, see {@link
 * io.dither.oracle.capability.RetargetableSession}.
 */
public final class OrToolsMinCostFlow implements NamedCoordinates, Membership, Described {
    private static final double ROUNDING = 1e-6;
    private static final long MOST = 1L << 53;

    private final FlowNetwork network;
    private final long[] supplies;
    private final Set<Trait> traits;

    private OrToolsMinCostFlow(FlowNetwork network, long[] supplies) {
        this.network = network;
        this.supplies = supplies;
        boolean single = IntStream.range(0, network.arcs()).allMatch(a -> network.capacity(a) <= 1);
        traits = single ? Set.of(Trait.ZERO_ONE) : Set.of();
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

    /**
     * Makes an oracle.
     *
     * @param network the arcs and their capacities
     * @param supplies one per node, by its number; their sum is 0; copied
     * @return the oracle, of dimension network.arcs(), minimising
     */
    public static NamedCoordinates oracle(FlowNetwork network, long... supplies) {
        Arguments.require(
                supplies.length == network.nodes(),
                "supplies has length " + supplies.length + ", but the network has " + network.nodes() + " nodes",
                "Maybe name them: a map from nodes to supplies leaves out those of 0");
        return new OrToolsMinCostFlow(network, supplies.clone());
    }

    /**
     * Makes an oracle of supplies by name.
     *
     * @param network the arcs and their capacities
     * @param supplies what each node gives, or takes where it is below 0; their sum is 0, and nodes left out have 0
     * @return the oracle, of dimension network.arcs(), minimising
     */
    public static NamedCoordinates oracle(FlowNetwork network, Map<String, Long> supplies) {
        long[] numbered = new long[network.nodes()];
        supplies.forEach((name, supply) -> numbered[network.node(name)] = supply);
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
