package io.dither.people.tastes;

import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Range;
import io.dither.learn.model.Standardisable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The chosen laws of tastes.
 *
 * @param law the law of all weights without a law of their own
 * @param byName the laws of single weights, by their names
 * @param correlated whether tastes are correlated
 * @param unit the weight by which the other weights are divided, if there is one
 * @param fixedInClass the weights that are fixed in single classes
 */
record TasteLaws(
        Law law, Map<String, Law> byName, boolean correlated, Optional<String> unit, List<FixedInClass> fixedInClass) {
    /** A weight with a given value, in raw units, for all persons of a class; classes count from 1. */
    record FixedInClass(String name, int number, double value) {}

    /** Returns the population of all persons to start from, around the fit with one taste, in standardised units. */
    Population start(Fitted commonFit) {
        return Start.of(commonFit, law, byName, correlated, unit);
    }

    /**
     * Returns the population of a class to start from.
     *
     * @param commonFit the fit with the same weights for all persons
     * @param weights the weights of the class without spreads, in raw units
     * @param number the number of the class, from 1
     */
    Population startOfClass(Fitted commonFit, double[] weights, int number) {
        List<String> names = commonFit.model().names();
        Standardisable units = Standardisable.of(commonFit.model());
        double[] ofCommonFit = units.raw(commonFit.parameters());
        double[] raw = weights.clone();
        for (int k = 0; k < raw.length; k++) {
            // lognormal weights, and all weights if tastes are ratios, need the sign of the fit with one taste: a
            // weight
            // of 0 or of the opposite sign starts at the weight of that fit
            boolean keepsSign = byName.getOrDefault(names.get(k), law) == Law.LOGNORMAL || unit.isPresent();
            raw[k] = keepsSign && raw[k] * ofCommonFit[k] <= 0 ? ofCommonFit[k] : raw[k];
        }
        FitSettings settings = commonFit.settings();
        Map<String, Law> laws = new LinkedHashMap<>(byName);
        for (FixedInClass fixed : fixedInClass) {
            if (fixed.number() == number) {
                raw[names.indexOf(fixed.name())] = fixed.value();
                settings = settings.withBound(fixed.name(), new Range(fixed.value(), fixed.value()));
                laws.put(fixed.name(), Law.FIXED);
            }
        }
        Fitted ofClass = commonFit.edit().settings(settings).build().withParameters(units.standardised(raw));
        return Start.of(ofClass, law, laws, correlated, unit);
    }
}
