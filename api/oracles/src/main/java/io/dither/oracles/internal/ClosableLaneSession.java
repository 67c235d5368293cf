package io.dither.oracles.internal;

import io.dither.error.OracleException;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.LaneSession;
import io.dither.oracle.capability.VertexLanes;

/** A session that can solve several thetas at once, one per lane, and refuses to solve once it is closed. */
public abstract class ClosableLaneSession implements LaneSession {
    private final int lanes;
    private boolean closed;

    public ClosableLaneSession(int lanes) {
        this.lanes = lanes;
    }

    /** Does the work of {@link #solve}, which calls it only while the session is open. */
    public abstract void solveOpen(double[] theta, Vertex vertex);

    /** Does the work of {@link #solveLanes}, which calls it only while the session is open. */
    public abstract void solveOpenLanes(double[] thetas, VertexLanes vertices);

    @Override
    public final int lanes() {
        return lanes;
    }

    @Override
    public final void solve(double[] theta, Vertex vertex) {
        requireOpen();
        solveOpen(theta, vertex);
    }

    @Override
    public final void solveLanes(double[] thetas, VertexLanes vertices) {
        requireOpen();
        solveOpenLanes(thetas, vertices);
    }

    @Override
    public final void close() {
        closed = true;
    }

    private void requireOpen() {
        if (closed) {
            throw new OracleException(OracleException.Code.CLOSED, "the session was closed before this solve");
        }
    }
}
