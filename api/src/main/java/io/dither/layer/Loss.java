package io.dither.layer;

import io.dither.error.InvalidArgumentException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A loss of theta, given an observation. A new loss is a class that implements {@link #name}, {@link #oracle}, {@link
 * #targetType} and {@link #evaluate(Example)}; it also overrides {@link #evaluateBatch} if many examples cost less
 * together than one by one.
 *
 * <p>Thread-safe; the same example gives the same bits.
 *
 * @param <T> the type of the target
 */
public interface Loss<T extends Target> extends EstimatingEquation<T> {
    /**
     * Evaluates the loss and its gradient in theta, in the oracle's own units and sense: if theta is a cost, the
     * gradient is a gradient in costs.
     *
     * @param example theta with its target, key and oracle; this oracle may differ from {@link #oracle()}
     * @return the value, and the gradient, which is {@link Estimated#exact} if there is no noise
     */
    ValueAndGradient evaluate(Example<T> example);

    /**
     * Evaluates the loss at many examples, which may differ in dimension. Each result holds a gradient of d numbers;
     * for many examples with a large d use {@link #contributions}, whose gradients have only as many numbers as the
     * model has parameters; some losses compute them without arrays of length d.
     *
     * @param examples the examples
     * @return one result per example
     */
    default List<ValueAndGradient> evaluateBatch(List<Example<T>> examples) {
        return examples.stream().map(this::evaluate).toList();
    }

    /**
     * Evaluates the loss on its own oracle.
     *
     * @param theta the scores or costs, length d; read only
     * @param target the observed target
     * @param key the key of the noise
     * @return the value and the gradient
     */
    default ValueAndGradient evaluate(double[] theta, T target, NoiseKey key) {
        return evaluate(new Example<>(theta, target, key, oracle()));
    }

    /**
     * Evaluates the loss on its own oracle with the noise of {@link NoiseKey#ZERO}.
     *
     * @param theta the scores or costs, length d; read only
     * @param target the observed target
     * @return the value and the gradient
     */
    default ValueAndGradient evaluate(double[] theta, T target) {
        return evaluate(theta, target, NoiseKey.ZERO);
    }

    @Override
    default Estimated moment(Example<T> example) {
        return evaluate(example).gradient();
    }

    @Override
    default List<Estimated> moments(List<Example<T>> examples) {
        return evaluateBatch(examples).stream().map(ValueAndGradient::gradient).toList();
    }

    @Override
    default List<Contribution> contributions(List<Example<T>> examples, List<? extends Pullback> pullbacks) {
        Contribution.requirePullbackPerExample(examples, pullbacks);
        List<ValueAndGradient> results = evaluateBatch(examples);
        for (int i = 0; i < results.size(); i++) {
            requireValid(results.get(i), examples.get(i).theta().length);
        }
        // the pullback of an example maps its gradient in theta to the gradient in the parameters
        return IntStream.range(0, examples.size())
                .mapToObj(i -> new Contribution(
                        results.get(i).value(),
                        pullbacks.get(i).of(results.get(i).gradient().values()),
                        results.get(i).gap()))
                .toList();
    }

    private void requireValid(ValueAndGradient result, int dimension) {
        int length = result.gradient().values().length;
        if (length != dimension) {
            throw new InvalidArgumentException(
                    "the gradient of the loss '" + name() + "' has " + length + " numbers, but theta has " + dimension,
                    "Maybe it is not a gradient in theta, or comes from oracle() instead of the example's own oracle");
        }
        if (Double.isNaN(result.value())) {
            throw new InvalidArgumentException(
                    "the value of the loss '" + name() + "' is NaN",
                    "Maybe it divides by 0, or takes the logarithm of a number below 0");
        }
    }
}
