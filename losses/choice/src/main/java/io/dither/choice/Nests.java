package io.dither.choice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Nests: groups of alternatives that resemble each other. Alternatives and nests are given by their names. A member of a nest is an alternative or another
 * nest. An alternative may be in several nests, a nest in at most one. The parameters of nests, mu - 1 and alpha, are those of a {@link NestedLogit}.
 */
public final class Nests implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String HINT = "Maybe write nests like existing=TRAIN,CAR; public=TRAIN,SM";

    /** An empty array: what {@link #nestsOf} returns for an alternative in no nest. */
    private static final int[] OUTSIDE = {};

    /** The members of each nest; inner nests come before the nests around them. */
    private final LinkedHashMap<String, List<String>> members = new LinkedHashMap<>();
    /** For each alternative or nest that is a member: the indices of the nests around it. */
    private final LinkedHashMap<String, int[]> around = new LinkedHashMap<>();

    private final int[] parents;
    /** The index of the first alpha of an alternative in {@link #parameters}. */
    private final HashMap<String, Integer> alphas = new HashMap<>();
    /** The names of the parameters: mu - 1 of each nest, then the alphas. */
    private final ArrayList<String> parameters = new ArrayList<>();

    private Nests(Map<String, List<String>> parsed) {
        Set<String> begun = new HashSet<>();
        parsed.keySet().forEach(name -> addInnerFirst(name, parsed, begun));
        Set<String> inside = new HashSet<>();
        for (List<String> nestMembers : parsed.values()) {
            for (String member : nestMembers) {
                Arguments.require(
                        !parsed.containsKey(member) || inside.add(member),
                        "the nest '" + member + "' is in two nests",
                        "Maybe list it once: only alternatives may be in several nests");
            }
        }
        List<String> names = List.copyOf(members.keySet());
        members.forEach((name, nestMembers) -> {
            nestMembers.forEach(member -> around.merge(member, new int[] {names.indexOf(name)}, Nests::joined));
            parameters.add("mu[" + name + "] - 1");
        });
        parents = names.stream()
                .mapToInt(name -> around.getOrDefault(name, new int[] {-1})[0])
                .toArray();
        around.forEach((member, nestIndices) -> {
            alphas.put(member, parameters.size());
            // n shares need n - 1 alphas, because the shares sum to 1
            for (int r = 0; r < nestIndices.length - 1; r++) {
                parameters.add("alpha[" + member + "," + names.get(nestIndices[r]) + "]");
            }
        });
    }

    private static int[] joined(int[] first, int[] second) {
        return IntStream.concat(IntStream.of(first), IntStream.of(second)).toArray();
    }

    /** Adds a nest after the nests inside it. {@code begun} has the names of earlier calls: a nest that is in it, but was not added yet, is inside itself. */
    private void addInnerFirst(String name, Map<String, List<String>> parsed, Set<String> begun) {
        List<String> nestMembers = parsed.get(name);
        if (nestMembers == null || members.containsKey(name)) {
            return;
        }
        Arguments.require(begun.add(name), "the nest '" + name + "' is inside itself", HINT);
        nestMembers.forEach(member -> addInnerFirst(member, parsed, begun));
        members.put(name, nestMembers);
    }

    /**
     * Reads nests.
     *
     * @param text the nests, separated by semicolons, each with its members: {@code existing=TRAIN,CAR; public=TRAIN,SM}
     * @return the nests
     * @throws InvalidArgumentException if the text has another form, a nest has one member, holds a member twice or is inside itself
     */
    @JsonCreator
    public static Nests parse(String text) {
        Map<String, List<String>> parsed = new LinkedHashMap<>();
        for (String nest : text.split(";", 0)) {
            int equals = nest.indexOf('=');
            String name = nest.substring(0, Math.max(0, equals)).strip();
            Arguments.require(!name.isEmpty(), "the nest '" + nest.strip() + "' has no name before a '='", HINT);
            List<String> nestMembers = new ArrayList<>();
            for (String member : nest.substring(equals + 1).split(",", 0)) {
                nestMembers.add(member.strip());
            }
            Arguments.require(
                    nestMembers.stream().noneMatch(String::isEmpty),
                    "the nest '" + nest.strip() + "' has a member without a name",
                    HINT);
            Arguments.require(
                    nestMembers.size() > 1,
                    "the nest '" + name + "' has one member, " + nestMembers.get(0) + ", so its scale has no meaning",
                    "Maybe leave the nest out: alternatives outside of nests stand alone");
            Arguments.require(
                    new HashSet<>(nestMembers).size() == nestMembers.size(),
                    "the nest '" + nest.strip() + "' lists a member twice",
                    "Maybe list it once");
            Arguments.require(
                    parsed.put(name, List.copyOf(nestMembers)) == null,
                    "the nest '" + name + "' is given twice",
                    "Maybe join their members, or give one another name");
        }
        return new Nests(parsed);
    }

    /**
     * Requires that the nests fit the alternatives.
     *
     * @param names the names of all alternatives of the data
     * @param isCrossed whether at least one alternative must be in several nests; otherwise none may be
     * @return this
     * @throws InvalidArgumentException if a member never occurs, a nest has the name of an alternative, or {@code isCrossed} is wrong
     */
    Nests requireFit(List<String> names, boolean isCrossed) {
        Set<String> alternatives = new LinkedHashSet<>(names);
        Set<String> seen = new HashSet<>();
        members.forEach((nest, nestMembers) -> {
            Arguments.require(
                    !alternatives.contains(nest),
                    "the nest '" + nest + "' has the name of an alternative",
                    "Maybe give the nest another name");
            for (String member : nestMembers) {
                Arguments.require(
                        alternatives.contains(member) || members.containsKey(member),
                        "'" + member + "' in the nest '" + nest + "' never occurs among the alternatives "
                                + alternatives.stream().sorted().limit(20).toList(),
                        "Maybe it is misspelt");
                Arguments.require(
                        seen.add(member) || isCrossed,
                        "'" + member + "' is in two nests",
                        "Maybe take the cost model cross-nested, whose alternatives may be in several");
            }
        });
        Arguments.require(
                !isCrossed
                        || seen.size()
                                < members.values().stream().mapToInt(List::size).sum(),
                "no alternative is in two nests",
                "Maybe take the cost model nested");
        return this;
    }

    /** Returns whether an alternative is in several nests. */
    boolean areCrossed() {
        return around.values().stream().anyMatch(nests -> nests.length > 1);
    }

    /** Returns the number of nests. */
    int size() {
        return members.size();
    }

    /** Returns the names of the parameters: mu - 1 of each nest, then the alphas. */
    List<String> parameterNames() {
        return parameters;
    }

    /** Returns for each nest the index of the nest around it, which is larger than its own index; -1 if there is none. Read only. */
    int[] parents() {
        return parents;
    }

    /** Returns the indices of the nests of an alternative; none if the alternative stands alone. */
    int[] nestsOf(String alternative) {
        return around.getOrDefault(alternative, OUTSIDE);
    }

    /** Returns the index of the first alpha of an alternative in {@link #parameterNames}; a number without meaning if the alternative has no alpha. */
    int firstAlpha(String alternative) {
        return alphas.getOrDefault(alternative, parameters.size());
    }

    /** Fills a start of the parameters of the nests into an array, from the index {@code from} on: mu = 2, and equal shares of an alternative in its nests. */
    void fillStart(double[] start, int from) {
        Arrays.fill(start, from, from + size(), 1);
        around.forEach((alternative, nestIndices) -> {
            for (int r = 0; r < nestIndices.length - 1; r++) {
                // an alpha is a share, here 1 / n, divided by 1 minus the r shares before it
                start[from + firstAlpha(alternative) + r] = 1.0 / (nestIndices.length - r);
            }
        });
    }

    @Override
    @JsonValue
    public String toString() {
        return members.entrySet().stream()
                .map(nest -> nest.getKey() + "=" + String.join(",", nest.getValue()))
                .collect(Collectors.joining("; "));
    }
}
