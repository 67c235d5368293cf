package io.dither.people;

import io.dither.learn.model.Interval;
import io.dither.learn.model.Weight;
import io.dither.people.tastes.FittedClasses;
import io.dither.people.tastes.FittedPersons;
import io.dither.people.tastes.FittedTastes;
import io.dither.people.tastes.Law;
import io.dither.people.tastes.Population;
import io.dither.people.tastes.Taste;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What scripts read of tastes or of classes alone. */
final class TasteFields implements FittedPersons.Kinds<Map<String, Object>> {
    @Override
    public Map<String, Object> ofTastes(FittedTastes tastes) {
        Population population = tastes.population();
        List<Map<String, Object>> each = new ArrayList<>();
        for (Taste one : tastes.tastes()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", one.name());
            fields.put("law", one.law().toString());
            fields.put("location", one.location());
            fields.put("spread", one.spread());
            fields.put("mean", of(one.mean()));
            fields.put("median", of(one.median()));
            fields.put("deviation", of(one.deviation()));
            fields.put("wrongSign", ofShare(one.wrongSign()));
            each.add(fields);
        }
        List<Map<String, Object>> correlations = new ArrayList<>();
        for (int k = 0; k < population.names().size(); k++) {
            for (int l = 0; l < k && population.correlated(); l++) {
                if (population.laws().get(k) != Law.FIXED && population.laws().get(l) != Law.FIXED) {
                    Weight correlation = tastes.correlation(k, l);
                    correlations.add(Map.of(
                            "of", population.names().get(l),
                            "with", population.names().get(k),
                            "value", correlation.estimate(),
                            "note", correlation.note()));
                }
            }
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tastes", each);
        fields.put("correlations", correlations);
        fields.put("method", tastes.method().toString().toLowerCase(java.util.Locale.ROOT));
        fields.put("draws", tastes.procedure().draws());
        if (tastes.method() == FittedTastes.Method.LIKELIHOOD) {
            fields.put("logLikelihoodSimulationError", tastes.logLikelihood().standardError());
            fields.put("likelihoodRatioPValue", tastes.likelihoodRatioPValue());
        }
        if (tastes.specification() != null) {
            fields.put("lawTest", tastes.specification());
        }
        return fields;
    }

    @Override
    public Map<String, Object> ofClasses(FittedClasses classes) {
        List<Map<String, Object>> each = new ArrayList<>();
        for (FittedClasses.OneClass one : classes.classes()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("share", ofShare(Weight.ofShare("share", one.share())));
            fields.put("weights", one.weights());
            fields.put("membership", one.membership());
            each.add(fields);
        }
        List<Map<String, Object>> wrong = new ArrayList<>();
        for (Weight one : classes.typical()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", one.name());
            fields.put(
                    "wrongSign",
                    ofShare(Weight.ofShare(
                            "wrong sign of " + one.name(), classes.wrongSign().get(wrong.size()))));
            wrong.add(fields);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("classes", each);
        fields.put("wrongSigns", wrong);
        fields.put("starts", classes.search().starts());
        fields.put("startsThatEndHere", classes.search().alike());
        fields.put("numbersOfClasses", classes.search().tried());
        return fields;
    }

    private static Map<String, Object> ofShare(Weight one) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("value", one.estimate());
        fields.put("standardError", one.standardError());
        fields.put("low", one.low());
        fields.put("high", one.high());
        return fields;
    }

    static Map<String, Object> of(Interval one) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("value", one.value());
        fields.put("standardError", one.standardError());
        fields.put("low", one.low());
        fields.put("high", one.high());
        return fields;
    }
}
