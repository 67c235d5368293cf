package io.dither.perturbed.internal.engine;

import io.dither.internal.threads.Workers;
import io.dither.kernel.Kernels;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The Monte Carlo loop: draw noise, solve, accumulate.
 *
 * <p>The samples of each problem are divided into blocks, whose bounds depend on the number of samples, the dimension
 * and whether there is a stopping rule. Workers take blocks from a queue over all problems, and finished blocks are
 * merged in order. So results depend on the seed but not on the threads, and a problem with many samples keeps all
 * threads as busy as many problems with one sample. A limited number of blocks is held at a time: memory does not grow
 * with the number of samples.
 */
public final class MonteCarlo {
    /**
     * The largest number of samples per block in large dimensions, and in any dimension if there is a stopping rule.
     * Otherwise blocks are larger in small dimensions, because each block costs some time, whatever its size.
     */
    public static final int SMALLEST_BLOCK = 32;

    /** The largest number of samples per block in small dimensions. */
    private static final int LARGEST_BLOCK = 256;
    /** The number of coordinates in the samples of a block, unless the block would be too small or too large. */
    private static final int BLOCK_NUMBERS = 4096;
    /**
     * Blocks begin at samples whose index is a multiple of this number. So, except in the last block of a problem, the
     * samples of a block fill the lanes of {@link SampleLanes}, which are drawn together by vector instructions. The
     * kernels have at most 8 lanes; a user's session may have more.
     */
    private static final int STEP = 8;

    /** The largest number of doubles in blocks that wait to be merged, unless one block per thread needs more. */
    private static final long MAX_WAITING_NUMBERS = 1 << 21;

    /** The largest number of tasks in a queue, whose indices are of type int. */
    private static final int LONGEST_QUEUE = 1 << 30;

    private final PassSettings pass;
    /** The number of steps of {@link #STEP} samples, the last of which may be shorter. */
    private final int steps;
    /** The number of blocks per problem; block b of problem p has the index p * blocks + b. */
    private final int blocks;

    public MonteCarlo(PassSettings pass) {
        this.pass = pass;
        this.steps = (int) (((long) pass.samples() + STEP - 1) / STEP);
        this.blocks = blocks(pass.samples(), pass.blockSize());
    }

    /** Returns the number of blocks of at most {@code size} samples each. */
    public static int blocks(int samples, int size) {
        return (int) (((long) samples + size - 1) / size);
    }

    /** Returns the largest number of samples per block for problems of a dimension. */
    public static int blockSize(int dimension) {
        return Math.max(SMALLEST_BLOCK, Math.min(LARGEST_BLOCK, BLOCK_NUMBERS / dimension / STEP * STEP));
    }

    /**
     * Runs all problems of the pass, and returns a tally for each. The problems have the same number of blocks and
     * collect the same kinds of statistics.
     */
    public List<Tally> run(List<Problem> problems) {
        return problems.isEmpty() ? List.of() : run(problems, null);
    }

    /**
     * Runs a problem until a rule stops it. The rule is applied after each block, in order, so that the number of
     * samples does not depend on threads. Samples and failures of later blocks are dropped.
     */
    public Tally run(Problem problem, Stopping stopping) {
        return run(List.of(problem), stopping).get(0);
    }

    /** Runs all problems. If a rule is given, the rule may stop them earlier. */
    private List<Tally> run(List<Problem> problems, @Nullable Stopping stopping) {
        Workers workers = pass.workers();
        long blockDoubles = problems.get(0).newTally().sizeInDoubles();
        BlockMerger merger =
                new BlockMerger(problems, blocks, maxWaitingBlocks(blockDoubles, workers.parallelism()), stopping);
        int blocksPerTask = blocksPerTask(problems.size());
        long tasks = ((long) problems.size() * blocks + blocksPerTask - 1) / blocksPerTask;
        try {
            for (long start = 0; start < tasks && !merger.isClosed(); start += LONGEST_QUEUE) {
                TaskRunner runner = new TaskRunner(problems, merger, start, blocksPerTask);
                workers.run((int) Math.min(LONGEST_QUEUE, tasks - start), runner);
                merger.rethrowFailures();
            }
        } finally {
            merger.close(); // after an interrupt, running threads end after their present sample or group of lanes
        }
        return merger.totals();
    }

