package io.dither.learn;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.Pullback;
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
     * {@return the way from gradients in theta to gradients in the parameters}
     *
     * @param parameters the parameters; copied where they are kept
     * @param features the features of an example
     */
    Pullback pullback(double[] parameters, Features features);

    /**
     * Returns what standardisation needs of one example, to be added up over those that are trained on.
     *
     * @param features the features of the example
     * @return some numbers, as many for all examples; none where the model does not standardise
     * @throws InvalidArgumentException where the features do not fit the model
     */
    default double[] moments(Features features) {
        return new double[0];
    }

    /**
     * Standardises features from now on; parameters are then in standardised units.
     *
     * @param sums the sum of {@link #moments} over the examples that are trained on; read only
     * @return the standardised model, or this where it does not standardise
     */
    default CostModel standardisedBy(double[] sums) {
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
