package io.dither.layer;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A function of theta with values in R^d, called the moment. A fit looks for the parameters of a cost model at which
 * the mean moment of the examples, mapped to the parameters, is 0. The moment is the gradient of a loss, or it is not
 * the gradient of any loss. Methods that need only gradients accept both.
 *
 * <p>An equation is bound to an oracle when it is created; an example may have another oracle. Thread-safe; the same
 * example gives the same bits.
 *
 * @param <T> the type of the target
 */
public interface EstimatingEquation<T extends Target> extends AutoCloseable {
    /** {@return the name for messages: one or two words} */
    String name();

    /** {@return the oracle to which this equation is bound} */
    LinearOracle oracle();

    /**
     * Returns the type of the target.
     *
     * @return {@link Decision} or {@link Costs}
     */
    Class<T> targetType();

    /**
     * Evaluates the moment; a small step of theta against the returned vector leads towards a moment of 0.
     *
     * @param example theta with its target, key and oracle
     * @return the vector, length d, in the units of a gradient in theta
     */
    Estimated moment(Example<T> example);

    /**
     * Evaluates the moment at many examples, which may differ in dimension. Each vector has d numbers; for many
     * examples with a large d use {@link #contributions}, whose vectors have only as many numbers as the model has
     * parameters.
     *
     * @param examples the examples
     * @return one vector per example
     */
    default List<Estimated> moments(List<Example<T>> examples) {
        return examples.stream().map(this::moment).toList();
    }

    /**
     * Evaluates the moment and maps it to the parameters of a cost model. The default method computes all moments
     * first, and its contributions have the value NaN and the gap 0; override it if the equation knows more, or if it
     * can be done without vectors of length d.
     *
     * @param examples the examples
     * @param pullbacks for each example the map of gradients in its theta to gradients in the parameters
     * @return one contribution per example
     */
    default List<Contribution> contributions(List<Example<T>> examples, List<? extends Pullback> pullbacks) {
        List<Estimated> moments = moments(examples);
        // the pullback of an example maps its moment in theta to the moment in the parameters
        return IntStream.range(0, examples.size())
                .mapToObj(i -> new Contribution(
                        Double.NaN, pullbacks.get(i).of(moments.get(i).values()), 0))
                .toList();
    }

    /**
     * Requires that this equation learns from a type of target.
     *
     * @param type the type of the targets of the examples
     * @param <U> the type
     * @return this
     * @throws InvalidArgumentException if this equation learns from another type
     */
    @SuppressWarnings("unchecked") // the type was compared with that of the target
    default <U extends Target> EstimatingEquation<U> learningFrom(Class<U> type) {
        if (type != targetType()) {
            throw new InvalidArgumentException(
                    name() + " learns from " + targetType().getSimpleName() + ", not from " + type.getSimpleName(),
                    "Maybe choose a loss that learns from " + type.getSimpleName());
        }
        return (EstimatingEquation<U>) this;
    }

    /**
     * {@return whether fits should use mini-batches by default, because the moment jumps where a solution changes, as
     * the gradient of a loss with kinks does. Jumps can stall a search that uses curvature, but not a search by many
     * small steps. Not every equation with jumps returns true: SPO+ does not}
     */
    default boolean hasKinks() {
        return false;
    }

    /**
     * {@return whether the equation solves with the oracle, so that theta must be in the oracle's domain. Only fits of
     * trees ask this; fits of weights accept no theta outside the domain, whatever the equation}
     */
    default boolean usesOracle() {
        return true;
    }

    /**
     * {@return the derivative of coordinate i of the moment in theta_i if this number is the same for all i, thetas and
     * examples; otherwise empty}
     */
    default OptionalDouble slope() {
        return OptionalDouble.empty();
    }

    /** Frees what this equation owns, such as the sessions and threads of its layer. */
    @Override
    default void close() {}
}