    /**
     * Returns the number of blocks that a worker takes at a time. If each block is a whole problem that is drawn in
     * lanes, these blocks fill the lanes, unless a thread would then get fewer than two tasks.
     */
    private int blocksPerTask(int problemCount) {
        int lanes = blocks == 1 && pass.hasLanes() ? Kernels.get().lanes() : 1;
        // the fewest blocks whose total number of samples is a multiple of lanes, a power of two
        int blocksInLanes = lanes / Math.min(lanes, Integer.lowestOneBit(pass.samples()));
        return Math.max(
                1, Math.min(blocksInLanes, problemCount / (2 * pass.workers().parallelism())));
    }

    /**
     * Returns how many finished blocks of a size in doubles may wait to be merged: as many as have {@link
     * #MAX_WAITING_NUMBERS} doubles together, but at most 2^14, and at least one per thread.
     */
    static int maxWaitingBlocks(long blockDoubles, int parallelism) {
        return (int) Math.max(parallelism, Math.min(1 << 14, MAX_WAITING_NUMBERS / blockDoubles));
    }

    /**
     * Takes tasks from a queue and runs them; each task is a group of consecutive blocks. A worker keeps its workspace
     * as long as the session of the workspace can switch to the oracle of the next problem.
     */
    private final class TaskRunner implements Workers.Body {
        private final List<Problem> problems;
        private final BlockMerger merger;
        /** The index of the first task of the queue. */
        private final long start;

        private final int blocksPerTask;

        TaskRunner(List<Problem> problems, BlockMerger merger, long start, int blocksPerTask) {
            this.problems = problems;
            this.merger = merger;
            this.start = start;
            this.blocksPerTask = blocksPerTask;
        }

        @Override
        public void work(AtomicInteger nextIndex, int count) {
            Sampler sampler = null;
            Tally[] tallies = new Tally[blocksPerTask];
            boolean isCompleted = false;
            try {
                long task;
                while ((task = take(nextIndex, count)) >= 0 && merger.isNeeded(task * blocksPerTask)) {
                    long end = Math.min((task + 1) * blocksPerTask, (long) problems.size() * blocks);
                    for (long block = task * blocksPerTask; block < end && merger.isNeeded(block); ) {
                        Problem problem = problemOf(block);
                        // a new sampler only if the session of the last one cannot solve for the oracle of this problem
                        if (sampler == null || !sampler.retarget(problem)) {
                            if (sampler != null) {
                                // null first: if giveBack throws, the finally block must not call it again
                                Sampler finished = sampler;
                                sampler = null;
                                finished.giveBack();
                            }
                            sampler = new Sampler(problem);
                        }
                        block = runBlocks(block, end, sampler, tallies);
                    }
                }
                isCompleted = true;
            } finally {
                if (!isCompleted) {
                    merger.close(); // a block is missing: wakes threads that wait for it
                }
                if (sampler != null) {
                    sampler.giveBack();
                }
            }
        }

        @Override
        public void stop() {
            merger.close();
        }

        private Problem problemOf(long block) {
            return problems.get((int) (block / blocks));
        }

        /** Returns the index of the next task, or -1 if there is none. */
        private long take(AtomicInteger nextIndex, int count) {
            if (merger.isClosed()) {
                return -1;
            }
            int index = nextIndex.getAndIncrement();
            return index < count ? start + index : -1;
        }

        /**
         * Runs blocks from the first on as long as the sampler solves for their oracle; returns the index after the
         * last block that was run.
         */
        private long runBlocks(long first, long end, Sampler sampler, Tally[] tallies) {
            sampler.start(problemOf(first));
            long block = first;
            for (; block < end && sampler.solvesFor(problemOf(block)); block++) {
                Tally tally = merger.awaitTally(block);
                if (tally == null) {
                    break; // this block is not needed, but samples that wait in the lanes may be needed
                }
                tallies[(int) (block - first)] = tally;
                int blockOfProblem = (int) (block % blocks);
                sampler.draw(tally, firstSample(blockOfProblem), firstSample(blockOfProblem + 1));
            }
            sampler.flush();
            for (long runBlock = first; runBlock < block && merger.isNeeded(runBlock); runBlock++) {
                Tally tally = tallies[(int) (runBlock - first)];
                tally.seal(); // no more samples come
                merger.finish(runBlock, tally);
            }
            return block;
        }
    }

    /** Returns the index of the first sample of a block of a problem. */
    private int firstSample(int block) {
        return (int) Math.min(pass.samples(), STEP * ((long) block * steps / blocks));
    }
}
