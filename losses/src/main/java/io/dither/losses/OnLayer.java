package io.dither.losses;

import io.dither.layer.Decision;
import io.dither.layer.DifferentiableLayer;
import io.dither.layer.EstimatingEquation;
import io.dither.layer.Example;
import io.dither.layer.Input;
import io.dither.layer.Target;
import io.dither.oracle.LinearOracle;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/** An estimating equation of observed decisions on a layer. Closing the equation closes the layer. */
interface OnLayer extends EstimatingEquation<Decision> {
    /** {@return the layer, closed with this equation} */
    DifferentiableLayer layer();

    @Override
    default LinearOracle oracle() {
        return layer().oracle();
    }

    @Override
    default Class<Decision> targetType() {
        return Decision.class;
    }

    @Override
    default void close() {
        layer().close();
    }

    /** Evaluates a layer at all examples at once, over all threads, and combines each result with its example. */
    static <T extends Target, P, R> List<R> inOnePass(
            List<Example<T>> examples, Function<List<Input>, List<P>> layer, BiFunction<P, Example<T>, R> combine) {
        List<P> results = layer.apply(examples.stream().map(Example::input).toList());
        return IntStream.range(0, examples.size())
                .mapToObj(i -> combine.apply(results.get(i), examples.get(i)))
                .toList();
    }
}
