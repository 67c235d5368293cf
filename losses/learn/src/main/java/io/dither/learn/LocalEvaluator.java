package io.dither.learn;

import io.dither.layer.KeyedSum;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Evaluates on the threads of this machine: a block of examples is the work of one thread. */
final class LocalEvaluator implements Evaluator {
    private final BlockEvaluator blocks;
    private final ExecutorService threads;
    private final int count;

    LocalEvaluator(BlockEvaluator blocks, int threads) {
        this.blocks = blocks;
        count = threads;
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
                all.addAll(one.get());
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
            running.forEach(one -> one.cancel(false));
        }
        return all;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        blocks.close();
    }
}
