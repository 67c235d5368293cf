package io.dither.ortools.network;

import io.dither.error.Arguments;
import io.dither.oracle.capability.NamedCoordinates;
import java.util.Map;

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
public final class OrToolsMinCostFlow {
    private OrToolsMinCostFlow() {}

    /**
     * Makes an oracle.
     *
     * @param network the arcs and their capacities
     * @param supplies one a node, by its number; their sum is 0; copied
     * @return the oracle, of dimension network.arcs(), minimising
     */
    public static NamedCoordinates oracle(FlowNetwork network, long... supplies) {
        Arguments.require(
                supplies.length == network.nodes(),
                "supplies has length " + supplies.length + ", but the network has " + network.nodes() + " nodes",
                "Maybe name them: a map from nodes to supplies leaves out those of 0");
        return new MinCostFlowOracle(network, supplies.clone());
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
        return new MinCostFlowOracle(network, numbered);
    }
}
