package io.dither.perturbed;

import io.dither.noise.ScoredNoise;
import io.dither.perturbed.Workspaces.Workspace;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The Monte Carlo loop, the only one: noise, solve, accumulate, next.
 *
 * <p>The samples of each problem are cut into blocks whose bounds depend on M and d alone; workers take blocks from a queue over
 * all problems, and finished blocks are merged in order. So the bits depend on the seed and not on the threads, and one
 * problem with many samples keeps all threads as busy as many problems with one. Few blocks are
 * held at a time: memory does not grow with M.
 */
final class MonteCarlo {
    /** How many samples a block has at most in large dimensions; more in small ones, where a block costs more than a sample. */
    static final int LEAST_BLOCK = 32;

    private static final int MOST_BLOCK = 256;
    private static final int BLOCK_NUMBERS = 4096;
    /** Blocks begin at its multiples, so that lanes fill up. */
    private static final int STEP = 8;

    /** How many numbers the blocks that wait to be merged may hold together. */
    private static final long WAVE_NUMBERS = 1 << 21;

    private static final int LONGEST_QUEUE = 1 << 30;

    private final Workers workers;
    private final int samples;
    private final int steps;
    private final int blocks;

    /** Draws {@code samples} samples for each problem, in blocks of at most {@code most}. */
    MonteCarlo(Workers workers, int samples, int most) {
        this.workers = workers;
        this.samples = samples;
        this.steps = (int) (((long) samples + STEP - 1) / STEP);
        this.blocks = (int) (((long) samples + most - 1) / most);
    }

    /** Returns how many samples a block has at most. */
    static int blockSize(int dimension) {
        return Math.max(LEAST_BLOCK, Math.min(MOST_BLOCK, BLOCK_NUMBERS / dimension / STEP * STEP));
    }

    /**
     * Runs all problems and returns one tally each. A problem with a stopping rule runs alone: the rule sees the blocks one
     * by one in their order, so where it stops does not depend on threads, and what was drawn beyond is dropped; a time
     * budget keeps all that was drawn.
     */
    List<Tally> run(List<Problem> problems) {
        boolean stopping = problems.stream().anyMatch(problem -> problem.stopping() != null);
        if (!stopping) {
            return runTogether(problems);
        }
        return problems.stream()
                .flatMap(problem -> runTogether(List.of(problem)).stream())
                .toList();
    }

    private List<Tally> runTogether(List<Problem> problems) {
        if (problems.isEmpty()) {
            return List.of();
        }
        // the problems of a call want the same in the same dimension
        long numbers = problems.get(0).plan().newTally().doubles();
        InOrder merged = new InOrder(problems, blocks, blocksOfWave(numbers, workers.parallelism()));
        Adaptive stopping = problems.get(0).stopping();
        if (stopping != null) {
            stopping.start();
        }
        long all = (long) problems.size() * blocks;
        for (long start = 0; start < all && !merged.isClosed(); start += LONGEST_QUEUE) {
            Failures failures = new Failures();
            Queue work = new Queue(problems, merged, failures, start);
            workers.run((int) Math.min(LONGEST_QUEUE, all - start), work);
            failures.rethrow();
        }
        return merged.totals();
    }

    /** Returns how many blocks of so many numbers are held at a time: a block a thread where they are large. */
    static int blocksOfWave(long numbers, int parallelism) {
        return (int) Math.max(parallelism, Math.min(1 << 14, WAVE_NUMBERS / numbers));
    }

    /** The blocks that workers share; a worker keeps its workspace as long as the oracle stays the same. */
    private final class Queue implements Workers.Body {
        private final List<Problem> problems;
        private final InOrder merged;
        private final Failures failures;
        private final long start;

        Queue(List<Problem> problems, InOrder merged, Failures failures, long start) {
            this.problems = problems;
            this.merged = merged;
            this.failures = failures;
            this.start = start;
        }

        @Override
        public void work(AtomicInteger queue, int count) {
            Workspaces owner = null;
            Workspace workspace = null;
            boolean whole = false;
            try {
                long block;
                while ((block = take(queue, count)) >= 0) {
                    Problem problem = problems.get((int) (block / blocks));
                    if (workspace == null || owner != problem.workspaces()) {
                        if (owner != null && workspace != null) {
                            owner.giveBack(workspace);
                            workspace = null;
                        }
                        owner = problem.workspaces();
                        workspace = owner.borrow();
                    }
                    Tally tally = merged.tallyOf(block);
                    if (tally != null) {
                        runBlock(problem, (int) (block % blocks), workspace, tally, failures);
                        merged.finish(block, tally);
                    }
                }
                whole = true;
            } finally {
                if (!whole) {
                    merged.close(); // a block is missing: nobody may wait for it
                }
                if (owner != null && workspace != null) {
                    owner.giveBack(workspace);
                }
            }
        }

        /** Returns the next block, or -1 where there is none or no time for it; the first is always drawn. */
        private long take(AtomicInteger queue, int count) {
            if (merged.isClosed() || (queue.get() > 0 && isOver(problems.get(0)))) {
                return -1;
            }
            int index = queue.getAndIncrement();
            return index < count ? start + index : -1;
        }
    }

    private static boolean isOver(Problem problem) {
        return problem.stopping() != null && problem.stopping().isOver();
    }

    private void runBlock(Problem problem, int block, Workspace workspace, Tally tally, Failures failures) {
        int m = firstSample(block);
        int end = firstSample(block + 1);
        workspace.random().key(problem.seed(), problem.step(), problem.example());
        SampleLanes lanes = problem.hasLanes() ? workspace.lanes() : null;
        problem.workspaces().count((long) (end - m) * workspace.sample().noise.length);
        if (lanes != null) {
            for (; m + lanes.lanes <= end; m += lanes.lanes) {
                runLanes(problem, m, lanes, workspace, tally, failures);
            }
        }
        for (; m < end; m++) {
            runSample(problem, m, workspace, tally, failures);
        }
        tally.seal();
    }

    private int firstSample(int block) {
        return (int) Math.min(samples, STEP * ((long) block * steps / blocks));
    }

    private static void runLanes(
            Problem problem, int first, SampleLanes lanes, Workspace workspace, Tally tally, Failures failures) {
        try {
            lanes.draw(problem, first, workspace.random(), workspace.session());
        } catch (RuntimeException one) {
            // which of them failed, and how, is found one by one
            for (int m = first; m < first + lanes.lanes; m++) {
                runSample(problem, m, workspace, tally, failures);
            }
            return;
        }
        try {
            tally.addLanes(lanes);
        } catch (RuntimeException failure) {
            failures.add(problem, first + lanes.current, failure);
        }
    }

    private static void runSample(Problem problem, int m, Workspace workspace, Tally tally, Failures failures) {
        try {
            draw(problem, m, workspace);
            tally.add(workspace.sample());
        } catch (RuntimeException failure) {
            failures.add(problem, m, failure);
        }
    }

    private static void draw(Problem problem, int index, Workspace workspace) {
        Sample sample = workspace.sample();
        problem.draws().draw(workspace.random(), index, sample.noise);
        ScoredNoise score = problem.score();
        if (score != null) {
            score.score(sample.noise, sample.score);
        }
        problem.perturbation().apply(sample);
        workspace.session().solve(sample.perturbed, sample.vertex);
        sample.value = Failures.requireFinite(sample.objective());
    }
}
