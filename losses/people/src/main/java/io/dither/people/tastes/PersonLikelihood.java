package io.dither.people.tastes;

import io.dither.learn.model.Interval;
import java.io.Serializable;

/**
 * How probable the decisions of persons are who differ, beside one taste for all.
 *
 * @param logLikelihood of as many persons as they count as, with the standard deviation that draws make; NaN under moments
 * @param oneLogLikelihood that of one taste for all; NaN under moments
 * @param persons how many there are
 * @param effectivePersons how many they count as, by their weights
 */
public record PersonLikelihood(Interval logLikelihood, double oneLogLikelihood, int persons, double effectivePersons)
        implements Serializable {}
