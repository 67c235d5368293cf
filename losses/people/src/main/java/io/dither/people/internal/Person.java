package io.dither.people.internal;

import io.dither.error.Arguments;
import io.dither.learn.internal.evaluate.BlockEvaluator;
import io.dither.learn.model.Observation;
import io.dither.random.ExampleKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The decisions of one person.
 *
 * @param name the cluster of the observations
 * @param key the key of the name, which also selects the person's random draws
 * @param decisions the decisions in the order of their keys
 */
public record Person(String name, long key, List<Observation> decisions) {
    /** Returns the persons of a history in the order of their keys, which does not depend on the order of the observations. */
    public static List<Person> of(List<Observation> observations) {
        Arguments.atLeast("number of examples", observations.size(), 1);
        Map<String, List<Observation>> groups = new LinkedHashMap<>();
        for (Observation observation : BlockEvaluator.inOrder(observations)) {
            List<Observation> group = groups.computeIfAbsent(observation.cluster(), person -> new ArrayList<>());
            group.add(observation);
            Arguments.require(
                    observation.weight() == group.get(0).weight(),
                    "the decisions of person '" + observation.cluster() + "' have weights "
                            + group.get(0).weight() + " and " + observation.weight(),
                    "Maybe give all decisions of a person the same weight");
        }
        return groups.entrySet().stream()
                .map(group -> new Person(group.getKey(), ExampleKey.of(group.getKey()), group.getValue()))
                .sorted(Comparator.comparing(Person::key, Long::compareUnsigned))
                .toList();
    }

    /** Returns the only person of these decisions. */
    public static Person only(List<Observation> decisions) {
        List<Person> persons = of(decisions);
        Arguments.require(
                persons.size() == 1,
                "the decisions are those of " + persons.size() + " persons",
                "Maybe pass the decisions of one cluster at a time");
        return persons.get(0);
    }

    /** Returns the observation with the smallest key, which does not depend on the order of the observations. */
    public static Observation firstByKey(List<Observation> observations) {
        return Collections.min(observations, Comparator.comparing(Observation::key, Long::compareUnsigned));
    }

    /** {@return the weight of the person} */
    public double weight() {
        return decisions.get(0).weight();
    }

    public static double[] weights(List<Person> persons) {
        return persons.stream().mapToDouble(Person::weight).toArray();
    }

    /** Returns the key of each person's name. */
    public static long[] keys(List<Person> persons) {
        return persons.stream().mapToLong(Person::key).toArray();
    }
}
