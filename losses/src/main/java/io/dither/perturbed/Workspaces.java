package io.dither.perturbed;

import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.kernel.Kernels;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.random.KeyedRandom;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Sessions of one oracle with the buffers of their workers, reused over calls; at most one a thread at work. */
final class Workspaces implements AutoCloseable {
    /** A session, its sample buffers (lanes only where they pay) and a generator. */
    record Workspace(
            OracleSession session, Sample sample, @Nullable SampleLanes lanes, KeyedRandom random) {}

    private final LinearOracle oracle;
    private final long warmUp = Kernels.get().warmUp();
    private final ArrayDeque<Workspace> idle = new ArrayDeque<>();
    private final LongAdder drawn = new LongAdder();
    private boolean closed;

    Workspaces(LinearOracle oracle) {
        this.oracle = oracle;
    }

    LinearOracle oracle() {
        return oracle;
    }

    /** Counts random numbers that were drawn. */
    void count(long numbers) {
        drawn.add(numbers);
    }

    /** Says whether so much was drawn that lanes pay; it changes the speed and no bit. */
    boolean isWarm() {
        return warmUp == 0 || drawn.sum() >= warmUp;
    }

    Workspace borrow() {
        Workspace workspace = takeIdle();
        return workspace != null ? workspace : open();
    }

    private Workspace open() {
        OracleSession session = oracle.openSession();
        int dimension = oracle.dimension();
        return new Workspace(session, new Sample(dimension), SampleLanes.of(session, dimension), new KeyedRandom(0));
    }

    private synchronized @Nullable Workspace takeIdle() {
        if (closed) {
            throw closed();
        }
        return idle.poll();
    }

    static OracleException closed() {
        return new OracleException(Code.CLOSED, "the layer is closed. Maybe close it only after its last use");
    }

    /** Keeps a workspace for later calls, or closes its session where the layer was closed meanwhile. */
    void giveBack(Workspace workspace) {
        if (!keep(workspace)) {
            workspace.session().close();
        }
    }

    private synchronized boolean keep(Workspace workspace) {
        return !closed && idle.add(workspace);
    }

    @Override
    public void close() {
        Workspace workspace;
        while ((workspace = nextToClose()) != null) {
            workspace.session().close();
        }
    }

    private synchronized @Nullable Workspace nextToClose() {
        closed = true;
        return idle.poll();
    }
}
