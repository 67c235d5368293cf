package io.dither.perturbed.internal.engine;

import io.dither.internal.threads.Workers;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Merges the blocks of many problems in their order while threads finish them in any order. It holds a bounded number
 * of finished blocks and reuses the tallies of merged blocks, so that memory does not grow with the number of samples.
 */
final class BlockMerger {
    private final List<Problem> problems;
    private final @Nullable Stopping stopping;
    /** The number of blocks per problem; block b of problem p has the index p * blocks + b. */
    private final int blocks;
    /** The merged blocks of each problem; null before the first block is merged. */
    private final @Nullable Tally[] totals;
    /** A ring buffer of the blocks that wait to be merged: block b is at b modulo the length. */
    private final @Nullable Tally[] finished;
    /** The emptied tallies of merged blocks, for reuse. */
    private final ArrayDeque<Tally> recycled = new ArrayDeque<>();
    /** The index of the problem whose tallies are in {@link #recycled}; only this problem can use them again. */
    private int recycledProblem;
    /** The next block to merge. */
    private long nextBlock;

    /** The number of threads that wait for room. */
    private int waiting;

    private volatile boolean closed;
    /** The first block that is known to fail; later blocks are not needed. */
    private volatile long firstFailedBlock = Long.MAX_VALUE;

    /**
     * Expects {@code blocks} blocks per problem and holds at most {@code window} finished blocks. A stopping rule needs
     * a single problem; it is applied to the merged blocks.
     */
    BlockMerger(List<Problem> problems, int blocks, int window, @Nullable Stopping stopping) {
        this.problems = problems;
        this.stopping = stopping;
        this.blocks = blocks;
        totals = new Tally[problems.size()];
        finished = new Tally[(int) Math.min(window, (long) problems.size() * blocks)];
    }

    /**
     * Waits until there is room to hold a block, and returns an empty tally for it; null if the block is no longer
     * needed.
     */
    @Nullable
    Tally awaitTally(long block) {
        int problem = (int) (block / blocks);
        // the only block of a problem becomes its total at once: it never waits in the ring buffer
        Tally tally = blocks == 1 ? null : awaitRoom(block, problem);
        if (!isNeeded(block)) {
            return null;
        }
        Tally empty = tally == null ? problems.get(problem).newTally() : tally;
        empty.assignTo(this, block);
        return empty;
    }

    /** Waits until there is room to hold a block; returns a tally for reuse, or null if there is none. */
    private synchronized @Nullable Tally awaitRoom(long block, int problem) {
        waiting++;
        try {
            while (isNeeded(block) && block >= nextBlock + finished.length) {
                wait();
            }
        } catch (InterruptedException stop) {
            throw Workers.interrupted();
        } finally {
            waiting--;
        }
        return problem == recycledProblem ? recycled.poll() : null;
    }

    /**
     * Takes a finished block and merges all blocks that are next in order. A problem of a single block needs no lock.
     */
    void finish(long block, Tally tally) {
        if (blocks == 1) {
            merge((int) block, tally); // the block has the same index as its problem
        } else {
            mergeInOrder(block, tally);
        }
    }

    private synchronized void mergeInOrder(long block, Tally tally) {
        finished[slot(block)] = tally;
        Tally ready;
        while (!closed && (ready = finished[slot(nextBlock)]) != null) {
            finished[slot(nextBlock)] = null;
            merge((int) (nextBlock / blocks), ready);
            nextBlock++;
        }
        if (waiting > 0) {
            notifyAll();
        }
    }

    private int slot(long block) {
        return (int) (block % finished.length);
    }

    private void merge(int problem, Tally tally) {
        Tally total = totals[problem];
        if (total == null) {
            tally.release(); // the total takes no more samples, only merges
            totals[problem] = tally;
        } else {
            total.merge(tally);
            recycle(problem, tally);
        }
        Tally merged = Objects.requireNonNull(totals[problem]);
        // the rule is applied only to tallies without a failure
        if (stopping != null && (merged.failures().any() || stopping.isEnough(merged))) {
            close();
        }
    }

    private void recycle(int problem, Tally tally) {
        if (problem != recycledProblem) {
            recycled.clear();
            recycledProblem = problem;
        }
        tally.reset();
        recycled.add(tally);
    }

    /** Wakes all waiting threads and accepts no more blocks. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    boolean isClosed() {
        return closed;
    }

    /** Records that a sample of a block failed: earlier blocks are completed, later blocks are skipped. */
    synchronized void failed(long block) {
        firstFailedBlock = Math.min(firstFailedBlock, block);
        notifyAll();
    }

    /** Returns whether the samples of a block still count; false is final. */
    boolean isNeeded(long block) {
        return !closed && block <= firstFailedBlock;
    }

    /** Throws the first failure of the merged blocks, if there is one. */
    void rethrowFailures() {
        Failures failures = new Failures();
        for (Tally total : totals) {
            if (total != null) {
                failures.merge(total.failures());
            }
        }
        failures.rethrow();
    }

    /** Returns the merged blocks of each problem. */
    List<Tally> totals() {
        return List.of(totals).stream().map(Objects::requireNonNull).toList();
    }
}
