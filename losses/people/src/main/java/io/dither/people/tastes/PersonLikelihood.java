package io.dither.people.tastes;

import io.dither.learn.model.Interval;
import java.io.Serializable;

/**
 * The log likelihood of decisions if persons differ, and if all have the same weights.
 *
 * @param logLikelihood the sum over persons of the log likelihood times the person's count, with its standard deviation
 *     due to the random draws; NaN under moments
 * @param oneLogLikelihood the same sum if all persons have the same weights; NaN under moments.
 *     Saved models have this name.
 * @param persons the number of persons
 * @param effectivePersons the effective number of persons: the sum of their counts, see
 *     {@link io.dither.learn.model.FitSettings.Weighting#counts}
 */
public record PersonLikelihood(Interval logLikelihood, double oneLogLikelihood, int persons, double effectivePersons)
        implements Serializable {}
