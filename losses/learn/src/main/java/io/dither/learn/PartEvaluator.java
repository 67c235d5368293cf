package io.dither.learn;

import io.dither.layer.KeyedSum;
import io.dither.learn.evaluate.Evaluator;
import io.dither.learn.evaluate.ExampleGradients;
import io.dither.learn.evaluate.Sums;
import io.dither.learn.internal.evaluate.BlockEvaluator;
import java.util.ArrayList;
import java.util.List;

/**
 * Evaluates the examples of one worker of a cluster, on the calling thread. A part has all examples of a range of keys.
 * {@link KeyedSum#total} of the subtrees of all parts has the same bits as the sum on one machine. Thread-safe.
 */
public final class PartEvaluator implements AutoCloseable {
    private final BlockEvaluator blocks;
    private final boolean isEmpty;

    PartEvaluator(BlockEvaluator blocks, boolean isEmpty) {
        this.blocks = blocks;
        this.isEmpty = isEmpty;
    }

    /**
     * Returns the moments for standardisation.
     *
     * @return subtrees of the sum of {@link io.dither.learn.model.Standardisable#moments}
     */
    public List<KeyedSum.Node> moments() {
        return isEmpty ? List.of() : blocks.moments();
    }

    /** {@return this part's section of {@link Evaluator#clusters}; the caller owns it} */
    public long[] clusters() {
        return blocks.clusters();
    }

    /** {@return the weights of the examples, in the order of their keys; the caller owns the array} */
    public double[] weights() {
        return blocks.weights();
    }

    /** {@return this part's element of {@link Evaluator#digests}, 32 bytes} */
    public List<byte[]> digests() {
        return blocks.digests();
    }

    /**
     * Returns whether all decisions of this part have closed forms, so that no noise is drawn.
     *
     * @return whether they have
     */
    public boolean isExact() {
        return blocks.isExact();
    }

    /**
     * Computes this part's share of {@link Evaluator#sums}; {@link Sums#total} adds up the shares of all parts.
     *
     * @param request the parameters, the noise and the examples
     * @return subtrees of the sum
     */
    public List<KeyedSum.Node> sums(Evaluator.Request request) {
        return isEmpty ? List.of() : blocks.pass(request, 1).nodes();
    }

    /**
     * {@return this part's share of {@link Evaluator#gradients}, in the order of the keys of the examples}
     *
     * @param request the parameters, the noise and the examples
     */
    public ExampleGradients gradients(Evaluator.Request request) {
        List<ExampleGradients> gradients = new ArrayList<>();
        if (!isEmpty) {
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
