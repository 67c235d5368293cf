package io.dither.ortools.network;

import com.google.ortools.graph.MaxFlow;
import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Thetas;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.RetargetableSession;
import io.dither.ortools.internal.NativeSession;
import io.dither.ortools.internal.PowerOfTwo;
import java.util.Arrays;

/** Solves cuts with one native graph, whose capacities are set at each solve. */
final class MinCutSession extends NativeSession implements RetargetableSession {
    private static final double RANGE = 0x1p61;

    private final MaxFlow solver = new MaxFlow();
    /** The arcs at node v are at[first[v]] to at[first[v + 1] - 1]; an arc a that enters v is there as -1 - a. */
    private final int[] first;

    private final int[] at;
    private final long[] capacities;
    private final long[] flows;
    private final boolean[] reached;
    private final int[] queue;
    private OrToolsMaxFlow oracle;

    MinCutSession(OrToolsMaxFlow oracle) {
        super("the cut");
        owns(solver::delete);
        this.oracle = oracle;
        FlowNetwork network = oracle.network();
        int arcs = network.arcs();
        first = new int[network.nodes() + 1];
        at = new int[2 * arcs];
        capacities = new long[arcs];
        flows = new long[arcs];
        reached = new boolean[network.nodes()];
        queue = new int[network.nodes()];
        index(network);
        try {
            for (int a = 0; a < arcs; a++) {
                solver.addArcWithCapacity(network.tail(a), network.head(a), 0);
            }
        } catch (RuntimeException | Error failure) {
            close();
            throw failure;
        }
    }

    private void index(FlowNetwork network) {
        int[] end = new int[network.nodes()];
        for (int a = 0; a < network.arcs(); a++) {
            end[network.tail(a)]++;
            end[network.head(a)]++;
        }
        for (int v = 0; v < end.length; v++) {
            first[v + 1] = first[v] + end[v];
            end[v] = first[v];
        }
        for (int a = 0; a < network.arcs(); a++) {
            at[end[network.tail(a)]++] = a;
            at[end[network.head(a)]++] = -1 - a;
        }
    }

    @Override
    public boolean retarget(LinearOracle other) {
        if (other instanceof OrToolsMaxFlow cut && cut.network().hasArcsOf(oracle.network())) {
            oracle = cut;
            return true;
        }
        return false;
    }

    @Override
    protected void solveOpen(double[] theta, Vertex vertex) {
        Thetas.check(theta, vertex, oracle.dimension(), oracle.domain());
        double unit = PowerOfTwo.normalising(theta);
        double scale = PowerOfTwo.within(PowerOfTwo.largest(theta, unit), RANGE / theta.length);
        for (int a = 0; a < theta.length; a++) {
            capacities[a] = (long) Math.rint(theta[a] * unit * scale);
            solver.setArcCapacity(a, capacities[a]);
        }
        MaxFlow.Status status = solver.solve(oracle.source(), oracle.sink());
        if (status != MaxFlow.Status.OPTIMAL) {
            throw new OracleException(Code.FAILED, "MaxFlow ended with the status " + status);
        }
        for (int a = 0; a < theta.length; a++) {
            flows[a] = solver.getFlow(a);
        }
        reach();
        vertex.clear();
        for (int a = 0; a < theta.length; a++) {
            if (reached[oracle.network().tail(a)] && !reached[oracle.network().head(a)]) {
                vertex.add(a, 1);
            }
        }
    }

    /**
     * Marks the nodes that the source reaches along arcs with flow below their capacity, and against arcs with flow.
     */
    private void reach() {
        FlowNetwork network = oracle.network();
        Arrays.fill(reached, false);
        reached[oracle.source()] = true;
        queue[0] = oracle.source();
        for (int k = 0, size = 1; k < size; k++) {
            for (int i = first[queue[k]]; i < first[queue[k] + 1]; i++) {
                int arc = at[i] >= 0 ? at[i] : -1 - at[i];
                int next = at[i] >= 0 ? network.head(arc) : network.tail(arc);
                boolean open = at[i] >= 0 ? flows[arc] < capacities[arc] : flows[arc] > 0;
                if (open && !reached[next]) {
                    reached[next] = true;
                    queue[size++] = next;
                }
            }
        }
    }
}
