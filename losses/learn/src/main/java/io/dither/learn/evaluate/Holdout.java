package io.dither.learn.evaluate;

import io.dither.error.Arguments;
import io.dither.learn.model.Observation;
import io.dither.random.ExampleKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Examples in two parts: to train on, and to measure by. Which part an example is in depends on its cluster, or its id if it stands
 * alone, and the seed: clusters stay whole, so that no example is measured by a model that has seen others of its cluster.
 *
 * @param training to train on
 * @param held to measure by
 */
public record Holdout(List<Observation> training, List<Observation> held) {
    /**
     * Splits examples.
     *
     * @param observations the examples
     * @param share how many to hold out, at least 0 and below 1; the fewer clusters, the less exact
     * @param seed the seed
     * @return the parts
     */
    public static Holdout split(List<Observation> observations, double share, long seed) {
        Arguments.require(
                share >= 0 && share < 1, "holdout = " + share + " is not at least 0 and below 1", "Maybe 0.2");
        List<Observation> training = new ArrayList<>();
        List<Observation> held = new ArrayList<>();
        for (Observation one : observations) {
            (isHeld(one.clusterKey(), share, seed) ? held : training).add(one);
        }
        return new Holdout(List.copyOf(training), List.copyOf(held));
    }

    static boolean isHeld(long key, double share, long seed) {
        return share > 0 && (ExampleKey.of(key ^ ExampleKey.of(seed)) >>> 11) * 0x1p-53 < share;
    }

    /**
     * Splits examples into folds, for cross-validation.
     *
     * @param observations the examples
     * @param folds how many, at least 2
     * @param seed the seed
     * @return one split a fold
     */
    public static List<Holdout> folds(List<Observation> observations, int folds, long seed) {
        Arguments.atLeast("folds", folds, 2);
        List<Holdout> all = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            List<Observation> training = new ArrayList<>();
            List<Observation> held = new ArrayList<>();
            for (Observation one : observations) {
                long place = (ExampleKey.of(one.clusterKey() ^ ExampleKey.of(seed)) >>> 1) % folds;
                (place == fold ? held : training).add(one);
            }
            all.add(new Holdout(List.copyOf(training), List.copyOf(held)));
        }
        return all;
    }
}
