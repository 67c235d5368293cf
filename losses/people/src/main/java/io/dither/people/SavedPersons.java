package io.dither.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.learn.internal.Json;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Weight;
import io.dither.people.tastes.Ending;
import io.dither.people.tastes.FittedClasses;
import io.dither.people.tastes.FittedPersons;
import io.dither.people.tastes.FittedTasteClasses;
import io.dither.people.tastes.FittedTastes;
import io.dither.people.tastes.PersonLikelihood;
import io.dither.people.tastes.PersonTastes;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes and reads persons in model.json, except for the typical weights, which are the weights of the fit. The fields of tastes, or of classes, are direct
 * members of the object "differ".
 */
final class SavedPersons {
    private static final String TASTES = "tastes";
    private static final String CLASSES = "classes";
    private static final String TASTE_CLASSES = "tasteClasses";

    private SavedPersons() {}

    /** The fit with the same weights for all persons. */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record CommonFit(double[] parameters, List<Weight> weights, Fitted.Status status, double loss) {}

    /** Returns the JSON to save. */
    static ObjectNode toJson(KnownPersons persons) {
        ObjectNode saved = Json.MAPPER.createObjectNode();
        saved.set("differ", differences(persons.fitted()));
        Fitted commonFit = persons.fitted().commonFit();
        saved.set(
                "oneTaste",
                Json.MAPPER.valueToTree(new CommonFit(
                        commonFit.parameters(), commonFit.weights(), commonFit.status(), commonFit.loss())));
        ObjectNode knownPersons = saved.putObject("known");
        persons.tastes().forEach((name, tastes) -> {
            ObjectNode person = Json.MAPPER.valueToTree(tastes);
            knownPersons.set(name, person.without("names"));
        });
        return saved;
    }

    private static ObjectNode differences(FittedPersons fitted) {
        return fitted.accept(new FittedPersons.Kinds<>() {
            @Override
            public ObjectNode ofTastes(FittedTastes tastes) {
                return members(TASTES, tastes.estimate(), tastes.procedure(), tastes.likelihood());
            }

            @Override
            public ObjectNode ofClasses(FittedClasses classes) {
                ObjectNode saved = members(CLASSES, classes.estimate(), classes.search(), classes.likelihood());
                return saved.without("typical"); // model.json has them already, as the weights of its fit
            }

            @Override
            public ObjectNode ofTasteClasses(FittedTasteClasses classes) {
                return members(TASTE_CLASSES, classes.estimate(), classes.procedure(), classes.likelihood());
            }
        });
    }

    /** Returns an object with the kind, and with the fields of all records as its members. */
    private static ObjectNode members(String kind, Record... records) {
        ObjectNode merged = Json.MAPPER.createObjectNode().put("kind", kind);
        for (Record fields : records) {
            ObjectNode members = Json.MAPPER.valueToTree(fields);
            merged.setAll(members);
        }
        return merged;
    }

    /**
     * Reads persons.
     *
     * @param saved the JSON
     * @param typical the fit with the typical weights
     */
    static KnownPersons read(JsonNode saved, Fitted typical) throws JsonProcessingException {
        List<String> names = typical.model().names();
        ObjectNode root = object("persons", saved);
        ObjectNode differences = object("differ", root.path("differ"));
        FittedPersons fitted = fitted(differences, commonFit(root.path("oneTaste"), typical), typical);
        Map<String, PersonTastes> knownPersons = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry :
                object("known", root.path("known")).properties()) {
            ObjectNode person = object(entry.getKey(), entry.getValue());
            person.putIfAbsent("covariance", person.arrayNode()); // older files do not have it
            person.set("names", Json.MAPPER.valueToTree(names));
            PersonTastes tastes = Json.MAPPER.treeToValue(person, PersonTastes.class);
            Arguments.finite("mean", tastes.mean(), names.size());
            Arguments.finite("spread", tastes.spread(), names.size());
            Arguments.length("membership", tastes.membership(), fitted.numberOfClasses());
            knownPersons.put(entry.getKey(), tastes);
        }
        return new KnownPersons(fitted, knownPersons);
    }

    /** Reads the distribution over persons, and removes its members from {@code differences}. */
    private static FittedPersons fitted(ObjectNode differences, Fitted commonFit, Fitted typical)
            throws JsonProcessingException {
        Ending ending = new Ending(0, typical.status(), typical.message()); // the number of evaluations is not saved
        String kind = differences.path("kind").asText();
        differences.remove("kind");
        differences.putIfAbsent("effectivePersons", differences.path("persons")); // older files do not have it
        PersonLikelihood likelihood = takeFields(differences, PersonLikelihood.class);
        FittedPersons fitted;
        switch (kind) {
            case TASTES -> {
                // the spreads and, with correlated tastes, the entries of L that are near 0; older files do not have
                // them
                differences.putIfAbsent("nearZero", differences.arrayNode());
                if (differences.path("population") instanceof ObjectNode population && !population.has("unit")) {
                    // older files do not have it: their tastes are weights, not ratios to the weight of a unit
                    population.put("unit", -1);
                }
                fitted = new FittedTastes(
                        commonFit,
                        takeFields(differences, FittedTastes.Estimate.class),
                        takeFields(differences, FittedTastes.Procedure.class),
                        likelihood,
                        ending);
            }
            case CLASSES -> {
                differences.set("typical", Json.MAPPER.valueToTree(typical.weights()));
                rename(differences, "alike", "startsAtMaximum"); // older files have the old names
                rename(differences, "tried", "candidates");
                fitted = new FittedClasses(
                        commonFit,
                        takeFields(differences, FittedClasses.Estimate.class),
                        takeFields(differences, FittedClasses.Search.class),
                        likelihood,
                        ending);
            }
            case TASTE_CLASSES ->
                fitted = new FittedTasteClasses(
                        commonFit,
                        takeFields(differences, FittedTasteClasses.Estimate.class),
                        takeFields(differences, FittedTastes.Procedure.class),
                        likelihood,
                        ending);
            default -> throw unreadable("'" + kind + "' is not a model of persons");
        }
        Arguments.require(
                differences.isEmpty(), "the persons have the unknown members " + differences, "Maybe learn again");
        return fitted;
    }

    private static Fitted commonFit(JsonNode saved, Fitted typical) throws JsonProcessingException {
        CommonFit taste = Json.MAPPER.treeToValue(saved, CommonFit.class);
        return Fitted.of(
                        typical.model(),
                        Arguments.finite(
                                "parameters",
                                taste.parameters(),
                                typical.model().names().size()),
                        typical.settings(),
                        typical.noise())
                .epsilonWeight(typical.epsilonWeight())
                .weights(taste.weights())
                .status(taste.status())
                .loss(taste.loss())
                .examples(typical.examples())
                .build();
    }

    private static void rename(ObjectNode object, String oldName, String name) {
        if (object.has(oldName)) {
            object.set(name, object.remove(oldName));
        }
    }

    /** Reads the fields of a record from an object and removes them. */
    private static <R extends Record> R takeFields(ObjectNode object, Class<R> type) throws JsonProcessingException {
        ObjectNode members = object.objectNode();
        for (RecordComponent component : type.getRecordComponents()) {
            JsonNode member = object.remove(component.getName());
            if (member != null) {
                members.set(component.getName(), member);
            }
        }
        return Json.MAPPER.treeToValue(members, type);
    }

    private static ObjectNode object(String name, JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object.deepCopy();
        }
        throw unreadable("'" + name + "' is not an object");
    }

    private static InvalidArgumentException unreadable(String problem) {
        return new InvalidArgumentException(problem, "Maybe learn again");
    }
}
