package io.dither.jgrapht;

import io.dither.jgrapht.internal.kernel.OnDemandKernel;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Coordinates;
import io.dither.oracle.capability.OnDemandSession;

/** A session of a kernel that looks at few coordinates. */
final class OnDemandKernelSession extends KernelSession implements OnDemandSession {
    private final OnDemandKernel kernel;

    OnDemandKernelSession(GraphOracle oracle, OnDemandKernel kernel) {
        super(oracle, kernel);
        this.kernel = kernel;
    }

    @Override
    public void solve(Coordinates theta, Vertex vertex) {
        solveOnDemand(kernel, theta, vertex);
    }
}
