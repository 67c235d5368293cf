package io.dither.experiments.vision;

import io.dither.error.DataException;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rows of four images of different classes; the task is to put the images of each row in the order of their classes.
 *
 * @param images the images from which the rows are drawn
 * @param rows the indices of the images of each row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Quadruples(Images images, int[][] rows) {
    /** The number of images per row. */
    static final int SIZE = 4;

    /** The key of the rows in place of a step. Steps are at least 0, so noise of the same seed is independent. */
    private static final long STEP_KEY = -3;

    static Quadruples draw(Images images, int count, long seed) {
        int[] indices = IntStream.range(0, images.count()).toArray();
        if (distinctClasses(images, indices) < SIZE) {
            throw new DataException(
                    "the labels",
                    0,
                    "there are " + distinctClasses(images, indices) + " classes, but each row needs images of " + SIZE
                            + " classes. Maybe the file is cut short");
        }
        KeyedRandom random = new KeyedRandom(seed);
        int[][] rows = new int[count][];
        for (int i = 0; i < count; i++) {
            random.setKey(seed, STEP_KEY, i);
            random.startSample(0);
            do {
                rows[i] = IntStream.generate(() -> random.nextInt(images.count()))
                        .limit(SIZE)
                        .toArray();
            } while (distinctClasses(images, rows[i]) < SIZE);
        }
        return new Quadruples(images, rows);
    }

    /** Returns the number of different classes of the images at the indices. */
    private static int distinctClasses(Images images, int[] indices) {
        return (int) Arrays.stream(indices)
                .map(image -> images.labels()[image] & 0xff)
                .distinct()
                .count();
    }

    /** Returns the indices of the images of the given rows, one row after the other. */
    int[] imagesOf(int[] rowIndices) {
        int[] indices = new int[SIZE * rowIndices.length];
        for (int i = 0; i < rowIndices.length; i++) {
            System.arraycopy(rows[rowIndices[i]], 0, indices, i * SIZE, SIZE);
        }
        return indices;
    }

    /** Returns the rank of each image of a row by the number of its class, 0 for the least number. */
    float[] ranks(int row) {
        float[] labels = new float[SIZE];
        for (int j = 0; j < SIZE; j++) {
            labels[j] = images.labels()[rows[row][j]];
        }
        return ranks(labels, 0);
    }

    /**
     * Returns the rank of each of the four numbers from index {@code from} on, 0 for the least; of equal numbers the first has the lower
     * rank.
     */
    static float[] ranks(float[] scores, int from) {
        float[] ranks = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                boolean isBefore =
                        scores[from + j] < scores[from + i] || (scores[from + j] == scores[from + i] && j < i);
                ranks[i] += isBefore ? 1 : 0;
            }
        }
        return ranks;
    }
}
