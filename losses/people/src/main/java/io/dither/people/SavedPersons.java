package io.dither.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dither.error.Arguments;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Weight;
import io.dither.people.tastes.PersonTastes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Persons in model.json: all but what the fit of the weights that stand for all says. */
record SavedPersons(SavedKind differ, One oneTaste, Map<String, Known> known) {
    /** One taste for all. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    record One(double[] parameters, List<Weight> weights, Fitted.Status status, double loss) {}

    /** What is known of a person. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    record Known(double[] mean, double[] spread, double[][] covariance, int decisions, double[] membership) {}

    /** Returns the same with what older files do not have. */
    static JsonNode completed(JsonNode saved) {
        JsonNode all = saved.deepCopy();
        if (all.path("differ") instanceof ObjectNode differ) {
            differ.putIfAbsent("effectivePersons", differ.path("persons"));
            if (differ.path("kind").asText().equals("tastes")) {
                differ.putIfAbsent("nearZero", differ.arrayNode());
            }
        }
        for (JsonNode one : all.path("known")) {
            if (one instanceof ObjectNode person) {
                person.putIfAbsent("covariance", person.arrayNode());
            }
        }
        return all;
    }

    static SavedPersons of(KnownPersons persons) {
        Fitted one = persons.fitted().oneTaste();
        Map<String, Known> known = new LinkedHashMap<>();
        persons.known()
                .forEach((name, own) -> known.put(
                        name,
                        new Known(own.mean(), own.spread(), own.covariance(), own.decisions(), own.membership())));
        return new SavedPersons(
                SavedKind.of(persons.fitted()),
                new One(one.parameters(), one.weights(), one.status(), one.loss()),
                known);
    }

    /** Returns the persons around a fit of the weights that stand for all. */
    KnownPersons about(Fitted typical) {
        List<String> names = typical.model().names();
        Fitted one = new Fitted(
                typical.model(),
                Arguments.finite("parameters", oneTaste.parameters(), names.size()),
                typical.settings(),
                typical.ofEpsilon(),
                oneTaste.weights(),
                new double[0][],
                oneTaste.status(),
                "",
                oneTaste.loss(),
                List.of(),
                typical.noise(),
                typical.examples(),
                0,
                List.of(),
                null,
                "");
        Map<String, PersonTastes> people = new LinkedHashMap<>();
        known.forEach((name, own) -> people.put(
                name,
                new PersonTastes(
                        names,
                        Arguments.finite("mean", own.mean(), names.size()),
                        Arguments.finite("spread", own.spread(), names.size()),
                        own.covariance(),
                        own.decisions(),
                        Arguments.length("membership", own.membership(), differ.count()))));
        return new KnownPersons(differ.about(one, typical), people);
    }
}
