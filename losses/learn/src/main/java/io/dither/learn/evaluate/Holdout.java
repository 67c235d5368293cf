package io.dither.learn.evaluate;

import io.dither.error.Arguments;
import io.dither.learn.model.Observation;
import io.dither.learn.model.ObservationTable;
import io.dither.random.ExampleKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A split of examples into a training part and a held-out part: by chance or in the order of time. By chance, the part of
 * an example depends only on the seed and its cluster (its id if there are no clusters). Clusters are not divided, so that
 * no model is evaluated on examples of a cluster from which it learnt.
 *
 * @param training the examples to train on
 * @param heldOut the examples to evaluate on
 */
public record Holdout(List<Observation> training, List<Observation> heldOut) {
    /**
     * Splits examples by chance.
     *
     * @param observations the examples
     * @param share the share to hold out, at least 0 and below 1: the probability that a cluster is held out; with few clusters,
     *     a part may have no examples
     * @param seed the seed
     * @return the parts
     */
    public static Holdout split(List<Observation> observations, double share, long seed) {
        requireShare(share);
        if (share == 0) {
            return new Holdout(ObservationTable.copyOf(observations), List.of());
        }
        long[] keys = ObservationTable.clusterKeys(observations);
        return split(observations, i -> isHeldOut(keys[i], share, seed));
    }

    /** Holds out the examples whose index fulfils a condition. */
    private static Holdout split(List<Observation> observations, IntPredicate isHeldOut) {
        int size = observations.size();
        return new Holdout(
                ObservationTable.select(
                        observations,
                        IntStream.range(0, size).filter(isHeldOut.negate()).toArray()),
                ObservationTable.select(
                        observations, IntStream.range(0, size).filter(isHeldOut).toArray()));
    }

    /**
     * Holds out the latest examples. Clusters are ordered by their latest example; clusters and equal times are not
     * divided, so that no training example is later than the end of a held-out cluster.
     *
     * @param observations the examples
     * @param share the approximate share to hold out, at least 0 and below 1; if it is above 0, at least the examples of
     *     the clusters that end last are held out, unless all clusters end at the same time
     * @param time returns the rank of an example in time
     * @return the parts
     */
    public static Holdout latest(List<Observation> observations, double share, ToIntFunction<Observation> time) {
        requireShare(share);
        List<List<Observation>> blocks = blocks(observations, time);
        int first = blocks.size();
        double remaining = share * observations.size();
        // holds out a block if the number of examples that remain to be held out is at least half of the block
        while (share > 0
                && first > 1
                && (first == blocks.size() || remaining >= blocks.get(first - 1).size() / 2.0)) {
            first--;
            remaining -= blocks.get(first).size();
        }
        return holdingOut(blocks, first, blocks.size());
    }

    /**
     * Splits examples for rolling cross-validation, into parts of about equal size in the order of time; clusters and
     * equal times are not divided. Each part but the first is held out, with all parts before it as its training part.
     *
     * @param observations the examples
     * @param folds the number of splits, at least 1 and below the number of different times at which clusters end
     * @param time returns the rank of an example in time
     * @return one split per fold
     */
    public static List<Holdout> rolling(List<Observation> observations, int folds, ToIntFunction<Observation> time) {
        List<List<Observation>> blocks = blocks(observations, time);
        Arguments.require(
                folds >= 1 && folds < blocks.size(),
                "rolling cross-validation needs at least 1 fold and more times than folds, not " + folds + " folds of "
                        + blocks.size() + " times of examples or clusters",
                "Maybe choose fewer folds");
        int[] ends = new int[folds + 1]; // the index of the block after the last block of each part
        int seen = 0;
        int block = 0;
        for (int fold = 0; fold <= folds; fold++) {
            // the number of examples that this part and all earlier parts should have
            double target = observations.size() * (fold + 1.0) / (folds + 1);
            // the part takes at least one block, and further blocks as long as at least half of the next block is
            // within the target; it leaves at least one block for each later part
            do {
                seen += blocks.get(block++).size();
            } while (block < blocks.size() - (folds - fold)
                    && seen + blocks.get(block).size() / 2.0 <= target);
            ends[fold] = fold == folds ? blocks.size() : block;
        }
        return IntStream.range(0, folds)
                .mapToObj(fold -> holdingOut(blocks, ends[fold], ends[fold + 1]))
                .toList();
    }

    /** Returns blocks in the order of time; a block has the examples of all clusters that end at the same time. */
    private static List<List<Observation>> blocks(List<Observation> observations, ToIntFunction<Observation> time) {
        Map<String, Integer> latest = new HashMap<>(); // the latest time of each cluster
        observations.forEach(
                observation -> latest.merge(observation.cluster(), time.applyAsInt(observation), Math::max));
        return List.copyOf(observations.stream()
                .collect(Collectors.groupingBy(
                        observation -> latest.getOrDefault(observation.cluster(), 0), // the default is never used
                        TreeMap::new,
                        Collectors.toList()))
                .values());
    }

    /** Holds out a range of blocks, and trains on all blocks before it. */
    private static Holdout holdingOut(List<List<Observation>> blocks, int first, int end) {
        return new Holdout(
                blocks.subList(0, first).stream().flatMap(List::stream).toList(),
                blocks.subList(first, end).stream().flatMap(List::stream).toList());
    }

    private static void requireShare(double share) {
        Arguments.require(
                share >= 0 && share < 1, "holdout = " + share + " is not at least 0 and below 1", "Maybe choose 0.2");
    }

    /**
     * Returns whether a hash of the key and the seed, as a number from 0 to below 1 with 53 random bits, is below the
     * share.
     */
    static boolean isHeldOut(long key, double share, long seed) {
        return share > 0 && (ExampleKey.of(key ^ ExampleKey.of(seed)) >>> 11) * 0x1p-53 < share;
    }

    /**
     * Splits examples into folds by chance, for cross-validation. Each fold is held out once; with few clusters, a fold may
     * have no examples.
     *
     * @param observations the examples
     * @param folds the number of folds, at least 2 and at most the number of examples
     * @param seed the seed
     * @return one split per fold
     */
    public static List<Holdout> folds(List<Observation> observations, int folds, long seed) {
        Arguments.between("folds", folds, 2, Math.max(2, observations.size()));
        List<Holdout> all = new ArrayList<>();
        long[] keys = ObservationTable.clusterKeys(observations);
        long seedKey = ExampleKey.of(seed);
        for (int fold = 0; fold < folds; fold++) {
            int index = fold;
            // the shift makes the hash nonnegative
            all.add(split(observations, i -> (ExampleKey.of(keys[i] ^ seedKey) >>> 1) % folds == index));
        }
        return all;
    }
}
