package io.dither.choice;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The structure of nests by indices, and the names of its parameters: mu - 1 of each nest, then the alphas. */
final class NestTree implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int[] OUTSIDE = {};

    private final int[] parents;
    private final Map<String, int[]> nestsOf;
    /** The index of the first alpha of an alternative among all parameters of the tree. */
    private final Map<String, Integer> alphasOf = new HashMap<>();

    private final List<String> parameters = new ArrayList<>();

    NestTree(Nests nests) {
        parents = nests.parents();
        nestsOf = nests.ofAlternatives();
        List<String> names = nests.names();
        names.forEach(name -> parameters.add("mu[" + name + "] - 1"));
        nestsOf.forEach((alternative, own) -> {
            alphasOf.put(alternative, parameters.size());
            for (int r = 0; r < own.length - 1; r++) {
                parameters.add("alpha[" + alternative + "," + names.get(own[r]) + "]");
            }
        });
    }

    /** Returns the number of nests. */
    int size() {
        return parents.length;
    }

    List<String> parameters() {
        return parameters;
    }

    /** Returns the nest around a nest, which has a larger index; -1 if there is none. */
    int parent(int nest) {
        return parents[nest];
    }

    /** Returns the nests of an alternative; none if it stands alone. */
    int[] nests(String alternative) {
        return nestsOf.getOrDefault(alternative, OUTSIDE);
    }

    /** Returns the index of the first alpha of an alternative in a nest. */
    int alphas(String alternative) {
        return alphasOf.getOrDefault(alternative, parameters.size());
    }

    /** Writes the start of the parameters, from an index on: scales of 2, equal shares. */
    void start(double[] start, int from) {
        for (int m = 0; m < parents.length; m++) {
            start[from + m] = 1;
        }
        nestsOf.forEach((alternative, own) -> {
            for (int r = 0; r < own.length - 1; r++) {
                start[from + alphas(alternative) + r] = 1.0 / (own.length - r);
            }
        });
    }
}
