package io.dither.perturbed.internal.engine;

import io.dither.internal.threads.Workers;
import io.dither.kernel.Kernels;
import io.dither.oracle.LimitedSession;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.capability.LaneSession;
import io.dither.oracle.capability.OnDemandSession;
import io.dither.oracle.capability.RetargetableSession;
import io.dither.random.KeyedRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Sessions with the buffers of their workers, reused over calls: at most one per active thread, and a bounded number of
 * idle ones, the most recently used.
 */
public final class Workspaces implements AutoCloseable {
    /** By default one solve in this many is checked. */
    public static final int SAMPLE = 1024;

    private static final int MOST_IDLE = 256;

    /** A session, its sample buffers (lanes once they are used) and a generator. */
    static final class Workspace {
        private LinearOracle oracle;
        private @Nullable OnDemand onDemand;
        private @Nullable SampleLanes lanes;
        final OracleSession session;
        final @Nullable LaneSession together;
        final @Nullable OnDemandSession asking;
        private final @Nullable RetargetableSession family;
        final Sample sample;
        private final int laneCount;
        final KeyedRandom random = new KeyedRandom(0);
        final SolveGuard guard;

        Workspace(LinearOracle oracle, SolveGuard guard) {
            this.oracle = oracle;
            this.guard = guard;
            session = oracle.openSession();
            try {
                sample = new Sample(oracle.dimension());
                together = session.as(LaneSession.class).orElse(null);
                asking = session.as(OnDemandSession.class).orElse(null);
                family = session.as(RetargetableSession.class).orElse(null);
                laneCount = SampleLanes.count(together, oracle.dimension());
            } catch (Throwable failure) {
                after(failure, session::close);
                throw failure;
            }
        }

        LinearOracle oracle() {
            return oracle;
        }

        /** Returns lanes if drawing or solving several samples at once pays off, otherwise null. */
        @Nullable
        SampleLanes lanes() {
            if (lanes == null && laneCount > 1) {
                lanes = new SampleLanes(oracle.dimension(), laneCount, together);
            }
            return lanes;
        }

        /** Forgets the samples of a call. */
        void release() {
            if (lanes != null) {
                lanes.release();
            }
        }

        OnDemand onDemand(OnDemandSession asking, Problem problem) {
            if (onDemand == null) {
                onDemand = new OnDemand(asking, random, sample, problem);
            }
            return onDemand;
        }

        /** Retargets the session to an oracle; returns whether it solves for it now. */
        boolean turnsTo(LinearOracle target) {
            if (target == oracle) {
                return true;
            }
            boolean turned = family != null && target.dimension() == oracle.dimension() && family.retarget(target);
            if (turned) {
                oracle = target;
            }
            return turned;
        }
    }

    private final ArrayDeque<Workspace> idle = new ArrayDeque<>();
    private final long warmUp = Kernels.get().warmUp();
    private final LongAdder drawn = new LongAdder();
    private final int oneIn;
    /** Whether a session broke its contract, so that all are checked. */
    private boolean distrusted;
    /** Those at work. */
    private final List<Workspace> lent = new ArrayList<>();

    private volatile boolean closed;

    /**
     * Keeps sessions and checks their solves.
     *
     * @param oneIn one solve in this many is checked: 1, {@link #SAMPLE} or another power of two, or 0 for none
     */
    public Workspaces(int oneIn) {
        this.oneIn = oneIn;
    }

    /** Counts random numbers that were drawn. */
    void count(long numbers) {
        drawn.add(numbers);
    }

    /** Returns whether enough was drawn for lanes to pay off; it changes the speed, but no bit. */
    boolean isWarm() {
        return warmUp == 0 || drawn.sum() >= warmUp;
    }

    Workspace borrow(Problem problem) {
        Workspace workspace = takeIdle(problem.oracle());
        if (workspace != null) {
            return workspace;
        }
        try {
            return lend(new Workspace(problem.oracle(), new SolveGuard(checked())));
        } catch (Throwable failure) {
            throw Failures.notOpened(problem, failure);
        }
    }

    private synchronized Workspace lend(Workspace workspace) {
        lent.add(workspace);
        return workspace;
    }

    /** Throws if the layer is closed. */
    void requireOpen() {
        if (closed) {
            throw Workers.closed();
        }
    }

    /** Throws if the layer is closed or this thread was interrupted. */
    void requireGoesOn() {
        requireOpen();
        Failures.requireNotInterrupted();
    }

    private synchronized int checked() {
        return distrusted ? 1 : oneIn;
    }

    private synchronized @Nullable Workspace takeIdle(LinearOracle oracle) {
        requireOpen();
        Iterator<Workspace> all = idle.iterator();
        while (all.hasNext()) {
            Workspace workspace = all.next();
            if (workspace.oracle == oracle) {
                all.remove();
                return lend(workspace);
            }
        }
        for (all = idle.iterator(); all.hasNext(); ) {
            Workspace workspace = all.next();
            if (workspace.turnsTo(oracle)) {
                all.remove();
                return lend(workspace);
            }
        }
        return null;
    }

    /**
     * Keeps a workspace for later calls. If the layer was closed it closes its session, if there are too many that of
     * the least recently used one.
     */
    void giveBack(Workspace workspace) {
        Workspace spare = keep(workspace);
        if (spare != null) {
            spare.session.close();
        }
    }

    private synchronized @Nullable Workspace keep(Workspace workspace) {
        lent.remove(workspace);
        if (closed) {
            return workspace;
        }
        if (workspace.guard.isBroken() && !distrusted) {
            distrusted = true;
            idle.forEach(parked -> parked.guard.checkAll());
        }
        if (distrusted) { // found meanwhile by another thread, too
            workspace.guard.checkAll();
        }
        idle.addFirst(workspace);
        return idle.size() > MOST_IDLE ? idle.pollLast() : null;
    }

    /**
     * Closes the idle sessions, and asks running solves to stop if they can. Running calls fail with CLOSED and close
     * their sessions on their own threads. All sessions are closed, whatever they throw.
     */
    @Override
    public void close() {
        Throwable first = null;
        for (Workspace workspace : closeLent()) {
            first = after(
                    first, () -> workspace.session.as(LimitedSession.class).ifPresent(LimitedSession::interrupt));
        }
        Workspace workspace;
        while ((workspace = nextIdle()) != null) {
            first = after(first, workspace.session::close);
        }
        if (first != null) {
            throw Failures.notClosed(first);
        }
    }

    private synchronized List<Workspace> closeLent() {
        closed = true;
        return List.copyOf(lent);
    }

    private synchronized @Nullable Workspace nextIdle() {
        return idle.poll();
    }

    /** Runs a step; a failure is added to the first one as suppressed. */
    private static @Nullable Throwable after(@Nullable Throwable first, Runnable step) {
        try {
            step.run();
            return first;
        } catch (Throwable failure) {
            if (first != null && first != failure) {
                first.addSuppressed(failure);
            }
            return first == null ? failure : first;
        }
    }
}
