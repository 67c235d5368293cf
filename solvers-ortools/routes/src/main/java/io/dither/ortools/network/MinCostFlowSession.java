package io.dither.ortools.network;

import com.google.ortools.graph.MinCostFlow;
import com.google.ortools.graph.MinCostFlowBase.Status;
import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Thetas;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.RetargetableSession;
import io.dither.ortools.internal.NativeSession;
import io.dither.ortools.internal.PowerOfTwo;

/** Solves flows. The native solver exists only during a solve, because its costs cannot be changed. */
final class MinCostFlowSession extends NativeSession implements RetargetableSession {
    /**
     * With n nodes, scaled costs times (n + 1)^2 are at most this number, so that the solver's prices (dual variables
     * of nodes) do not overflow; see {@link OrToolsMinCostFlow}.
     */
    private static final double RANGE = 0x1p60;

    private OrToolsMinCostFlow oracle;

    MinCostFlowSession(OrToolsMinCostFlow oracle) {
        super("the flow");
        this.oracle = oracle;
    }

    @Override
    public boolean retarget(LinearOracle other) {
        if (other instanceof OrToolsMinCostFlow flow && flow.network().hasArcsOf(oracle.network())) {
            oracle = flow;
            return true;
        }
        return false;
    }

    @Override
    protected void doSolve(double[] theta, Vertex vertex) {
        Thetas.check(theta, vertex, oracle.dimension());
        MinCostFlow solver = new MinCostFlow(oracle.network().nodes(), theta.length);
        try {
            fill(solver, theta);
            requireOptimal(solver.solve());
            vertex.clear();
            for (int a = 0; a < theta.length; a++) {
                long flow = solver.getFlow(a);
                if (flow != 0) {
                    vertex.add(a, (double) flow);
                }
            }
        } finally {
            solver.delete();
        }
    }

    /** Adds the arcs with their integer costs, and the supplies of the nodes, to a solver. */
    private void fill(MinCostFlow solver, double[] theta) {
        FlowNetwork network = oracle.network();
        double nodesPlusOne = network.nodes() + 1.0;
        // costs are theta times two powers of two, whose product may overflow: normaliser brings the largest magnitude
        // into [1, 2), and scale is the largest power that keeps the integer costs in the range
        double normaliser = PowerOfTwo.normalising(theta);
        double scale = PowerOfTwo.largestScale(
                PowerOfTwo.largestScaledMagnitude(theta, normaliser), RANGE / (nodesPlusOne * nodesPlusOne));
        for (int a = 0; a < theta.length; a++) {
            long cost = (long) Math.rint(theta[a] * normaliser * scale);
            solver.addArcWithCapacityAndUnitCost(network.tail(a), network.head(a), network.capacity(a), cost);
        }
        for (int node = 0; node < network.nodes(); node++) {
            solver.setNodeSupply(node, oracle.supply(node));
        }
    }

    private static void requireOptimal(Status status) {
        if (status == Status.INFEASIBLE) {
            throw new OracleException(
                    Code.INFEASIBLE,
                    "no flow carries the supplies within the capacities. Maybe a capacity is too small, or no path leads"
                            + " to a node with demand");
        }
        if (status != Status.OPTIMAL) {
            throw new OracleException(Code.FAILED, "MinCostFlow ended with the status " + status);
        }
    }
}
