package io.dither.perturbed;

import io.dither.noise.ScoredNoise;
import io.dither.perturbed.Workspaces.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The Monte Carlo loop, the only one: noise, solve, accumulate, next.
 *
 * <p>The samples of each problem are cut into blocks whose bounds depend on M and d alone; workers take blocks from a queue over
 * all problems, and finished blocks are merged in order. So the bits depend on the seed and not on the threads, and one
 * problem with many samples keeps all threads as busy as many problems with one. Blocks are held in waves of bounded size:
 * memory does not grow with M.
 */
final class MonteCarlo {
    /** How many samples a block has at most in large dimensions; more in small ones, where a block costs more than a sample. */
    static final int LEAST_BLOCK = 32;

    private static final int MOST_BLOCK = 256;
    private static final int BLOCK_NUMBERS = 4096;
    /** Blocks begin at its multiples, so that lanes fill up. */
    private static final int STEP = 8;

    /** How many numbers the blocks of one wave may hold together. */
    private static final long WAVE_NUMBERS = 1 << 21;

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

    /** Runs all problems and returns one tally each. */
    List<Tally> run(List<Problem> problems) {
        if (problems.stream().anyMatch(problem -> problem.stopping() != null)) {
            return problems.stream().map(this::runAdaptive).toList();
        }
        @Nullable Tally[] totals = new Tally[problems.size()];
        long all = (long) problems.size() * blocks;
        int wave = waveSize(problems);
        for (long start = 0; start < all; start += wave) {
            merge(totals, start, runWave(problems, start, (int) Math.min(wave, all - start)));
        }
        List<Tally> tallies = new ArrayList<>();
        for (Tally total : totals) {
            if (total != null) {
                tallies.add(total);
            }
        }
        return tallies;
    }

    /**
     * Runs one problem until its rule is met. The rule sees the blocks one by one in their order, so where it stops does not
     * depend on the waves, which grow from two blocks a thread; what a wave drew beyond is dropped. A time budget keeps all
     * that was drawn.
     */
    private Tally runAdaptive(Problem problem) {
        List<Problem> single = List.of(problem);
        Adaptive stopping = Objects.requireNonNull(problem.stopping());
        int widest = waveSize(single);
        Tally total = null;
        stopping.start();
        for (int start = 0; start < blocks && !(total != null && stopping.isOver()); ) {
            int wave = Math.min(Math.min(widest, blocks - start), Math.max(2 * workers.parallelism(), start / 2));
            for (Tally block : runWave(single, start, wave)) {
                if (block == null) {
                    continue; // not started by the deadline
                }
                if (total == null) {
                    total = block;
                } else {
                    total.merge(block);
                }
                if (stopping.isEnough(total)) {
                    return total;
                }
            }
            start += wave;
        }
        return Objects.requireNonNull(total); // the first block is always drawn
    }

    private int waveSize(List<Problem> problems) {
        if (problems.isEmpty()) {
            return 1;
        }
        // the problems of a call want the same in the same dimension
        long numbers = problems.get(0).plan().newTally().doubles();
        return blocksOfWave(numbers, workers.parallelism());
    }

    /** Returns how many blocks of so many numbers a wave holds: a block a thread where they are large. */
    static int blocksOfWave(long numbers, int parallelism) {
        return (int) Math.max(parallelism, Math.min(1 << 14, WAVE_NUMBERS / numbers));
    }

    /** Runs blocks; those that a time budget left out are null. */
    private @Nullable Tally[] runWave(List<Problem> problems, long start, int count) {
        @Nullable Tally[] tallies = new Tally[count];
        Failures failures = new Failures();
        workers.run(count, (queue, end) -> work(problems, start, tallies, failures, queue));
        failures.rethrow();
        return tallies;
    }

    /** One worker: it keeps its workspace as long as the oracle stays the same. */
    private void work(
            List<Problem> problems, long start, @Nullable Tally[] tallies, Failures failures, AtomicInteger queue) {
        Workspaces owner = null;
        Workspace workspace = null;
        try {
            int index;
            while ((index = queue.getAndIncrement()) < tallies.length) {
                Problem problem = problems.get((int) ((start + index) / blocks));
                if (start + index > 0 && isOver(problem)) {
                    return;
                }
                if (workspace == null || owner != problem.workspaces()) {
                    if (owner != null && workspace != null) {
                        owner.giveBack(workspace);
                        workspace = null;
                    }
                    owner = problem.workspaces();
                    workspace = owner.borrow();
                }
                tallies[index] = runBlock(problem, (int) ((start + index) % blocks), workspace, failures);
            }
        } finally {
            if (owner != null && workspace != null) {
                owner.giveBack(workspace);
            }
        }
    }

    private static boolean isOver(Problem problem) {
        return problem.stopping() != null && problem.stopping().isOver();
    }

    private Tally runBlock(Problem problem, int block, Workspace workspace, Failures failures) {
        Tally tally = problem.plan().newTally();
        int m = firstSample(block);
        int end = firstSample(block + 1);
        workspace.random().key(problem.seed(), problem.step(), problem.example());
        SampleLanes lanes = problem.hasLanes() ? workspace.lanes() : null;
        if (lanes != null) {
            for (; m + lanes.lanes <= end; m += lanes.lanes) {
                runLanes(problem, m, lanes, workspace, tally, failures);
            }
        }
        for (; m < end; m++) {
            runSample(problem, m, workspace, tally, failures);
        }
        tally.seal();
        return tally;
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

    private void merge(@Nullable Tally[] totals, long start, @Nullable Tally[] wave) {
        for (int i = 0; i < wave.length; i++) {
            int problem = (int) ((start + i) / blocks);
            Tally total = totals[problem];
            Tally block = Objects.requireNonNull(wave[i]); // only a time budget leaves blocks out
            if (total == null) {
                totals[problem] = block;
            } else {
                total.merge(block);
            }
        }
    }
}
