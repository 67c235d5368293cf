package io.dither.perturbed;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.random.KeyedRandom;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Sessions of one oracle with the buffers of their workers, reused over calls; at most one a thread at work. */
final class Workspaces implements AutoCloseable {
    /** A session, its sample buffers and a generator. */
    record Workspace(OracleSession session, Sample sample, KeyedRandom random) {}

    private final LinearOracle oracle;
    private final ConcurrentLinkedQueue<Workspace> idle = new ConcurrentLinkedQueue<>();

    Workspaces(LinearOracle oracle) {
        this.oracle = oracle;
    }

    LinearOracle oracle() {
        return oracle;
    }

    Workspace borrow() {
        Workspace workspace = idle.poll();
        return workspace != null
                ? workspace
                : new Workspace(oracle.openSession(), new Sample(oracle.dimension()), new KeyedRandom(0));
    }

    void giveBack(Workspace workspace) {
        idle.add(workspace);
    }

    @Override
    public void close() {
        Workspace workspace;
        while ((workspace = idle.poll()) != null) {
            workspace.session().close();
        }
    }
}
