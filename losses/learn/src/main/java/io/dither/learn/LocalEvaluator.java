package io.dither.learn;

import io.dither.layer.KeyedSum;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/**
 * Evaluates on the threads of this machine: a block of examples is the work of one thread. A wish to stop is heard within a
 * fraction of a second, whatever solves are under way: they are left to their threads, which free their sessions.
 */
final class LocalEvaluator implements Evaluator {
    private static final long POLL_MILLIS = 100;

    private final BlockEvaluator blocks;
    private final ExecutorService threads;
    private final int count;
    private final BooleanSupplier cancelled;

    LocalEvaluator(BlockEvaluator blocks, int threads, BooleanSupplier cancelled) {
        this.blocks = blocks;
        count = threads;
        this.cancelled = cancelled;
        this.threads = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "dither-learner");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public double[] sums(Request request) {
        BlockEvaluator.Pass pass = blocks.pass(request, count);
        return pass.blocks() == 0 ? new double[0] : KeyedSum.total(inOrder(pass.blocks(), pass::nodes));
    }

    @Override
    public List<double[]> gradients(Request request) {
        BlockEvaluator.Pass pass = blocks.pass(request, count);
        return inOrder(pass.blocks(), pass::gradients);
    }

    @Override
    public List<String> clusters() {
        return blocks.clusters();
    }

    @Override
    public boolean isExact() {
        return blocks.isExact();
    }

    private <T> List<T> inOrder(int count, IntFunction<List<T>> work) {
        List<Future<List<T>>> running = new ArrayList<>();
        for (int block = 0; block < count; block++) {
            int index = block;
            running.add(threads.submit(() -> work.apply(index)));
        }
        List<T> all = new ArrayList<>();
        try {
            for (Future<List<T>> one : running) {
                all.addAll(await(one));
            }
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new StoppedException("interrupted");
        } finally {
            running.forEach(one -> one.cancel(true));
        }
        return all;
    }

    private <T> T await(Future<T> running) throws ExecutionException, InterruptedException {
        while (true) {
            try {
                return running.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException goesOn) {
                if (cancelled.getAsBoolean()) {
                    throw new StoppedException("learning was cancelled in the midst of an evaluation");
                }
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        blocks.close();
    }
}
