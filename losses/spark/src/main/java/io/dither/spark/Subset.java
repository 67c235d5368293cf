package io.dither.spark;

import io.dither.error.Arguments;
import io.dither.learn.model.Observation;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The examples of a job, among those on the cluster. */
final class Subset implements Serializable {
    static final Subset ALL = new Subset(null);

    private static final long serialVersionUID = 1L;

    /** Sorted; null for all. */
    private final long @Nullable [] keys;

    private Subset(long @Nullable [] keys) {
        this.keys = keys;
    }

    static Subset of(List<Observation> observations) {
        return new Subset(
                observations.stream().mapToLong(Observation::key).sorted().toArray());
    }

    List<Observation> in(List<Observation> part) {
        long[] sorted = keys;
        return sorted == null
                ? part
                : part.stream()
                        .filter(observation -> Arrays.binarySearch(sorted, observation.key()) >= 0)
                        .toList();
    }

    /** Requires that all examples were found. */
    void requireAll(int count) {
        Arguments.require(
                keys == null || keys.length == count,
                "examples that were not sent are asked for",
                "Maybe send all examples at once");
    }
}
