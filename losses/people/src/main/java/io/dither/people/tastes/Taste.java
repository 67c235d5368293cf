package io.dither.people.tastes;

import io.dither.learn.model.Interval;
import io.dither.learn.model.Weight;

/**
 * The variation of one weight between persons, or of its ratio to the unit of the population, in the units of the raw features.
 *
 * @param name the name of the weight
 * @param law the law of its values
 * @param location b: the mean of normal, triangular and uniform weights; for lognormal weights, the mean of the logarithm of the absolute
 *     value
 * @param spread s: the standard deviation of the normal law, or of the logarithm under the lognormal law, or half the width of the triangle or of the uniform
 *     law; if it does not differ significantly from 0, it has no standard error, and its interval, if there is one, begins at 0
 * @param mean the mean over persons
 * @param median the median over persons
 * @param deviation the standard deviation over persons
 * @param wrongSign the share of persons whose weight has the opposite sign to the median, with an asymmetric interval
 */
public record Taste(
        String name,
        Law law,
        Weight location,
        Weight spread,
        Interval mean,
        Interval median,
        Interval deviation,
        Weight wrongSign) {
    /** Returns the taste of the weight with this index. */
    static Taste of(int k, TasteErrors errors) {
        Weight spread = errors.ofSpread(k);
        return new Taste(
                errors.population().names().get(k),
                errors.population().laws().get(k),
                errors.ofLocation(k),
                spread,
                errors.interval(p -> p.mean(k)),
                errors.interval(p -> p.median(k)),
                errors.interval(p -> p.deviation(k)),
                errors.wrongSign(k, spread));
    }
}
