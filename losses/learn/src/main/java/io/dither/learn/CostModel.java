package io.dither.learn;

import io.dither.layer.Pullback;
import java.util.Collection;
import java.util.List;

/**
 * A map from features and parameters to theta: what is learnt. A model of one's own is this interface: parameters, forward and
 * pullback.
 *
 * <p>Immutable and thread-safe: parameters come from outside.
 */
public interface CostModel {
    /**
     * Returns a name for each parameter.
     *
     * @return as many names as parameters
     */
    List<String> names();

    /**
     * Returns the parameters to start from.
     *
     * @return as many numbers as {@link #names()}; the caller owns the array
     */
    default double[] start() {
        return new double[names().size()];
    }

    /**
     * Computes theta.
     *
     * @param parameters the parameters; read only
     * @param features the features of an example
     * @return theta in the oracle's own units, length d; the caller owns it
     */
    double[] theta(double[] parameters, Features features);

    /**
     * Returns the way from gradients in theta to gradients in the parameters.
     *
     * @param parameters the parameters; copied where they are kept
     * @param features the features of an example
     * @return the pullback
     */
    Pullback pullback(double[] parameters, Features features);

    /**
     * Learns how to standardise features, from the training part alone; its parameters are then in standardised units.
     *
     * @param training the features of the examples that it will be trained on
     * @return the standardised model, or this where it does not standardise
     * @throws io.dither.error.InvalidArgumentException where features do not fit the model
     */
    default CostModel standardisedOn(Collection<Features> training) {
        return this;
    }

    /**
     * Takes parameters to the units of the raw features, as people read them.
     *
     * @param parameters the parameters; read only
     * @return as many numbers; the caller owns them
     */
    default double[] raw(double[] parameters) {
        return parameters.clone();
    }

    /**
     * Takes parameters from the units of the raw features: the inverse of {@link #raw}.
     *
     * @param raw the parameters as people write them; read only
     * @return as many numbers; the caller owns them
     */
    default double[] standardised(double[] raw) {
        return raw.clone();
    }

    /**
     * Says whether penalties draw a parameter towards 0.
     *
     * @param parameter its index
     * @return false for constants
     */
    default boolean isPenalised(int parameter) {
        return true;
    }
}
