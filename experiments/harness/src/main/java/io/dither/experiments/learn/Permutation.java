package io.dither.experiments.learn;

import io.dither.random.KeyedRandom;

/** Random orders that are a function of a key. */
public final class Permutation {
    /** No example has this index, so the orders are independent of noise drawn under the same seed and step. */
    private static final long STREAM = -1;

    private Permutation() {}

    /**
     * Shuffles 0 .. n - 1 (Fisher and Yates).
     *
     * @param n the number of integers
     * @param seed the seed
     * @param step the second half of the key, such as the epoch
     * @return a permutation, each equally likely; the caller owns it
     */
    public static int[] of(int n, long seed, long step) {
        KeyedRandom random = new KeyedRandom(seed);
        random.setKey(seed, step, STREAM);
        random.startSample(0); // begins the stream
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
