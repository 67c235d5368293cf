package io.dither.jgrapht;

import io.dither.jgrapht.internal.kernel.LaneKernel;
import io.dither.oracle.capability.LaneSession;
import io.dither.oracle.capability.VertexLanes;

/** A session of a kernel with lanes. */
class KernelLanes extends KernelSession implements LaneSession {
    private final LaneKernel kernel;

    KernelLanes(GraphOracle oracle, LaneKernel kernel) {
        super(oracle, kernel);
        this.kernel = kernel;
    }

    @Override
    public final int lanes() {
        return kernel.lanes();
    }

    @Override
    public final void solveLanes(double[] thetas, VertexLanes vertices) {
        requireOpen();
        checkLanes(thetas, kernel.lanes());
        vertices.clear();
        kernel.solveLanes(thetas, vertices);
    }
}
