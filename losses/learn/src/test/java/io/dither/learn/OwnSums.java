package io.dither.learn;

import io.dither.learn.evaluate.Evaluator;
import io.dither.learn.evaluate.ExampleGradients;
import io.dither.learn.evaluate.Sums;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An evaluator with sums of its own.
 *
 * @param evaluator what answers all other requests
 * @param ownSums what computes the sums
 */
record OwnSums(Evaluator evaluator, Function<Evaluator.Request, Optional<Sums>> ownSums) implements Evaluator {
    @Override
    public Optional<Sums> sums(Request request) {
        return ownSums.apply(request);
    }

    @Override
    public ExampleGradients gradients(Request request) {
        return evaluator.gradients(request);
    }

    @Override
    public long[] clusters() {
        return evaluator.clusters();
    }

    @Override
    public double[] weights() {
        return evaluator.weights();
    }

    @Override
    public List<byte[]> digests() {
        return evaluator.digests();
    }

    @Override
    public boolean isExact() {
        return evaluator.isExact();
    }

    @Override
    public void close() {
        evaluator.close();
    }
}
