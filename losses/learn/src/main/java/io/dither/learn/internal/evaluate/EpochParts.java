package io.dither.learn.internal.evaluate;

import io.dither.learn.evaluate.Evaluator.Batch;
import io.dither.learn.model.Observation;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The examples of each part of an epoch, of which those of all parts are found at once. Thread-safe. */
final class EpochParts {
    private final List<Observation> sorted;
    /** One of the parts of the epoch that was asked for last, and the examples of all of them. */
    private @Nullable Batch epoch;

    private int[][] parts = {};

    EpochParts(List<Observation> sorted) {
        this.sorted = sorted;
    }

    /** Returns the places of the examples of a part; read only. */
    synchronized int[] of(Batch batch) {
        if (epoch == null || !batch.isOfSameEpoch(epoch)) {
            int[] places = sorted.stream().mapToInt(batch::place).toArray();
            int[] sizes = new int[batch.count()];
            for (int place : places) {
                if (place >= 0) {
                    sizes[place]++;
                }
            }
            parts = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
            for (int i = places.length - 1; i >= 0; i--) {
                if (places[i] >= 0) {
                    parts[places[i]][--sizes[places[i]]] = i;
                }
            }
            epoch = batch;
        }
        return parts[batch.index()];
    }
}
