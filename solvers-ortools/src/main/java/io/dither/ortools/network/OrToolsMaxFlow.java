package io.dither.ortools.network;

import io.dither.oracle.capability.NamedCoordinates;

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
 */
public final class OrToolsMaxFlow {
    private OrToolsMaxFlow() {}

    /**
     * Makes an oracle.
     *
     * @param network the arcs
     * @param source the node on the side where cut arcs begin
     * @param sink the node on the other side, another one
     * @return the oracle, of dimension network.arcs(), minimising, on theta &gt;= 0
     */
    public static NamedCoordinates oracle(FlowNetwork network, String source, String sink) {
        return new MinCutOracle(network, network.node(source), network.node(sink));
    }
}
