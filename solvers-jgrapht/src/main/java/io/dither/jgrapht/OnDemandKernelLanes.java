package io.dither.jgrapht;

import io.dither.jgrapht.internal.kernel.EdgeDijkstraLanes;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Coordinates;
import io.dither.oracle.capability.OnDemandSession;

/** A session of a kernel with lanes that also looks at few coordinates, which is faster where noise can be drawn for these alone. */
final class OnDemandKernelLanes extends KernelLanes implements OnDemandSession {
    private final EdgeDijkstraLanes kernel;

    OnDemandKernelLanes(GraphOracle oracle, EdgeDijkstraLanes kernel) {
        super(oracle, kernel);
        this.kernel = kernel;
    }

    @Override
    public void solve(Coordinates theta, Vertex vertex) {
        solveOnDemand(kernel, theta, vertex);
    }
}
