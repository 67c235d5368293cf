package io.dither.learn.model;

import io.dither.layer.Pullback;
import java.util.List;
import java.util.Optional;

/**
 * Computes theta from features and parameters; the parameters are learnt. Your own model, preferably a record, implements {@link #names},
 * {@link #theta} and {@link #pullback}. Small interfaces add capabilities: {@link CostShape} tells whether theta is linear in the parameters
 * (without it, only refits give confidence intervals), {@link Provided} lets a saved model be loaded, {@link FeatureModel} is for models that do
 * not have one parameter per feature, {@link Splittable} for costs that are sums over features, {@link GroupEffects} for effects of groups of
 * coordinates, and {@link Standardisable} for models that standardise features themselves.
 * A model must be {@link java.io.Serializable} to be sent to a cluster.
 *
 * <p>Immutable and thread-safe: methods take the parameters as arguments.
 */
public interface CostModel {
    /**
     * Returns a name for each parameter except {@linkplain GroupEffects effects}.
     *
     * @return one name per parameter, not counting effects
     */
    List<String> names();

    /**
     * Returns the parameters at which a search starts, by default 0.
     *
     * @return as many numbers as names and effects; the caller owns the array
     */
    default double[] start() {
        return new double[names().size() + GroupEffects.of(this).size()];
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
     * {@return the pullback from gradients in theta to gradients in the parameters}
     *
     * @param parameters the parameters; read only; a pullback that keeps them copies them
     * @param features the features of an example
     */
    Pullback pullback(double[] parameters, Features features);

    /**
     * Returns a capability. A model that wraps another one passes on the capabilities that still hold.
     *
     * @param capability the interface, such as {@code GrownModel.class}
     * @param <C> the interface
     * @return this model as that interface; empty if it lacks the capability
     */
    default <C> Optional<C> as(Class<C> capability) {
        return capability.isInstance(this) ? Optional.of(capability.cast(this)) : Optional.empty();
    }
}
