package io.dither.layer;

import io.dither.noise.Noise;
import java.util.Optional;

/**
 * A capability: a loss that is epsilon times the negative log-likelihood of decisions, with an exact gradient. A fit
 * that minimises it is a maximum-likelihood estimate, and has standard errors.
 */
public interface LikelihoodFactory extends LossFactory {
    /**
     * Returns epsilon, the amplitude of the noise: the loss is epsilon times the negative log-likelihood.
     *
     * @return epsilon, above 0, in the units of theta
     */
    double epsilon();

    /**
     * Returns the law of the noise under which decisions have this likelihood. Fitted models use this law to decide and
     * to compute probabilities.
     *
     * @return the law of Z, if decisions are optimal at theta plus epsilon Z for scores, minus epsilon Z for costs;
     *     empty if decisions follow no such law, such as walks
     */
    default Optional<Noise> law() {
        return Optional.empty();
    }

    /** {@return whether decisions are walks that choose an arc at each vertex, as in the recursive logit} */
    default boolean isOfWalks() {
        return false;
    }
}
