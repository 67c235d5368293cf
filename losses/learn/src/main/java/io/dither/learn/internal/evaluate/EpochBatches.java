package io.dither.learn.internal.evaluate;

import io.dither.learn.evaluate.Evaluator.Batch;
import io.dither.learn.model.Observation;
import io.dither.learn.model.ObservationTable;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the examples of each mini-batch of an epoch; caches the last epoch that was requested, while there is memory. Thread-safe. */
final class EpochBatches {
    private static final long[] NO_CLUSTERS = {};

    private final List<Observation> sorted;
    private final long[] keys;
    /** Any mini-batch of the cached epoch, by which a request of the same epoch is recognised. */
    private @Nullable Batch batchOfEpoch;

    /** The indices of the examples of each mini-batch of the cached epoch. */
    private SoftReference<int[][]> cached = new SoftReference<>(null);

    /** Takes the examples and their {@linkplain Observation#key keys}, both in the order of the keys. */
    EpochBatches(List<Observation> sorted, long[] keys) {
        this.sorted = sorted;
        this.keys = keys;
    }

    /** Returns the indices of the examples of a mini-batch; read only. */
    synchronized int[] indicesOf(Batch batch) {
        int[][] indices = cached.get();
        if (indices == null || batchOfEpoch == null || !batch.isOfSameEpoch(batchOfEpoch)) {
            indices = indicesByBatch(batch);
            cached = new SoftReference<>(indices);
            batchOfEpoch = batch;
        }
        return indices[batch.index()];
    }

    /** Returns the indices of the examples of each mini-batch of the epoch of {@code batch}. */
    private int[][] indicesByBatch(Batch batch) {
        long[] clusters = batch.validationShare() > 0 ? ObservationTable.clusterKeys(sorted) : NO_CLUSTERS;
        int[] batchOf = new int[keys.length]; // the mini-batch of each example; -1 if it is in none
        for (int i = 0; i < batchOf.length; i++) {
            // without validation, the cluster does not matter
            batchOf[i] = batch.indexOf(keys[i], clusters.length == 0 ? 0 : clusters[i]);
        }
        int[] sizes = new int[batch.count()];
        for (int index : batchOf) {
            if (index >= 0) {
                sizes[index]++;
            }
        }
        int[][] indices = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
        for (int i = batchOf.length - 1; i >= 0; i--) { // fills each mini-batch from its end; its size counts down to 0
            if (batchOf[i] >= 0) {
                indices[batchOf[i]][--sizes[batchOf[i]]] = i;
            }
        }
        return indices;
    }
}
