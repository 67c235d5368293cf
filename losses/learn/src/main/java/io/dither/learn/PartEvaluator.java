package io.dither.learn;

import io.dither.layer.KeyedSum;
import io.dither.learn.evaluate.Evaluator;
import io.dither.learn.evaluate.ExampleGradient;
import io.dither.learn.evaluate.Sums;
import io.dither.learn.internal.evaluate.BlockEvaluator;
import java.util.ArrayList;
import java.util.List;

/**
 * Evaluates the examples that one worker of a cluster holds, all of a range of keys, on the calling thread: for clusters.
 * {@link KeyedSum#total} of the subtrees of all parts has the bits of one machine. Thread-safe.
 */
public final class PartEvaluator implements AutoCloseable {
    private final BlockEvaluator blocks;
    private final boolean empty;

    PartEvaluator(BlockEvaluator blocks, boolean empty) {
        this.blocks = blocks;
        this.empty = empty;
    }

    /**
     * Returns what standardisation needs.
     *
     * @return subtrees of the sum of {@link io.dither.learn.model.Standardisable#moments}
     */
    public List<KeyedSum.Node> moments() {
        return empty ? List.of() : blocks.moments();
    }

    /** {@return the clusters of the examples (one name an example, in the order of their keys)} */
    public List<String> clusters() {
        return blocks.clusters();
    }

    /** {@return the weights of the examples (one number an example, in the order of their keys; the caller owns them)} */
    public double[] weights() {
        return blocks.weights();
    }

    /** {@return the part of {@link Evaluator#digests} (64 bytes; none if it has no examples)} */
    public List<byte[]> digests() {
        return blocks.digests();
    }

    /**
     * Returns whether closed forms take the place of samples.
     *
     * @return whether no noise is drawn
     */
    public boolean isExact() {
        return blocks.isExact();
    }

    /**
     * Returns the part's share of {@link Evaluator#sums}, whose {@link Sums#total} is that of all parts.
     *
     * @param request what is evaluated
     * @return subtrees of the sum
     */
    public List<KeyedSum.Node> sums(Evaluator.Request request) {
        return empty ? List.of() : blocks.pass(request, 1).nodes();
    }

    /**
     * {@return the part's share of {@link Evaluator#gradients} (in the order of the keys of the examples)}
     *
     * @param request what is evaluated
     */
    public List<ExampleGradient> gradients(Evaluator.Request request) {
        List<ExampleGradient> gradients = new ArrayList<>();
        if (!empty) {
            BlockEvaluator.Pass pass = blocks.pass(request, 1);
            for (int block = 0; block < pass.blocks(); block++) {
                gradients.addAll(pass.gradients(block));
            }
        }
        return gradients;
    }

    @Override
    public void close() {
        blocks.close();
    }
}
