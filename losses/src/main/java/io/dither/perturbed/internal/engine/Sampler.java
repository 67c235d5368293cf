package io.dither.perturbed.internal.engine;

import io.dither.noise.ScoredNoise;
import io.dither.perturbed.internal.engine.Workspaces.Workspace;
import io.dither.random.KeyedRandom;
import org.jspecify.annotations.Nullable;

/**
 * Draws, solves and counts the samples of one worker: one by one, or in lanes that fill up with the samples of one problem
 * or of several in turn.
 */
final class Sampler {
    private final Workspaces owner;
    private final Workspace workspace;
    private @Nullable SampleLanes lanes;

    Sampler(Problem problem) {
        owner = problem.pass().workspaces();
        workspace = owner.borrow(problem);
    }

    /** Returns whether its session solves for the oracle of a problem. */
    boolean fits(Problem problem) {
        return workspace.oracle() == problem.oracle();
    }

    /** Retargets its session to the oracle of a problem; returns whether it could. The lanes must be empty. */
    boolean turnsTo(Problem problem) {
        return workspace.turnsTo(problem.oracle());
    }

    void giveBack() {
        workspace.release();
        owner.giveBack(workspace);
    }

    /**
     * Begins to draw for problems like this one, in lanes if they pay off: unlike a search on demand, lanes draw all
     * coordinates.
     */
    void start(Problem problem) {
        lanes = problem.pass().hasLanes() && !isOnDemand(problem) ? workspace.lanes() : null;
    }

    private boolean isOnDemand(Problem problem) {
        return workspace.asking != null && problem.isOnDemand();
    }

    /** Draws the samples from m to the end; samples in lanes that are not full wait for more, or for the flush. */
    void draw(Tally tally, int m, int end) {
        tally.problem().key(workspace.random);
        owner.count((long) (end - m) * workspace.sample.noise.length);
        if (lanes == null) {
            for (int sample = m; sample < end && tally.isNeeded(); sample++) {
                drawOne(tally, sample);
            }
            return;
        }
        for (int next = m; next < end && tally.isNeeded(); ) {
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
        if (lanes.isWorthwhile()) {
            drawLanes(lanes);
        } else {
            drawOneByOne(lanes);
        }
    }

    private void drawLanes(SampleLanes together) {
        owner.requireGoesOn();
        try {
            together.draw(workspace.random, workspace.session, workspace.guard);
        } catch (Throwable failure) { // the checked ones too, which Kotlin and Scala throw undeclared
            Failures.requireMemory(failure);
            owner.requireGoesOn();
            // which of them failed, and how, is found one by one
            drawOneByOne(together);
            return;
        }
        int to;
        for (int from = 0; from < together.filled(); from = to) {
            to = together.endOfRun(from);
            add(together, from, to);
        }
        together.clear();
    }

    private void add(SampleLanes together, int from, int to) {
        Tally tally = together.tally(from);
        try {
            tally.addLanes(together, from, to);
        } catch (LaneFailure failure) {
            fail(tally, together.index(failure.lane), failure.thrown);
        } catch (Throwable failure) {
            fail(tally, together.index(from), failure);
        }
    }

    private static void fail(Tally tally, int sample, Throwable failure) {
        Failures.requireMemory(failure);
        tally.fail(sample, failure);
    }

    private void drawOneByOne(SampleLanes together) {
        KeyedRandom random = workspace.random;
        for (int lane = 0; lane < together.filled(); lane++) {
            Tally tally = together.tally(lane);
            Throwable fault = together.takeFault(lane);
            if (fault != null && tally.isNeeded()) {
                tally.fail(together.index(lane), fault);
            } else if (tally.isNeeded()) {
                tally.problem().key(random);
                drawOne(tally, together.index(lane));
            }
        }
        together.clear();
    }

    private void drawOne(Tally tally, int m) {
        owner.requireGoesOn();
        try {
            solve(tally.problem(), m);
            tally.add(workspace.sample);
        } catch (Throwable failure) {
            Failures.requireMemory(failure);
            owner.requireOpen(); // what it was asked to end is no fault of it
            tally.fail(m, failure);
        }
    }

    private void solve(Problem problem, int m) {
        Sample sample = workspace.sample;
        long stream = workspace.random.family() + m;
        if (workspace.asking != null && problem.isOnDemand()) {
            workspace.onDemand(workspace.asking, problem).solve(problem, m);
            problem.requireTaken(sample.vertex);
            if (workspace.guard.isDue(stream)) {
                workspace.guard.check(problem.oracle(), sample.vertex);
            }
            return;
        }
        problem.draws().draw(workspace.random, m, sample.noise);
        ScoredNoise score = problem.score();
        if (score != null) {
            score.score(sample.noise, sample.score);
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
