package io.dither.learn.model;

import io.dither.error.InvalidArgumentException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A {@link CostModel} that standardises by itself. Parameters are then in standardised units. A model that does not is searched for in
 * parameters that each move theta by about as much as any other, and a fit gives it back with its own parameters.
 */
public interface Standardisable {
    /**
     * Returns what standardisation needs of one example, to be added up over those that are trained on. It is asked for twice: of the model,
     * and of what {@link #standardisedBy} made of it, so that it may be relative to means.
     *
     * @param features the features of the example
     * @return some numbers, as many for all examples, in an order that the model alone knows
     * @throws InvalidArgumentException if the features do not fit the model
     */
    double[] moments(Features features);

    /**
     * Standardises features from now on.
     *
     * @param sums the sum of {@link #moments} over the examples that are trained on; read only
     * @return the standardised model
     * @throws InvalidArgumentException if numbers are too large or too small
     */
    CostModel standardisedBy(double[] sums);

    /**
     * Takes parameters to the units of the raw features, as people read them.
     *
     * @param parameters the parameters; read only
     * @return as many numbers; the caller owns them
     */
    double[] raw(double[] parameters);

    /**
     * Takes parameters from the units of the raw features: the inverse of {@link #raw}.
     *
     * @param raw the parameters as people write them; read only
     * @return as many numbers; the caller owns them
     */
    double[] standardised(double[] raw);

    /** {@return the features that did not vary when it was standardised, and so have no weight} */
    default List<String> constants() {
        return List.of();
    }

    /** {@return the root mean square of known parts of the costs, once standardised; 0 if there are none} */
    default double offset() {
        return 0;
    }

    /**
     * {@return the same model, whose {@link #raw} only scales some parameters, so that they can be kept between ends; nothing if it does so
     * anyway}
     *
     * @param bounded their names
     */
    default Optional<CostModel> withoutCentring(Collection<String> bounded) {
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
     * {@return the model that a fit gives back, whose parameters are those that {@link #raw} makes}
     *
     * @param standardised the model in whose parameters was searched
     */
    static CostModel unscaled(CostModel standardised) {
        return standardised instanceof ScaledModel scaled ? scaled.inner() : standardised;
    }
}
