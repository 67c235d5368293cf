package io.dither.learn.model;

import io.dither.layer.Pullback;
import java.util.List;
import java.util.Optional;

/**
 * A map from features and parameters to theta: what is learnt. Your own model, best a record, implements {@link #names}, {@link #theta} and
 * {@link #pullback}. What else it can do it says by implementing small interfaces: {@link CostShape} to get intervals, {@link Provided} to be
 * named in texts and to load what was saved, {@link FeatureModel}, {@link Splittable}, {@link GroupEffects}, and {@link Standardisable} if it
 * standardises by itself. It is {@link java.io.Serializable} if it travels to a cluster.
 *
 * <p>Immutable and thread-safe: parameters come from outside.
 */
public interface CostModel {
    /**
     * Returns a name for each parameter but for {@linkplain GroupEffects effects}.
     *
     * @return as many names as parameters without effects
     */
    List<String> names();

    /**
     * Returns the parameters to start from: 0 unless said otherwise.
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
     * {@return the way from gradients in theta to gradients in the parameters}
     *
     * @param parameters the parameters; copied where they are kept
     * @param features the features of an example
     */
    Pullback pullback(double[] parameters, Features features);

    /**
     * Asks for a capability. A model that wraps another hands on what still holds.
     *
     * @param capability the interface, such as {@code GrownModel.class}
     * @param <C> the interface
     * @return this as one, or nothing
     */
    default <C> Optional<C> as(Class<C> capability) {
        return capability.isInstance(this) ? Optional.of(capability.cast(this)) : Optional.empty();
    }
}
