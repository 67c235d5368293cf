package io.dither.learn.internal.evaluate;

import io.dither.learn.evaluate.Evaluator.Batch;
import io.dither.learn.model.Observation;
import io.dither.learn.model.ObservationTable;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the examples of each mini-batch of an epoch, here also called a part; caches the last epoch while there is memory. Thread-safe. */
final class EpochParts {
    private static final long[] NO_CLUSTERS = {};

    private final List<Observation> sorted;
    private final long[] keys;
    /** Any mini-batch of the cached epoch, by which a request of the same epoch is recognised. */
    private @Nullable Batch batchOfEpoch;

    /** The indices of the examples of each mini-batch of the cached epoch. */
    private SoftReference<int[][]> cached = new SoftReference<>(null);

    /** Takes the examples in the order of their keys. */
    EpochParts(List<Observation> sorted, long[] keys) {
        this.sorted = sorted;
        this.keys = keys;
    }

    /** Returns the indices of the examples of a mini-batch; read only. */
    synchronized int[] indicesOf(Batch batch) {
        int[][] parts = cached.get();
        if (parts == null || batchOfEpoch == null || !batch.isOfSameEpoch(batchOfEpoch)) {
            parts = parts(batch);
            cached = new SoftReference<>(parts);
            batchOfEpoch = batch;
        }
        return parts[batch.index()];
    }

    /** Returns the indices of the examples of each mini-batch of the epoch of {@code batch}. */
    private int[][] parts(Batch batch) {
        long[] clusters = batch.validationShare() > 0 ? ObservationTable.clusterKeys(sorted) : NO_CLUSTERS;
        int[] partOf = new int[keys.length]; // the mini-batch of each example; -1 if it is in none
        for (int i = 0; i < partOf.length; i++) {
            // without validation, the cluster does not matter
            partOf[i] = batch.indexOf(keys[i], clusters.length == 0 ? 0 : clusters[i]);
        }
        int[] sizes = new int[batch.count()];
        for (int part : partOf) {
            if (part >= 0) {
                sizes[part]++;
            }
        }
        int[][] parts = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
        for (int i = partOf.length - 1; i >= 0; i--) { // fills each part from its end; its size counts down to 0
            if (partOf[i] >= 0) {
                parts[partOf[i]][--sizes[partOf[i]]] = i;
            }
        }
        return parts;
    }
}
