package io.dither.layer;

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
}
