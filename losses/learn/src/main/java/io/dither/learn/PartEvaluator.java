package io.dither.learn;

import io.dither.layer.KeyedSum;
import io.dither.learn.evaluate.Evaluator;
import io.dither.learn.evaluate.ExampleGradients;
import io.dither.learn.evaluate.Sums;
import io.dither.learn.internal.evaluate.BlockEvaluator;
import java.util.ArrayList;
import java.util.List;

/**
 * Evaluates the examples of one worker of a cluster, all of a range of keys, on the calling thread. {@link KeyedSum#total} of the subtrees of
 * all parts has the same bits as one machine. Thread-safe.
 */
public final class PartEvaluator implements AutoCloseable {
    private final BlockEvaluator blocks;
    private final boolean empty;

    PartEvaluator(BlockEvaluator blocks, boolean empty) {
        this.blocks = blocks;
        this.empty = empty;
    }

    /**
     * Returns the moments for standardisation.
     *
     * @return subtrees of the sum of {@link io.dither.learn.model.Standardisable#moments}
     */
    public List<KeyedSum.Node> moments() {
        return empty ? List.of() : blocks.moments();
    }

    /** {@return the part of {@link Evaluator#clusters} (the caller owns it)} */
    public long[] clusters() {
        return blocks.clusters();
    }

    /** {@return the weights of the examples (one number per example, in the order of their keys; the caller owns them)} */
    public double[] weights() {
        return blocks.weights();
    }

    /** {@return the part of {@link Evaluator#digests} (64 bytes; none if it has no examples)} */
    public List<byte[]> digests() {
        return blocks.digests();
    }

    /**
     * Returns whether decisions have closed forms.
     *
     * @return whether no noise is drawn
     */
    public boolean isExact() {
        return blocks.isExact();
    }

    /**
     * Returns the part's share of {@link Evaluator#sums}; {@link Sums#total} adds up the shares of all parts.
     *
     * @param request the parameters, the noise and the examples
     * @return subtrees of the sum
     */
    public List<KeyedSum.Node> sums(Evaluator.Request request) {
        return empty ? List.of() : blocks.pass(request, 1).nodes();
    }

    /**
     * {@return the part's share of {@link Evaluator#gradients} (in the order of the keys of the examples)}
     *
     * @param request the parameters, the noise and the examples
     */
    public ExampleGradients gradients(Evaluator.Request request) {
        List<ExampleGradients> gradients = new ArrayList<>();
        if (!empty) {
            BlockEvaluator.Pass pass = blocks.pass(request, 1);
            for (int block = 0; block < pass.blocks(); block++) {
                gradients.add(pass.gradients(block));
            }
        }
        return ExampleGradients.joined(gradients);
    }

    @Override
    public void close() {
        blocks.close();
    }
}
