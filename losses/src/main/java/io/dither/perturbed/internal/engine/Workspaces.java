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
 * The pool of a layer's workspaces, which are sessions with their sample buffers, for later calls to reuse. It lends a
 * thread one workspace at a time, and keeps a limited number of idle workspaces, the most recently used.
 */
public final class Workspaces implements AutoCloseable {
    /** The usual interval of solves that are checked against the contract of sessions: one solve in 1,024. */
    public static final int USUAL_INTERVAL = 1024;

    /** The largest number of idle workspaces; further workspaces are closed, so that memory stays limited. */
    private static final int MAX_IDLE = 256;

    /** A session with its sample buffers (also for lanes, once they are used) and a random generator. */
    static final class Workspace {
        private LinearOracle oracle;
        private @Nullable OnDemand onDemand;
        private @Nullable SampleLanes lanes;
        final OracleSession session;
        final @Nullable LaneSession laneSession;
        final @Nullable OnDemandSession onDemandSession;
        private final @Nullable RetargetableSession retargetable;
        final Sample sample;
        private final int laneCount;
        final KeyedRandom random = new KeyedRandom(0); // each problem sets its own key
        final SolveGuard guard;

        Workspace(LinearOracle oracle, SolveGuard guard) {
            this.oracle = oracle;
            this.guard = guard;
            session = oracle.openSession();
            try {
                sample = new Sample(oracle.dimension());
                laneSession = session.as(LaneSession.class).orElse(null);
                onDemandSession = session.as(OnDemandSession.class).orElse(null);
                retargetable = session.as(RetargetableSession.class).orElse(null);
                laneCount = SampleLanes.bestLaneCount(laneSession, oracle.dimension());
            } catch (Throwable failure) {
                collectFailure(failure, session::close);
                throw failure;
            }
        }

        LinearOracle oracle() {
            return oracle;
        }

        /** Returns lanes if drawing or solving several samples together is faster, otherwise null. */
        @Nullable
        SampleLanes lanes() {
            if (lanes == null && laneCount > 1) {
                lanes = new SampleLanes(oracle.dimension(), laneCount, laneSession);
            }
            return lanes;
        }

        /** Drops the samples of a call. */
        void release() {
            if (lanes != null) {
                lanes.release();
            }
        }

        /** Returns the solver that draws noise on demand. The first call makes it; it solves other problems, too. */
        OnDemand onDemand(OnDemandSession onDemandSession, Problem problem) {
            if (onDemand == null) {
                onDemand = new OnDemand(onDemandSession, random, sample, problem);
            }
            return onDemand;
        }

        /** Retargets the session to an oracle; returns whether the session solves for this oracle now. */
        boolean retarget(LinearOracle target) {
            if (target == oracle) {
                return true;
            }
            boolean isRetargeted =
                    retargetable != null && target.dimension() == oracle.dimension() && retargetable.retarget(target);
            if (isRetargeted) {
                oracle = target;
            }
            return isRetargeted;
        }
    }

    private final ArrayDeque<Workspace> idle = new ArrayDeque<>();
    /**
     * Lanes are used once this number of random numbers has been drawn: before, their vector code is slow, because the
     * JIT compiler has not compiled it yet.
     */
    private final long warmUp = Kernels.get().warmUp();
    /** The number of random numbers that were drawn. */
    private final LongAdder drawn = new LongAdder();
    /** About one solve in this number is checked, and the first solve of each session; none if 0. */
    private final int checkInterval;
    /**
     * Whether a session was found to break its contract when its workspace was given back. From then on all solves with
     * workspaces that are lent are checked.
     */
    private boolean isDistrusted;
    /** The workspaces in use. */
    private final List<Workspace> inUse = new ArrayList<>();

    private volatile boolean closed;
    /** Throws if the layer is closed. */
    final Runnable requireOpen = this::requireOpen;

    /**
     * Makes an empty pool.
     *
     * @param checkInterval about one solve in {@code checkInterval} is checked, and the first solve of each session: 1,
     *     {@link #USUAL_INTERVAL} or another power of two, as {@link SolveGuard} requires; 0 checks none
     */
    public Workspaces(int checkInterval) {
        this.checkInterval = checkInterval;
    }

