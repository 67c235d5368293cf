package io.dither.spark;

import io.dither.error.Arguments;
import io.dither.learn.model.Observation;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which of the examples that lie on the cluster a job is about. */
final class Subset implements Serializable {
    static final Subset ALL = new Subset(null);

    private static final long serialVersionUID = 1L;

    /** Sorted; null for all. */
    private final long @Nullable [] keys;

    private Subset(long @Nullable [] keys) {
        this.keys = keys;
    }

    static Subset of(List<Observation> some) {
        return new Subset(some.stream().mapToLong(Observation::key).sorted().toArray());
    }

    List<Observation> in(List<Observation> part) {
        long[] wanted = keys;
        return wanted == null
                ? part
                : part.stream()
                        .filter(one -> Arrays.binarySearch(wanted, one.key()) >= 0)
                        .toList();
    }

    /** Requires that there are as many as were asked for. */
    void requireAll(int found) {
        Arguments.require(
                keys == null || keys.length == found,
                "examples that were not sent are asked for",
                "Maybe send all examples at once");
    }
}
