package io.dither.learn.persons;

import io.dither.layer.NoiseKey;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Weight;
import java.io.Serializable;
import java.util.List;

/** Weights that differ between persons, as diagnoses see them: a law whose parameters were estimated. */
public interface Mixture extends Serializable {
    /**
     * Weights that a person may have.
     *
     * @param share how probable they are
     * @param weights in raw units; read only
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record Possible(double share, double[] weights) {}

    /**
     * The numbers that were estimated.
     *
     * @param x the numbers, in raw units; read only
     * @param covariance of these; empty if it is not known; read only
     * @param unknown which of them have no error, though they were not fixed
     * @param atZero the names of what is not told from 0 and taken as given
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record Estimates(double[] x, double[][] covariance, boolean[] unknown, List<String> atZero) {
        /**
         * {@return the numbers of weights, none of which is taken as given}
         *
         * @param weights the weights
         * @param covariance of their estimates; empty if it is not known
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

    /** {@return the fit with one taste for all; its model, settings, noise and epsilon are those of this fit} */
    Fitted oneTaste();

    /** {@return how many persons they count as: copies if weights are frequencies, otherwise the effective number, see
     * {@link io.dither.learn.model.FitSettings.Weighting#counts}} */
    double effectivePersons();

    /** {@return how many numbers were estimated} */
    int parameters();

    /** {@return the logarithm of the likelihood of as many persons as they count as, with the standard deviation that draws make; NaN under moments} */
    Interval logLikelihood();

    /** {@return the numbers of the law} */
    Estimates estimates();

    /** {@return whether weights are drawn, and not all listed} */
    boolean isDrawn();

    /**
     * {@return weights of persons of whom nothing is known, whose shares add up to 1}
     *
     * @param x the numbers of the law, as many as were estimated
     * @param key of the draws
     * @param pairs so many draws and their opposites, if weights are drawn
     */
    List<Possible> at(double[] x, NoiseKey key, int pairs);
}
