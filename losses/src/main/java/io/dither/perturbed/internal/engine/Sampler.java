package io.dither.perturbed.internal.engine;

import io.dither.noise.ScoredNoise;
import io.dither.perturbed.internal.engine.Workspaces.Workspace;
import io.dither.random.KeyedRandom;
import org.jspecify.annotations.Nullable;

/**
 * Draws and solves the samples of a worker, and adds them to their tallies: one by one, or in lanes that fill up with
 * the samples of one or several problems.
 */
final class Sampler {
    private final Workspaces pool;
    private final Workspace workspace;
    private @Nullable SampleLanes lanes;

    Sampler(Problem problem) {
        pool = problem.pass().workspaces();
        workspace = pool.borrow(problem);
    }

    /** Returns whether the session solves for the oracle of a problem. */
    boolean solvesFor(Problem problem) {
        return workspace.oracle() == problem.oracle();
    }

    /** Retargets the session to the oracle of a problem; returns whether the session can. The lanes must be empty. */
    boolean retarget(Problem problem) {
        return workspace.retarget(problem.oracle());
    }

    void giveBack() {
        workspace.release();
        pool.giveBack(workspace);
    }

    /**
     * Starts to draw for a problem, and for later problems with the same oracle. Lanes are not used if a search draws
     * noise on demand, because lanes draw all coordinates.
     */
    void start(Problem problem) {
        lanes = problem.pass().hasLanes() && !isOnDemand(problem) ? workspace.lanes() : null;
    }

    private boolean isOnDemand(Problem problem) {
        return workspace.onDemandSession != null && problem.isOnDemand();
    }

    /**
     * Draws the samples from m to the end (exclusive). Samples in lanes that are not full wait for more samples or for
     * {@link #flush}.
     */
    void draw(Tally tally, int m, int end) {
        tally.problem().setKey(workspace.random);
        pool.countDrawn((long) (end - m) * workspace.sample.noise.length);
        if (lanes == null) {
            for (int sample = m; sample < end && tally.isNeeded(); sample++) {
                drawOne(tally, sample);
            }
            return;
        }
        for (int next = m; next < end && tally.isNeeded(); ) {
            // family() is the random stream of sample 0 of the problem
            next = lanes.take(tally, workspace.random.family(), next, end);
            if (lanes.isFull()) {
                drawLanes(lanes);
            }
        }
    }

    /** Draws the samples that wait in the lanes. */
    void flush() {
        if (lanes == null || lanes.filled() == 0) {
            return;
        }
        if (lanes.isFilledEnough()) {
            drawLanes(lanes);
        } else {
            drawOneByOne(lanes);
        }
    }

    private void drawLanes(SampleLanes filledLanes) {
        pool.requireRunning();
        try {
            filledLanes.draw(workspace.random, workspace.session, workspace.guard);
        } catch (Throwable failure) { // also checked exceptions, which Kotlin and Scala throw undeclared
            Failures.rethrowOutOfMemory(failure);
            pool.requireRunning();
            // solving one by one shows which sample failed and why
            drawOneByOne(filledLanes);
            return;
        }
        int to;
        for (int from = 0; from < filledLanes.filled(); from = to) {
            to = filledLanes.endOfRun(from);
            add(filledLanes, from, to);
        }
        filledLanes.clear();
    }

    private void add(SampleLanes filledLanes, int from, int to) {
        Tally tally = filledLanes.tally(from);
        try {
            tally.addLanes(filledLanes, from, to);
        } catch (LaneFailure failure) {
            fail(tally, filledLanes.index(failure.lane), failure.thrown);
        } catch (Throwable failure) {
            fail(tally, filledLanes.index(from), failure); // which lane failed is not known
        }
    }

    private static void fail(Tally tally, int sample, Throwable failure) {
        Failures.rethrowOutOfMemory(failure);
        tally.fail(sample, failure);
    }

    private void drawOneByOne(SampleLanes filledLanes) {
        KeyedRandom random = workspace.random;
        for (int lane = 0; lane < filledLanes.filled(); lane++) {
            Tally tally = filledLanes.tally(lane);
            Throwable fault = filledLanes.takeFault(lane);
            if (fault != null && tally.isNeeded()) {
                tally.fail(filledLanes.index(lane), fault);
            } else if (tally.isNeeded()) {
                tally.problem().setKey(random);
                drawOne(tally, filledLanes.index(lane));
            }
        }
        filledLanes.clear();
    }

    private void drawOne(Tally tally, int m) {
        pool.requireRunning();
        try {
            solve(tally.problem(), m);
            tally.add(workspace.sample);
        } catch (Throwable failure) {
            Failures.rethrowOutOfMemory(failure);
            pool.requireOpen(); // throws if the layer was closed: a stopped solve is not a failure of the oracle
            tally.fail(m, failure);
        }
    }

    private void solve(Problem problem, int m) {
        Sample sample = workspace.sample;
        long stream = workspace.random.family() + m;
        if (workspace.onDemandSession != null && problem.isOnDemand()) {
            workspace.onDemand(workspace.onDemandSession, problem).solve(problem, m);
            problem.requireAccepted(sample.vertex);
            if (workspace.guard.isDue(stream)) {
                // only the answer: there was no array of theta that the session could change
                workspace.guard.check(problem.oracle(), sample.vertex);
            }
            return;
        }
        problem.draws().draw(workspace.random, m, sample.noise);
        ScoredNoise scoredNoise = problem.scoredNoise();
        if (scoredNoise != null) {
            scoredNoise.score(sample.noise, sample.score);
        }
        problem.perturbation().apply(sample);
        if (problem.recording() == null) {
            problem.solve(workspace.session, sample.perturbed, sample.vertex, workspace.guard, stream);
        } else {
            problem.recording().copyTo(m, sample.vertex);
        }
        sample.value = Failures.requireFinite(sample.objective());
    }
}
