package io.dither.learn.persons;

import io.dither.layer.NoiseKey;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Weight;
import java.io.Serializable;
import java.util.List;

/** The distribution of weights over persons, with its estimated parameters, for diagnoses. The weights of a person are the person's taste. */
public interface Mixture extends Serializable {
    /**
     * Possible weights of a person.
     *
     * @param probability the probability that a person has these weights
     * @param weights in raw units; read only
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record PossibleWeights(double probability, double[] weights) {}

    /**
     * The estimated parameters of the distribution.
     *
     * @param x the estimates, in raw units; read only
     * @param covariance the covariance of the estimates; empty if it is unknown; read only
     * @param unknown for each estimate, whether it has no standard error although it was not fixed
     * @param atZero the names of spreads that do not differ significantly from 0 and are taken as fixed
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record Estimates(double[] x, double[][] covariance, boolean[] unknown, List<String> atZero) {
        /**
         * {@return the estimates that consist of weights alone, without spreads}
         *
         * @param weights the weights
         * @param covariance the covariance of the weights; empty if it is unknown
         */
        public static Estimates of(List<Weight> weights, double[][] covariance) {
            boolean[] unknown = new boolean[weights.size()];
            for (int k = 0; k < unknown.length; k++) {
                Weight weight = weights.get(k);
                unknown[k] = !(weight.standardError() > 0) && !weight.isFixed();
            }
            return new Estimates(
                    weights.stream().mapToDouble(Weight::estimate).toArray(), covariance, unknown, List.of());
        }
    }

    /**
     * {@return the fit with the same weights for all persons (one taste for all); its model, settings, noise and epsilon are also those of
     * this distribution}
     */
    Fitted commonFit();

    /**
     * {@return the effective number of persons, the sum of their {@link io.dither.learn.model.FitSettings.Weighting#counts}; if the weights of
     * examples are frequencies, a person counts as often as its frequency says}
     */
    double effectivePersons();

    /** {@return the number of estimated parameters} */
    int parameterCount();

    /**
     * {@return the log likelihood, scaled to the effective number of persons, with the standard deviation due to the draws; NaN if the fit used
     * moments instead of a likelihood}
     */
    Interval logLikelihood();

    /** {@return the estimated parameters} */
    Estimates estimates();

    /** {@return whether {@link #possibleWeights} draws weights at random; if not, it lists all possible weights} */
    boolean isDrawn();

    /**
     * {@return possible weights of a person of whom no decisions are known; their probabilities add up to 1}
     *
     * @param x the parameters of the distribution
     * @param key the key of the draws
     * @param pairs half the number of draws, if weights are drawn: each draw comes with the draw that deviates from the mean by the opposite
     *     amounts
     */
    List<PossibleWeights> possibleWeights(double[] x, NoiseKey key, int pairs);
}
