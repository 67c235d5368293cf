package io.dither.layer;

import io.dither.noise.Noise;
import java.util.Optional;

/**
 * A capability of a loss factory, found by {@link LossFactory#as}: its loss is epsilon times the negative
 * log-likelihood of decisions, with an exact gradient. A fit that minimises it is a maximum-likelihood estimate, and
 * has standard errors.
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
     * @return the law of the random vector Z: if theta has scores, decisions are optimal at theta + epsilon Z; if it
     *     has costs, at theta - epsilon Z. Empty if decisions are not made in this way, for example if they are walks
     */
    default Optional<Noise> law() {
        return Optional.empty();
    }

    /** {@return whether decisions are walks that choose an arc at each vertex, as in the recursive logit} */
    default boolean isOfWalks() {
        return false;
    }
}
