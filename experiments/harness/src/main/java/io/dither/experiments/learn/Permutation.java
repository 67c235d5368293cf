package io.dither.experiments.learn;

import io.dither.random.KeyedRandom;

/** Random orders that are a function of a seed and a step. */
public final class Permutation {
    /** Takes the place of an example's index in the key. No example has it, so orders are independent of noise of the same seed and step. */
    private static final long NO_EXAMPLE = -1;

    private Permutation() {}

    /**
     * Shuffles 0 .. n - 1 (Fisher and Yates).
     *
     * @param n the number of integers
     * @param seed the seed
     * @param step the step, such as the epoch: another step gives another order for the same seed
     * @return a permutation, each equally likely; the caller owns it
     */
    public static int[] of(int n, long seed, long step) {
        KeyedRandom random = new KeyedRandom(seed);
        random.setKey(seed, step, NO_EXAMPLE);
        random.startSample(0); // a new key takes effect here
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
