package io.dither.people.tastes;

import io.dither.error.Arguments;
import java.io.Serializable;
import java.util.List;

/**
 * The posterior distribution of the tastes of one person, given the person's decisions, in raw units.
 *
 * @param names the names of the weights
 * @param mean the mean of each weight given the decisions; read only
 * @param spread the standard deviation of each weight given the decisions; read only
 * @param covariance the covariance of the weights given the decisions, one row per weight; empty for latent classes without spreads, whose
 *     {@code membership} says more; read only
 * @param decisions the number of decisions of the person
 * @param membership the probability of each class given the decisions; empty if there are no classes; read only
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record PersonTastes(
        List<String> names, double[] mean, double[] spread, double[][] covariance, int decisions, double[] membership)
        implements Serializable {
    /** Requires one number per name. */
    public PersonTastes {
        names = List.copyOf(names);
        Arguments.length("mean", mean, names.size());
        Arguments.length("spread", spread, names.size());
        for (double[] row : covariance) {
            Arguments.require(
                    covariance.length == names.size(),
                    "covariance has " + covariance.length + " rows, not " + names.size(),
                    "Maybe give one row per weight");
            Arguments.finite("covariance", row, names.size());
        }
    }
}
