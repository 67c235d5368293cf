package io.dither.layer;

import io.dither.noise.Noise;
import java.util.Optional;

/**
 * A capability: a loss that is epsilon times the negative log-likelihood of decisions, with an exact gradient. A fit by it is a
 * maximum-likelihood estimate, and has standard errors.
 */
public interface LikelihoodFactory extends LossFactory {
    /**
     * Returns what the loss is measured in.
     *
     * @return the factor of the negative log-likelihood, above 0, in the units of theta
     */
    double epsilon();

    /**
     * Returns the law of the noise that makes decisions so likely, by which models of this loss decide and give probabilities.
     *
     * @return the law of Z, of which theta plus or minus epsilon Z is decided; empty if decisions follow no such law, as walks
     */
    default Optional<Noise> law() {
        return Optional.empty();
    }

    /** {@return whether decisions are walks that are chosen anew at each vertex, as in the recursive logit} */
    default boolean isOfWalks() {
        return false;
    }
}
