package io.dither.spark;

import io.dither.error.Arguments;
import io.dither.learn.model.Observation;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A subset of the examples on the cluster, on which a job works. */
final class Subset implements Serializable {
    static final Subset ALL = new Subset(null);

    private static final long serialVersionUID = 1L;

    /** The keys of the examples, sorted; null for all examples. */
    private final long @Nullable [] keys;

    private Subset(long @Nullable [] keys) {
        this.keys = keys;
    }

    static Subset of(List<Observation> observations) {
        return new Subset(
                observations.stream().mapToLong(Observation::key).sorted().toArray());
    }

    /** Returns the examples of a part that are in this subset, in the order of the part. */
    List<Observation> in(List<Observation> part) {
        long[] sorted = keys;
        return sorted == null
                ? part
                : part.stream()
                        .filter(observation -> Arrays.binarySearch(sorted, observation.key()) >= 0)
                        .toList();
    }

    /** Requires that the parts on the cluster contained all examples of this subset: {@code contained} in total. */
    void requireAll(int contained) {
        Arguments.require(
                keys == null || keys.length == contained,
                "some of these examples were not sent to the cluster",
                "Maybe send all examples at once");
    }
}