    /** Adds to the count of random numbers that were drawn. */
    void countDrawn(long numbers) {
        drawn.add(numbers);
    }

    /** Returns whether enough numbers were drawn for lanes to be faster. Lanes change no result. */
    boolean isWarm() {
        return warmUp == 0 || drawn.sum() >= warmUp;
    }

    Workspace borrow(Problem problem) {
        Workspace workspace = takeIdle(problem.oracle());
        if (workspace != null) {
            return workspace;
        }
        try {
            return lend(new Workspace(problem.oracle(), new SolveGuard(currentCheckInterval())));
        } catch (Throwable failure) {
            throw Failures.notOpened(problem, failure);
        }
    }

    private synchronized Workspace lend(Workspace workspace) {
        inUse.add(workspace);
        return workspace;
    }

    /** Throws if the layer is closed. */
    void requireOpen() {
        if (closed) {
            throw Workers.closed();
        }
    }

    /** Throws if the layer is closed or this thread was interrupted. */
    void requireRunning() {
        requireOpen();
        Failures.requireNotInterrupted();
    }

    private synchronized int currentCheckInterval() {
        return isDistrusted ? 1 : checkInterval;
    }

    private synchronized @Nullable Workspace takeIdle(LinearOracle oracle) {
        requireOpen();
        Iterator<Workspace> iterator = idle.iterator();
        while (iterator.hasNext()) {
            Workspace workspace = iterator.next();
            if (workspace.oracle == oracle) {
                iterator.remove();
                return lend(workspace);
            }
        }
        for (iterator = idle.iterator(); iterator.hasNext(); ) {
            Workspace workspace = iterator.next();
            if (workspace.retarget(oracle)) {
                iterator.remove();
                return lend(workspace);
            }
        }
        return null;
    }

    /**
     * Takes a workspace back for later calls. If the layer is closed, the session of the workspace is closed. If too
     * many workspaces are idle, the session of the least recently used workspace is closed.
     */
    void giveBack(Workspace workspace) {
        Workspace surplus = addIdle(workspace);
        if (surplus != null) {
            surplus.session.close();
        }
    }

    /** Adds a workspace to the idle workspaces; returns the workspace whose session must be closed, or null. */
    private synchronized @Nullable Workspace addIdle(Workspace workspace) {
        inUse.remove(workspace);
        if (closed) {
            return workspace;
        }
        if (workspace.guard.isBroken() && !isDistrusted) {
            isDistrusted = true;
            idle.forEach(idleWorkspace -> idleWorkspace.guard.checkEverySolve());
        }
        if (isDistrusted) { // also if another thread found the violation
            workspace.guard.checkEverySolve();
        }
        idle.addFirst(workspace);
        return idle.size() > MAX_IDLE ? idle.pollLast() : null;
    }

    /**
     * Closes the idle sessions, and asks running solves to stop if they can. Running calls fail with CLOSED and close
     * their sessions on their own threads. All sessions are closed, even if one of them throws.
     */
    @Override
    public void close() {
        Throwable first = null;
        for (Workspace workspace : stopLending()) {
            first = collectFailure(
                    first, () -> workspace.session.as(LimitedSession.class).ifPresent(LimitedSession::interrupt));
        }
        Workspace workspace;
        while ((workspace = nextIdle()) != null) {
            first = collectFailure(first, workspace.session::close);
        }
        if (first != null) {
            throw Failures.notClosed(first);
        }
    }

    /**
     * Refuses all later calls of {@link #borrow}; returns the workspaces in use. A workspace that another thread opens
     * at this time is still lent, but {@link #requireRunning} throws before its first solve.
     */
    private synchronized List<Workspace> stopLending() {
        closed = true;
        return List.copyOf(inUse);
    }

    private synchronized @Nullable Workspace nextIdle() {
        return idle.poll();
    }

    /**
     * Runs a step, and returns the first failure so far, or null. A later failure is added to the first as suppressed.
     */
    private static @Nullable Throwable collectFailure(@Nullable Throwable first, Runnable step) {
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
