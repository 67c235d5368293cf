package io.dither.choice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Nests of alternatives that resemble each other, by their names. A member is an alternative or another nest. An alternative may be in several
 * nests, a nest in at most one.
 */
public final class Nests implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String HINT = "Maybe write nests like existing=TRAIN,CAR; public=TRAIN,SM";

    /** The members by nest, inner nests before those around them. */
    private final LinkedHashMap<String, List<String>> members = new LinkedHashMap<>();

    private Nests(Map<String, List<String>> written) {
        Set<String> open = new HashSet<>();
        written.keySet().forEach(name -> addInnerFirst(name, written, open));
        Set<String> inside = new HashSet<>();
        for (List<String> all : written.values()) {
            for (String member : all) {
                Arguments.require(
                        !written.containsKey(member) || inside.add(member),
                        "the nest '" + member + "' is in two nests",
                        "Maybe list it once: only alternatives may be in several nests");
            }
        }
    }

    private void addInnerFirst(String name, Map<String, List<String>> written, Set<String> open) {
        List<String> all = written.get(name);
        if (all == null || members.containsKey(name)) {
            return;
        }
        Arguments.require(open.add(name), "the nest '" + name + "' is inside itself", HINT);
        all.forEach(member -> addInnerFirst(member, written, open));
        members.put(name, all);
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
        Map<String, List<String>> written = new LinkedHashMap<>();
        for (String nest : text.split(";", 0)) {
            int equals = nest.indexOf('=');
            String name = nest.substring(0, Math.max(0, equals)).strip();
            Arguments.require(!name.isEmpty(), "the nest '" + nest.strip() + "' has no name before a '='", HINT);
            List<String> all = new ArrayList<>();
            for (String member : nest.substring(equals + 1).split(",", 0)) {
                all.add(member.strip());
            }
            Arguments.require(
                    all.stream().noneMatch(String::isEmpty),
                    "the nest '" + nest.strip() + "' has a member without a name",
                    HINT);
            Arguments.require(
                    all.size() > 1,
                    "the nest '" + name + "' has one member, " + all.get(0) + ", and its scale no meaning",
                    "Maybe leave the nest out: alternatives outside of nests stand alone");
            Arguments.require(
                    new HashSet<>(all).size() == all.size(),
                    "the nest '" + nest.strip() + "' lists a member twice",
                    "Maybe list it once");
            Arguments.require(
                    written.put(name, List.copyOf(all)) == null,
                    "the nest '" + name + "' is given twice",
                    "Maybe join their members, or give one another name");
        }
        return new Nests(written);
    }

    /**
     * Requires that the nests fit the alternatives.
     *
     * @param names the names of all alternatives of the data
     * @param cross whether an alternative may be in several nests
     * @return this
     * @throws InvalidArgumentException if a member never occurs, a nest has the name of an alternative, or an alternative is in several nests
     */
    Nests of(List<String> names, boolean cross) {
        Set<String> alternatives = new LinkedHashSet<>(names);
        Set<String> seen = new HashSet<>();
        members.forEach((nest, all) -> {
            Arguments.require(
                    !alternatives.contains(nest),
                    "the nest '" + nest + "' has the name of an alternative",
                    "Maybe give the nest another name");
            for (String member : all) {
                Arguments.require(
                        alternatives.contains(member) || members.containsKey(member),
                        "'" + member + "' in the nest '" + nest + "' never occurs among the alternatives "
                                + alternatives.stream().sorted().limit(20).toList(),
                        "Maybe it is misspelt");
                Arguments.require(
                        seen.add(member) || cross,
                        "'" + member + "' is in two nests",
                        "Maybe take the cost model cross-nested, whose alternatives may be in several");
            }
        });
        Arguments.require(
                !cross
                        || seen.size()
                                < members.values().stream().mapToInt(List::size).sum(),
                "no alternative is in two nests",
                "Maybe take the cost model nested");
        return this;
    }

    /** Returns whether an alternative is in several nests. */
    boolean areCrossed() {
        return ofAlternatives().values().stream().anyMatch(several -> several.length > 1);
    }

    /** Returns the names of the nests, inner nests before those around them. */
    List<String> names() {
        return List.copyOf(members.keySet());
    }

    /** Returns the index of the nest around each nest; -1 if there is none. */
    int[] parents() {
        List<String> names = names();
        int[] parents = new int[names.size()];
        for (int m = 0; m < parents.length; m++) {
            List<Integer> around = around(names.get(m));
            parents[m] = around.isEmpty() ? -1 : around.get(0);
        }
        return parents;
    }

    /** Returns the alternatives that are in nests, each with the indices of its nests. */
    Map<String, int[]> ofAlternatives() {
        Map<String, int[]> nests = new LinkedHashMap<>();
        for (List<String> all : members.values()) {
            for (String member : all) {
                if (!members.containsKey(member)) {
                    nests.put(
                            member,
                            around(member).stream().mapToInt(Integer::intValue).toArray());
                }
            }
        }
        return nests;
    }

    private List<Integer> around(String member) {
        List<String> names = names();
        List<Integer> around = new ArrayList<>();
        for (int m = 0; m < names.size(); m++) {
            if (members.getOrDefault(names.get(m), List.of()).contains(member)) {
                around.add(m);
            }
        }
        return around;
    }

    @Override
    @JsonValue
    public String toString() {
        return members.entrySet().stream()
                .map(nest -> nest.getKey() + "=" + String.join(",", nest.getValue()))
                .collect(Collectors.joining("; "));
    }
}
