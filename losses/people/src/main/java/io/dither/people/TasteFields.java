package io.dither.people;

import io.dither.learn.model.Interval;
import io.dither.learn.model.Weight;
import io.dither.people.tastes.FittedClasses;
import io.dither.people.tastes.FittedPersons;
import io.dither.people.tastes.FittedTasteClasses;
import io.dither.people.tastes.FittedTastes;
import io.dither.people.tastes.Law;
import io.dither.people.tastes.Population;
import io.dither.people.tastes.Taste;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the JSON fields of fitted tastes, of classes, and of classes with tastes. */
final class TasteFields implements FittedPersons.Kinds<Map<String, Object>> {
    @Override
    public Map<String, Object> ofTastes(FittedTastes tastes) {
        Map<String, Object> fields = ofDistribution(tastes);
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

    /** Returns the JSON fields of the tastes and of their correlations. */
    private static Map<String, Object> ofDistribution(FittedTastes tastes) {
        Population population = tastes.population();
        List<Map<String, Object>> tasteFields = new ArrayList<>();
        for (Taste taste : tastes.tastes()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", population.label(tasteFields.size()));
            fields.put("law", taste.law().toString());
            fields.put("location", taste.location());
            fields.put("spread", taste.spread());
            fields.put("mean", intervalFields(taste.mean()));
            fields.put("median", intervalFields(taste.median()));
            fields.put("deviation", intervalFields(taste.deviation()));
            fields.put("wrongSign", shareFields(taste.wrongSign()));
            tasteFields.add(fields);
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
        fields.put("tastes", tasteFields);
        fields.put("correlations", correlations);
        return fields;
    }

    @Override
    public Map<String, Object> ofClasses(FittedClasses classes) {
        List<Map<String, Object>> classFields = new ArrayList<>();
        for (FittedClasses.LatentClass oneClass : classes.classes()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("share", shareFields(Weight.ofShare("share", oneClass.share())));
            fields.put("weights", oneClass.weights());
            fields.put("membership", oneClass.membership());
            classFields.add(fields);
        }
        List<Map<String, Object>> wrongSigns = new ArrayList<>();
        for (Weight weight : classes.typical()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", weight.name());
            fields.put(
                    "wrongSign",
                    shareFields(Weight.ofShare(
                            "wrong sign of " + weight.name(),
                            classes.wrongSign().get(wrongSigns.size()))));
            wrongSigns.add(fields);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("classes", classFields);
        fields.put("wrongSigns", wrongSigns);
        fields.put("starts", classes.search().starts());
        fields.put("startsThatEndHere", classes.search().startsAtMaximum());
        fields.put("numbersOfClasses", classes.search().candidates());
        return fields;
    }

    @Override
    public Map<String, Object> ofTasteClasses(FittedTasteClasses classes) {
        List<Map<String, Object>> classFields = new ArrayList<>();
        for (FittedTasteClasses.LatentClass oneClass : classes.estimate().classes()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("share", shareFields(Weight.ofShare("share", oneClass.share())));
            fields.putAll(ofDistribution(classes.classes().get(classFields.size())));
            classFields.add(fields);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("classes", classFields);
        fields.put("draws", classes.procedure().draws());
        fields.put("logLikelihoodSimulationError", classes.logLikelihood().standardError());
        return fields;
    }

    private static Map<String, Object> shareFields(Weight share) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("value", share.estimate());
        fields.put("standardError", share.standardError());
        fields.put("low", share.low());
        fields.put("high", share.high());
        return fields;
    }

    private static Map<String, Object> intervalFields(Interval interval) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("value", interval.value());
        fields.put("standardError", interval.standardError());
        fields.put("low", interval.low());
        fields.put("high", interval.high());
        return fields;
    }
}
