package io.dither.learn.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dither.error.Arguments;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The effects of a model, which are additional costs of groups of coordinates: their names, and how they change costs. */
final class Effects implements Serializable {
    private static final long serialVersionUID = 1L;
    static final Effects NONE = new Effects(List.of(), false);

    final List<String> names;
    /** Whether the cost of a coordinate with an effect is set to 0 if it would be below 0. */
    final boolean nonnegative;

    /** The index of each name, computed by {@link #indexByName}; before that empty, or null after deserialisation. */
    private transient volatile Map<String, Integer> cachedIndexByName = Map.of();

    @JsonCreator
    Effects(@JsonProperty("names") List<String> names, @JsonProperty("nonnegative") boolean nonnegative) {
        this.names = List.copyOf(names);
        this.nonnegative = nonnegative && !names.isEmpty();
        Arguments.require(
                indexByName().size() == names.size(), "the effects contain a name twice", "Maybe give each group once");
    }

    int size() {
        return names.size();
    }

    private Map<String, Integer> indexByName() {
        Map<String, Integer> indexByName = cachedIndexByName;
        if (indexByName == null || indexByName.size() < names.size()) {
            indexByName = new HashMap<>();
            for (int g = 0; g < names.size(); g++) {
                indexByName.put(names.get(g), g);
            }
            cachedIndexByName = indexByName; // threads that race here compute equal maps
        }
        return indexByName;
    }

    /** Returns the index of the effect of each row; -1 for rows of a group without an effect. */
    int[] indices(Features features) {
        int[] effects = new int[features.rows()];
        Arrays.setAll(effects, row -> index(features, row));
        return effects;
    }

    int index(Features features, int row) {
        return names.isEmpty() ? -1 : indexByName().getOrDefault(features.group(row), -1);
    }

    /**
     * Returns the amount that an effect adds to a cost, 0 for index -1.
     *
     * @param withoutEffect the cost without the effect
     * @param parameters all parameters of the model
     * @param firstEffect the index of the first effect in the parameters; the effects are the last parameters
     * @param effect the index of the effect among the effects, or -1
     */
    double addedCost(double withoutEffect, double[] parameters, int firstEffect, int effect) {
        if (effect < 0) {
            return 0;
        }
        return isReplacedByZero(withoutEffect, parameters, firstEffect, effect)
                ? -withoutEffect
                : parameters[firstEffect + effect];
    }

    /** Returns whether a cost with its effect would be below 0, so that it is set to 0 and does not change with the effect. */
    boolean isReplacedByZero(double withoutEffect, double[] parameters, int firstEffect, int effect) {
        return nonnegative && effect >= 0 && withoutEffect + parameters[firstEffect + effect] < 0;
    }
}
