package io.dither.learn.model;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.Pullback;
import java.util.Collection;
import java.util.List;

/**
 * A map from features and parameters to theta: what is learnt. Your own model, best a record, implements {@link #names}, {@link
 * #theta} and {@link #pullback}. Override {@link #isLinear} to get intervals, {@link #provider} to name it in texts and load what
 * was saved, and of the others those whose default does not fit. It is {@link java.io.Serializable} if it travels to a cluster.
 *
 * <p>Immutable and thread-safe: parameters come from outside.
 */
public interface CostModel {
    /**
     * Returns a name for each parameter but for {@linkplain #effects() effects}.
     *
     * @return as many names as parameters without effects
     */
    List<String> names();

    /**
     * Returns the parameters to start from.
     *
     * @return as many numbers as {@link #names()} and {@link #effects()}; the caller owns the array
     */
    default double[] start() {
        return new double[names().size() + effects().size()];
    }

    /**
     * Returns the names of the last parameters if these are free costs of groups of coordinates, shrunk towards what the features say:
     * {@link #pullback} is then an {@link EffectPullback}.
     *
     * @return the names; none unless said otherwise
     */
    default List<String> effects() {
        return List.of();
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
     * Returns what standardisation needs of one example, to be added up over those that are trained on. It is asked for twice: of the
     * model, and of what {@link #standardisedBy} made of it, so that it may be relative to means. Unless said otherwise these are sizes
     * of the slopes of theta in the parameters at the {@link #start}: for a linear model, of its features.
     *
     * @param features the features of the example
     * @return some numbers, as many for all examples; none where the model does not standardise
     * @throws InvalidArgumentException if the features do not fit the model
     */
    default double[] moments(Features features) {
        return names().isEmpty() || !effects().isEmpty() ? new double[0] : ScaledModel.moments(this, features);
    }

    /**
     * Standardises features from now on; parameters are then in standardised units. Unless said otherwise these are such that each
     * parameter moves theta by about as much as any other, and a fit gives back this model with its own parameters.
     *
     * @param sums the sum of {@link #moments} over the examples that are trained on; read only
     * @return the standardised model, or this where it does not standardise
     * @throws InvalidArgumentException if numbers are too large or too small
     */
    default CostModel standardisedBy(double[] sums) {
        return sums.length == 0 ? this : ScaledModel.of(this, sums);
    }

    /** {@return the model that a fit gives back, whose parameters are those that {@link #raw} makes: another only where this scales it} */
    default CostModel unscaled() {
        return this;
    }

    /** {@return the features that did not vary when it was standardised, and so have no weight} */
    default List<String> constants() {
        return List.of();
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
     * {@return whether penalties draw a parameter towards 0}
     *
     * @param parameter its index
     */
    default boolean isPenalised(int parameter) {
        return true;
    }

    /** {@return the names of the features of a row, in their order; those of the parameters unless said otherwise} */
    default List<String> features() {
        return names();
    }

    /**
     * {@return how many costs there are}
     *
     * @param features the features of an example
     */
    default int dimension(Features features) {
        return features.rows();
    }

    /** {@return the link from sums of features to costs; the identity unless said otherwise} */
    default Link link() {
        return Link.IDENTITY;
    }

    /** {@return whether theta is linear in the parameters, so that Fenchel-Young losses are convex in them} */
    default boolean isLinear() {
        return false;
    }

    /** {@return the root mean square of known parts of the costs, once standardised; 0 if there are none} */
    default double offset() {
        return 0;
    }

    /**
     * {@return the same model, whose {@link #raw} only scales some parameters, so that they can be kept between ends}
     *
     * @param bounded their names
     */
    default CostModel withoutCentring(Collection<String> bounded) {
        return this;
    }

    /**
     * {@return whether all coordinates share the parameters: then an example has a row of features per coordinate,
     * otherwise one row
     * for all}
     */
    default boolean isShared() {
        return true;
    }

    /** {@return whether parameters of at least 0 keep costs of features of at least 0 there} */
    default boolean isNonnegative() {
        return false;
    }

    /** {@return whether standard errors are measured: for linear models unless said otherwise, two evaluations per parameter} */
    default boolean hasIntervals() {
        return isLinear();
    }

    /** {@return the names of the parts that {@link #split} makes; none where theta does not split} */
    default List<String> parts() {
        return isLinear() ? names() : List.of();
    }

    /**
     * Splits a cost by feature.
     *
     * @param parameters the parameters; read only
     * @param features the features of an example
     * @param coordinate which cost
     * @return a number per part: what it adds to the cost, or what the feature is if the model is not linear
     */
    default double[] split(double[] parameters, Features features, int coordinate) {
        double[] parts = new double[parts().size()];
        if (parts.length > 0) {
            pullback(parameters, features).add(coordinate, 1, parts);
        }
        for (int k = 0; k < parts.length; k++) {
            parts[k] *= parameters[k];
        }
        return parts;
    }

    /** {@return how large it is, for people, such as {@code 3 weights}} */
    default String size() {
        return names().size() + " weights";
    }

    /**
     * {@return the share of each feature in what splits of trees gained (the caller owns them); none for models with
     * parameters}
     */
    default double[] gains() {
        return new double[0];
    }

    /** {@return whether it is made of trees, and has no parameters} */
    default boolean isGrown() {
        return gains().length > 0;
    }

    /**
     * {@return the id of the {@link io.dither.learn.CostModelProvider} that reads this model from its fields, which
     * Jackson writes; empty if there is none, so that the model can be saved but not loaded}
     */
    default String provider() {
        return "";
    }
}
