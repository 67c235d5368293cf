package io.dither.jgrapht;

import io.dither.error.OracleException;
import io.dither.jgrapht.internal.kernel.Kernel;
import io.dither.jgrapht.internal.kernel.OnDemandKernel;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Thetas;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Coordinates;
import io.dither.oracle.capability.RetargetableSession;

/** A kernel between the checks of its input. */
class KernelSession implements RetargetableSession {
    private GraphOracle oracle;
    private final Kernel kernel;
    private final boolean everywhere;
    private boolean closed;

    KernelSession(GraphOracle oracle, Kernel kernel) {
        this.oracle = oracle;
        this.kernel = kernel;
        this.everywhere = oracle.domain().isEverywhere();
    }

    @Override
    public final boolean retarget(LinearOracle other) {
        if (other == oracle) {
            return true;
        }
        Ends ends = other instanceof GraphOracle graph ? graph.inFamilyOf(oracle) : null;
        if (ends == null || !ends.turn(kernel)) {
            return false;
        }
        oracle = (GraphOracle) other;
        return true;
    }

    @Override
    public final void solve(double[] theta, Vertex vertex) {
        requireOpen();
        if (everywhere) {
            Thetas.check(theta, oracle.dimension());
        } else {
            Thetas.check(theta, oracle.dimension(), oracle.domain());
        }
        vertex.clear();
        kernel.solve(theta, vertex);
    }

    /** Solves for a theta that a kernel asks for, and that nobody has checked. */
    final void solveOnDemand(OnDemandKernel asking, Coordinates theta, Vertex vertex) {
        requireOpen();
        vertex.clear();
        asking.solve(theta, vertex);
    }

    final void requireOpen() {
        if (closed) {
            throw new OracleException(OracleException.Code.CLOSED, "the session of the graph oracle is closed");
        }
    }

    final void checkLanes(double[] thetas, int lanes) {
        if (everywhere) {
            Thetas.checkLanes(thetas, oracle.dimension(), lanes);
        } else {
            Thetas.checkLanes(thetas, oracle.dimension(), lanes, oracle.domain());
        }
    }

    @Override
    public final void close() {
        closed = true;
    }
}
