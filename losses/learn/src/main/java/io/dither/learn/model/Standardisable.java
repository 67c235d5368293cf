package io.dither.learn.model;

import io.dither.error.InvalidArgumentException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A capability of a {@link CostModel} that standardises its features by itself; its parameters are in standardised units. For other models,
 * the search scales the parameters so that a change of 1 in any of them moves theta by about the same amount, and the fit returns the model's
 * own parameters.
 */
public interface Standardisable {
    /**
     * Returns the moments of an example for standardisation, which are added up over the training examples. A fit standardises twice: it adds
     * up the moments of this model and calls {@link #standardisedBy}; then it adds up the moments of the resulting model and calls the
     * result's {@link #standardisedBy}. In the second pass, second moments can be relative to the means that the first pass found.
     *
     * @param features the features of the example
     * @return numbers that only the model interprets, the same count for all examples
     * @throws InvalidArgumentException if the features do not fit the model
     */
    double[] moments(Features features);

    /**
     * Returns the model that standardises features by these moments.
     *
     * @param sums the sum of {@link #moments} over the training examples; read only
     * @return the standardised model
     * @throws InvalidArgumentException if numbers are too large or too small
     */
    CostModel standardisedBy(double[] sums);

    /**
     * Converts parameters to the units of the raw features.
     *
     * @param parameters the parameters; read only
     * @return the converted parameters; the caller owns them
     */
    double[] raw(double[] parameters);

    /**
     * Converts parameters from the units of the raw features: the inverse of {@link #raw}.
     *
     * @param raw the parameters in raw units; read only
     * @return the converted parameters; the caller owns them
     */
    double[] standardised(double[] raw);

    /** {@return the features that never vary in the training examples and therefore have no weight} */
    default List<String> constantFeatures() {
        return List.of();
    }

    /**
     * {@return the root mean square of the nonzero offsets (the known parts of costs, without a weight) of the training examples; 0 if there are
     * none}
     */
    default double offsetScale() {
        return 0;
    }

    /**
     * {@return this model, but without centring of features if that would shift a bounded parameter; empty if {@link #raw} never shifts
     * parameters} The {@link #raw} of the result only multiplies a bounded parameter by a number, so that a bound in raw units can be
     * converted to a bound in standardised units.
     *
     * @param bounded the names of the bounded parameters
     */
    default Optional<CostModel> withoutShiftsOf(Collection<String> bounded) {
        return Optional.empty();
    }

    /**
     * {@return how a model standardises}
     *
     * @param model the model
     */
    static Standardisable of(CostModel model) {
        return model.as(Standardisable.class).orElseGet(() -> new ScaledModel.Unscaled(model));
    }

    /**
     * {@return the model inside the wrapper that scales the parameters of a model that does not standardise by itself; the given model, if it
     * is not such a wrapper} A fit returns this model, with the parameters that the wrapper's {@link #raw} computes.
     *
     * @param standardised the model of the search
     */
    static CostModel unwrapped(CostModel standardised) {
        return standardised instanceof ScaledModel scaled ? scaled.inner() : standardised;
    }

    /**
     * {@return the scale by which a feature is divided: the root mean square of its values other than 0; 1 if there are none}
     *
     * @param feature the name of the feature
     * @param count the number of values other than 0
     * @param squares the sum of their squares
     * @throws io.dither.error.InvalidArgumentException if the values are too large or too small to be squared
     */
    static double scale(String feature, double count, double squares) {
        return count == 0 ? 1 : Scales.squarable(feature, Math.sqrt(squares / count));
    }
}
