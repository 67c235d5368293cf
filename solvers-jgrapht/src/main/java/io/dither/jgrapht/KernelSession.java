package io.dither.jgrapht;

import static java.util.Objects.requireNonNull;

import io.dither.error.OracleException;
import io.dither.jgrapht.internal.kernel.Kernel;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Thetas;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Coordinates;
import io.dither.oracle.capability.LaneSession;
import io.dither.oracle.capability.OnDemandSession;
import io.dither.oracle.capability.RetargetableSession;
import io.dither.oracle.capability.VertexLanes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session that checks inputs and solves with a kernel. It solves in lanes (several thetas at once) or on demand only
 * if the kernel does.
 */
final class KernelSession implements RetargetableSession, LaneSession, OnDemandSession {
    private GraphOracle oracle;
    private final Kernel kernel;
    private final Kernel.@Nullable InLanes laneKernel;
    private final Kernel.@Nullable OnDemand onDemandKernel;
    private boolean closed;

    KernelSession(GraphOracle oracle, Kernel kernel) {
        this.oracle = oracle;
        this.kernel = kernel;
        // a Negated always implements InLanes, but has only 1 lane if it wraps a kernel without lanes
        laneKernel = kernel instanceof Kernel.InLanes inLanes && inLanes.lanes() > 1 ? inLanes : null;
        onDemandKernel = kernel instanceof Kernel.OnDemand onDemand ? onDemand : null;
    }

    @Override
    public <C> Optional<C> as(Class<C> capability) {
        boolean isMissing = (capability == LaneSession.class && laneKernel == null)
                || (capability == OnDemandSession.class && onDemandKernel == null);
        return isMissing ? Optional.empty() : RetargetableSession.super.as(capability);
    }

    @Override
    public boolean retarget(LinearOracle other) {
        if (other == oracle) {
            return true;
        }
        BetweenEnds ends = other instanceof GraphOracle next ? next.endsIfSameFamily(oracle) : null;
        if (ends == null || !ends.retarget(kernel)) {
            return false;
        }
        oracle = (GraphOracle) other;
        return true;
    }

    @Override
    public void solve(double[] theta, Vertex vertex) {
        requireOpen();
        // checks theta, and returns a divided copy if it is so large that sums could overflow
        double[] costs = Thetas.forSums(theta, vertex, oracle.dimension(), oracle.domain());
        vertex.clear();
        kernel.solve(costs, vertex);
        // the gap for a divided theta is divided, too
        if (costs != theta) {
            vertex.gap(vertex.gap() * Thetas.DIVISOR);
        }
    }

    /** Solves for a theta that the kernel reads on demand; the kernel checks the numbers that it reads. */
    @Override
    public void solve(Coordinates theta, Vertex vertex) {
        requireOpen();
        vertex.clear();
        requireNonNull(onDemandKernel).solve(theta, vertex);
    }

    @Override
    public int lanes() {
        return laneKernel == null ? 1 : laneKernel.lanes();
    }

    @Override
    public void solveLanes(double[] thetas, VertexLanes vertices) {
        requireOpen();
        double[] costs = Thetas.forSums(thetas, oracle.dimension(), lanes(), oracle.domain());
        vertices.clear();
        requireNonNull(laneKernel).solveLanes(costs, vertices);
        // as in solve, the gaps of divided thetas are multiplied again; costs is thetas itself if nothing was divided
        for (int lane = 0; costs != thetas && lane < lanes(); lane++) {
            Vertex constants = vertices.constants(lane); // the offset and the gap of the lane
            constants.gap(constants.gap() * Thetas.DIVISOR);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new OracleException(OracleException.Code.CLOSED, "the session of the graph oracle is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
