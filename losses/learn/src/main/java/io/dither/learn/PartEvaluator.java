package io.dither.learn;

import io.dither.layer.KeyedSum;
import io.dither.learn.evaluate.Evaluator;
import io.dither.learn.evaluate.ExampleGradients;
import io.dither.learn.evaluate.Sums;
import io.dither.learn.internal.evaluate.BlockEvaluator;
import java.util.ArrayList;
import java.util.List;

/**
 * Evaluates one part of the examples on a worker of a cluster, on the calling thread. The part has all examples of a
 * range of {@linkplain io.dither.learn.model.Observation#key() keys}. Its sums are returned as partial sums over
 * subranges of its keys, the subtrees of {@link KeyedSum}; {@link KeyedSum#total} adds up the subtrees of all parts,
 * with the same bits as the sum on one machine. Thread-safe.
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
     * @return the partial sums (subtrees) of {@link io.dither.learn.model.Standardisable#moments} over the examples of this part
     */
    public List<KeyedSum.Node> moments() {
        return isEmpty ? List.of() : blocks.featureSums();
    }

    /**
     * {@return the {@linkplain io.dither.learn.model.Observation#clusterKey() cluster key} of each example of this part, in the order of the keys of the
     * examples; the caller owns the array}
     */
    public long[] clusters() {
        return blocks.clusters();
    }

    /** {@return the weights of the examples, in the order of their keys; the caller owns the array} */
    public double[] weights() {
        return blocks.weights();
    }

    /** {@return a list with one element, the digest of this part (32 bytes), see {@link Evaluator#digests}} */
    public List<byte[]> digests() {
        return blocks.digests();
    }

    /**
     * {@return whether the loss has a closed form for all examples of this part, so that no noise is drawn; after the
     * second standardisation, for all examples of all parts}
     */
    public boolean isExact() {
        return blocks.isExact();
    }

    /**
     * Computes this part's share of {@link Evaluator#sums}; {@link Sums#total} adds up the shares of all parts.
     *
     * @param request the parameters, the noise and the batch, of which this part evaluates its own examples
     * @return the partial sums (subtrees) of this part
     */
    public List<KeyedSum.Node> sums(Evaluator.Request request) {
        return isEmpty ? List.of() : blocks.pass(request, 1).nodes(); // 1 thread
    }

    /**
     * {@return this part's share of {@link Evaluator#gradients}, in the order of the keys of the examples}
     *
     * @param request the parameters, the noise and the batch, of which this part evaluates its own examples
     */
    public ExampleGradients gradients(Evaluator.Request request) {
        List<ExampleGradients> gradients = new ArrayList<>();
        if (!isEmpty) {
            BlockEvaluator.Pass pass = blocks.pass(request, 1); // 1 thread
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
