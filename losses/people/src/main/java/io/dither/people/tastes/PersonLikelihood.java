package io.dither.people.tastes;

import io.dither.learn.model.Interval;
import java.io.Serializable;

/**
 * The likelihood of the decisions of persons who differ, and that of one taste for all.
 *
 * @param logLikelihood the log likelihood of all persons, weighted by their counts, with its standard deviation over
 *     draws; NaN under moments
 * @param oneLogLikelihood that of one taste for all; NaN under moments
 * @param persons the number of persons
 * @param effectivePersons the effective number of persons, by their weights
 */
public record PersonLikelihood(Interval logLikelihood, double oneLogLikelihood, int persons, double effectivePersons)
        implements Serializable {}
