package io.dither.data.habits;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dither.error.Arguments;
import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A feature of coordinates that measures how often and how recently each coordinate was chosen: -log of its share of the smoothed counts of its group of
 * rivals. Take the {@link #feature} of an example first, and {@link #count} its decision afterwards, so that no feature depends on its own decision.
 *
 * <p>Each {@link Occasion#category} of examples has its own counts. A count grows by the coordinate's value in a
 * decision, and is multiplied by {@code decay} for each later example of its category that chose a coordinate of its
 * group (with {@link #decayingIfOffered}, only if the example also has the coordinate itself). Examples that chose none
 * of the group do not change it: a tour that never leaves a stop changes no count of the edges from this stop.
 *
 * <p>Used by one thread.
 */
public final class Habit implements Serializable {
    private static final long serialVersionUID = 1L;

    private final double decay;
    private final double smooth;
    /** Whether a count decays only with examples that have its coordinate. */
    @JsonProperty("offered")
    private final boolean decaysIfOffered;

    /** The counts by category, group of rivals and name. */
    private final Map<String, Map<String, Map<String, Double>>> counts;

    @JsonCreator
    private Habit(
            @JsonProperty("decay") double decay,
            @JsonProperty("smooth") double smooth,
            @JsonProperty("offered") boolean decaysIfOffered,
            @JsonProperty("counts") Map<String, Map<String, Map<String, Double>>> counts) {
        Arguments.require(
                decay >= 0 && decay <= 1,
                "decay = " + decay + " is not from 0 to 1",
                "Maybe choose 0.9; 1 never forgets");
        this.decay = decay;
        this.smooth = Arguments.positive("smooth", smooth);
        this.decaysIfOffered = decaysIfOffered;
        this.counts = counts;
    }

    /**
     * {@return a habit without counts}
     *
     * @param decay the factor by which a count is multiplied, from 0 to 1; 1 never forgets. {@link Habit} says for which examples
     * @param smooth the number that is added to each count, above 0
     */
    public static Habit of(double decay, double smooth) {
        return new Habit(decay, smooth, false, new TreeMap<>());
    }

    /**
     * {@return a habit that shares the counts of this habit, but decays a count only with examples that have its
     * coordinate, such as an item that is on offer}
     */
    public Habit decayingIfOffered() {
        return new Habit(decay, smooth, true, counts);
    }

    /** {@return a copy with the same counts} */
    public Habit copied() {
        Map<String, Map<String, Map<String, Double>>> copy = new TreeMap<>();
        counts.forEach((category, groups) -> {
            Map<String, Map<String, Double>> ofCategory = new TreeMap<>();
            groups.forEach((group, names) -> ofCategory.put(group, new TreeMap<>(names)));
            copy.put(category, ofCategory);
        });
        return new Habit(decay, smooth, decaysIfOffered, copy);
    }

    /**
     * {@return the feature of each coordinate: -log of its share of the smoothed counts of its group in this example, at least 0}
     *
     * @param occasion the coordinates of the example
     */
    public double[] feature(Occasion occasion) {
        Map<String, Map<String, Double>> ofCategory = counts.getOrDefault(occasion.category(), Map.of());
        double[] feature = new double[occasion.names().size()];
        Map<String, Double> sums = new HashMap<>();
        for (int j = 0; j < feature.length; j++) {
            String group = occasion.rivals().get(j);
            double count = ofCategory
                    .getOrDefault(group, Map.of())
                    .getOrDefault(occasion.names().get(j), 0.0);
            feature[j] = count + smooth; // until the sum of the group is known
            sums.merge(group, feature[j], Double::sum);
        }
        for (int j = 0; j < feature.length; j++) {
            // never the default, which only satisfies the check for null
            feature[j] =
                    -Math.log(feature[j] / sums.getOrDefault(occasion.rivals().get(j), 1.0));
        }
        return feature;
    }

    /**
     * Counts a decision.
     *
     * @param occasion the coordinates of the example
     * @param y the decision, one number of at least 0 per coordinate; read only
     */
    public void count(Occasion occasion, double... y) {
        List<String> groups = occasion.rivals();
        Arguments.finite("decision", y, groups.size());
        Set<String> chosen = new HashSet<>();
        for (int j = 0; j < y.length; j++) {
            Arguments.require(
                    y[j] >= 0,
                    "a habit cannot count the decision " + y[j],
                    "Maybe leave habits out: they count choices");
            if (y[j] > 0) {
                chosen.add(groups.get(j));
            }
        }
        Map<String, Map<String, Double>> ofCategory =
                counts.computeIfAbsent(occasion.category(), missing -> new TreeMap<>());
        double decayOfAll = decaysIfOffered ? 1 : decay; // also of coordinates that this example does not have
        chosen.forEach(group -> ofCategory
                .computeIfAbsent(group, missing -> new TreeMap<>())
                .replaceAll((name, count) -> count * decayOfAll));
        for (int j = 0; j < y.length; j++) {
            Map<String, Double> ofChosenGroup = chosen.contains(groups.get(j)) ? ofCategory.get(groups.get(j)) : null;
            if (ofChosenGroup != null) {
                String name = occasion.names().get(j);
                double count = ofChosenGroup.getOrDefault(name, 0.0) * (decaysIfOffered ? decay : 1) + y[j];
                if (count > 0 || ofChosenGroup.containsKey(name)) { // a new count of 0 needs no entry
                    ofChosenGroup.put(name, count);
                }
            }
        }
    }
}
