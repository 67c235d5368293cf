package io.dither.learn.internal.evaluate;

import io.dither.layer.KeyedSum;
import io.dither.learn.evaluate.Evaluator;
import io.dither.learn.evaluate.ExampleGradients;
import io.dither.learn.evaluate.Sums;
import io.dither.learn.model.Fitted;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/** Evaluates the examples on the threads of this machine, in blocks. */
public final class LocalEvaluator implements Evaluator {
    private final BlockEvaluator blocks;
    private final Workers workers;
    private final int threads;
    private final Consumer<Fitted.Part> listener;
    private int passes;
    /** The number of examples evaluated so far in the present epoch of mini-batches, or pass over all examples. */
    private int doneBefore;

    /** {@code listener} is called after each block of examples. An epoch of mini-batches counts as a single pass. */
    public LocalEvaluator(
            BlockEvaluator blocks, int threads, BooleanSupplier cancelled, Consumer<Fitted.Part> listener) {
        this.blocks = blocks;
        this.listener = listener;
        this.threads = threads;
        workers = new Workers(threads, cancelled);
    }

    @Override
    public Optional<Sums> sums(Request request) {
        BlockEvaluator.Pass pass = blocks.pass(request, threads);
        List<KeyedSum.Node> nodes = resultsOfBlocks(pass, request, pass::nodes).stream()
                .flatMap(List::stream)
                .toList();
        return Sums.total(nodes, request.parameters().length);
    }

    @Override
    public ExampleGradients gradients(Request request) {
        BlockEvaluator.Pass pass = blocks.pass(request, threads);
        return ExampleGradients.joined(resultsOfBlocks(pass, request, pass::gradients));
    }

    /** Does the work of each block, reports the progress, and returns the results in the order of the blocks. */
    private <T> List<T> resultsOfBlocks(BlockEvaluator.Pass pass, Request request, IntFunction<T> work) {
        Batch batch = request.batch();
        if (batch.index() == 0) {
            passes++;
            doneBefore = 0;
        }
        int before = doneBefore;
        int batchSize = pass.blocks() == 0 ? 0 : pass.examplesUpTo(pass.blocks() - 1);
        int epochSize = batch.count() == 1 ? batchSize : blocks.size();
        int samples = blocks.drawsSamples() ? request.samples() : 1; // Part has 1 if no samples are drawn
        IntConsumer listen = block ->
                listener.accept(new Fitted.Part(passes, before + pass.examplesUpTo(block), epochSize, samples));
        List<T> results = workers.runAll(pass.blocks(), work, listen);
        doneBefore += batchSize;
        return results;
    }

    @Override
    public long[] clusters() {
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
