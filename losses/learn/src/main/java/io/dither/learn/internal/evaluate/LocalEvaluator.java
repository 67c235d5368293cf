package io.dither.learn.internal.evaluate;

import io.dither.layer.KeyedSum;
import io.dither.learn.evaluate.Evaluator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/** Evaluates on the threads of this machine: a block of examples is the work of one thread. */
public final class LocalEvaluator implements Evaluator {
    private final BlockEvaluator blocks;
    private final Workers workers;
    private final int count;

    public LocalEvaluator(BlockEvaluator blocks, int threads, BooleanSupplier cancelled) {
        this.blocks = blocks;
        count = threads;
        workers = new Workers(threads, cancelled);
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

    private <T> List<T> inOrder(int blocks, IntFunction<List<T>> work) {
        return workers.inOrder(blocks, work).stream().flatMap(List::stream).toList();
    }

    @Override
    public List<String> clusters() {
        return blocks.clusters();
    }

    @Override
    public double[] weights() {
        return blocks.weights();
    }

    @Override
    public List<byte[]> digests() {
        return blocks.digests();
    }

    @Override
    public boolean isExact() {
        return blocks.isExact();
    }

    @Override
    public void close() {
        workers.close();
        blocks.close();
    }
}
