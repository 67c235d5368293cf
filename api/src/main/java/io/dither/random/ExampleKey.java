package io.dither.random;

import static java.util.Objects.requireNonNull;

import io.dither.error.InvalidArgumentException;

/**
 * Computes the key of an example, which is part of the key of its noise: a 64-bit hash of its id, so that neither the
 * order of the examples nor the machine matters.
 *
 * <p>The hash will never change. With mix(z) = the finaliser of SplitMix64 (z = (z ^ z &gt;&gt;&gt; 30) *
 * 0xBF58476D1CE4E5B9, z = (z ^ z &gt;&gt;&gt; 27) * 0x94D049BB133111EB, z ^ z &gt;&gt;&gt; 31) and g =
 * 0x9E3779B97F4A7C15, a number n has mix(n + g). A text starts with h = mix(length + g) and continues with h = mix(h +
 * c + g) for each of its UTF-16 units c. So the number 7 and the text "7" have different keys, as have texts that
 * differ in case, blanks or Unicode form.
 */
public final class ExampleKey {
    /**
     * The least number of low bits of a key that are ignored when its bucket is chosen: so there are at most 2^20
     * buckets.
     */
    private static final int LEAST_SHIFT = Long.SIZE - 20;

    private ExampleKey() {}

    /**
     * {@return the key of a number; different numbers have different keys}
     *
     * @param id the number
     */
    public static long of(long id) {
        return KeyedRandom.mix(id + KeyedRandom.GOLDEN);
    }

    /**
     * {@return the key of a text}
     *
     * @param id the text
     */
    public static long of(CharSequence id) {
        long hash = of(id.length());
        for (int i = 0; i < id.length(); i++) {
            hash = KeyedRandom.mix(hash + id.charAt(i) + KeyedRandom.GOLDEN);
        }
        return hash;
    }

    /**
     * {@return the indices of keys, sorted by the keys as unsigned numbers}
     *
     * @param keys the keys; read only
     */
    public static int[] order(long[] keys) {
        // the leading bits of a key choose its bucket; there are at most twice as many buckets as keys
        int shift = Math.max(LEAST_SHIFT, Integer.numberOfLeadingZeros(keys.length) + Integer.SIZE);
        // for each bucket first the number of its keys, later the index after its last free place
        int[] ends = new int[1 << (Long.SIZE - shift)];
        for (long key : keys) {
            ends[(int) (key >>> shift)]++;
        }
        for (int bucket = 1; bucket < ends.length; bucket++) {
            ends[bucket] += ends[bucket - 1];
        }
        int[] order = new int[keys.length];
        for (int i = keys.length - 1; i >= 0; i--) {
            order[--ends[(int) (keys[i] >>> shift)]] = i;
        }
        // insertion sort: no key leaves its bucket, and each bucket has few keys, because keys are hashes
        for (int i = 1; i < order.length; i++) {
            int index = order[i];
            int position = i;
            while (position > 0 && Long.compareUnsigned(keys[order[position - 1]], keys[index]) > 0) {
                order[position] = order[position - 1];
                position--;
            }
            order[position] = index;
        }
        return order;
    }

    /**
     * Returns the exception for two examples with the same key.
     *
     * @param id the id of an example
     * @param otherId the id of the other example
     * @return the exception, to be thrown
     */
    public static InvalidArgumentException clash(String id, String otherId) {
        return id.equals(requireNonNull(otherId, "otherId"))
                ? new InvalidArgumentException("two examples have the id '" + id + "'", "Maybe a row was written twice")
                : new InvalidArgumentException(
                        "the different ids '" + id + "' and '" + otherId + "' have the same 64-bit key by chance",
                        "Maybe rename one");
    }
}
