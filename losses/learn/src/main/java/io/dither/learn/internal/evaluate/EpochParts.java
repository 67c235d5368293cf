package io.dither.learn.internal.evaluate;

import io.dither.learn.evaluate.Evaluator.Batch;
import io.dither.learn.model.Observation;
import io.dither.learn.model.ObservationTable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The examples of each mini-batch of an epoch; caches the last epoch. Thread-safe. */
final class EpochParts {
    private final List<Observation> sorted;
    /** A mini-batch of the cached epoch. */
    private @Nullable Batch epoch;

    /** The indices of the examples of each mini-batch of the cached epoch. */
    private int[][] parts = {};

    EpochParts(List<Observation> sorted) {
        this.sorted = sorted;
    }

    /** Returns the indices of the examples of a mini-batch; read only. */
    synchronized int[] of(Batch batch) {
        if (epoch == null || !batch.isOfSameEpoch(epoch)) {
            long[] keys = ObservationTable.keys(sorted);
            long[] clusters = ObservationTable.clusterKeys(sorted);
            int[] partOf = new int[keys.length];
            Arrays.setAll(partOf, i -> batch.place(keys[i], clusters[i]));
            int[] sizes = new int[batch.count()];
            for (int part : partOf) {
                if (part >= 0) {
                    sizes[part]++;
                }
            }
            parts = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
            for (int i = partOf.length - 1; i >= 0; i--) {
                if (partOf[i] >= 0) {
                    parts[partOf[i]][--sizes[partOf[i]]] = i;
                }
            }
            epoch = batch;
        }
        return parts[batch.index()];
    }
}
