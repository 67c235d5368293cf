package io.dither.spark;

import io.dither.learn.PartEvaluator;
import io.dither.learn.evaluate.Evaluator;
import io.dither.learn.evaluate.ExampleGradients;
import io.dither.learn.evaluate.Sums;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Evaluates the examples on executors. A part has the examples of a range of keys: an executor returns the partial sums
 * of the part, which are subtrees of a {@link io.dither.layer.KeyedSum}. The driver merges the subtrees, so that the
 * bits are the same as on one machine.
 *
 * @param parts the evaluators of the parts, on the executors
 * @param clusters the {@linkplain io.dither.learn.model.Observation#clusterKey key} of the group to which each example
 *     belongs, in the order of the examples' keys; groups may be on several machines
 * @param weights the weight of each example, in the same order
 * @param isExact whether all parts evaluate without samples
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record ClusterEvaluator(
        JavaSparkContext context, Prepared<PartEvaluator> parts, long[] clusters, double[] weights, boolean isExact)
        implements Evaluator {
    @Override
    public Optional<Sums> sums(Request request) {
        return Sums.total(evaluateParts(request, PartEvaluator::sums), request.parameters().length);
    }

    @Override
    public ExampleGradients gradients(Request request) {
        return ExampleGradients.joined(evaluateParts(request, (part, copy) -> List.of(part.gradients(copy))));
    }

    @Override
    public List<byte[]> digests() {
        return parts.onEach(PartEvaluator::digests);
    }

    /** Work on a part for a copy of the request; serializable, because it is sent to the executors. */
    private interface Work<T> extends java.io.Serializable {
        List<T> on(PartEvaluator part, Request request);
    }

    private <T> List<T> evaluateParts(Request request, Work<T> work) {
        Broadcast<Request> broadcast = context.broadcast(request);
        try {
            return parts.onEach(part -> work.on(part, broadcast.value()));
        } finally {
            broadcast.destroy();
        }
    }

    @Override
    public void close() {
        parts.close();
    }
}
