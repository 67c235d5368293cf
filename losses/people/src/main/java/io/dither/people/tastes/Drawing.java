package io.dither.people.tastes;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Which tastes are drawn of persons: all follow from this, wherever the persons are.
 *
 * @param about the parameters at which it was found out where each person's tastes probably are; read only
 * @param counts how many draws each person has; read only
 * @param most the largest of them
 * @param scrambling another gives independent draws
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
record Drawing(double[] about, int[] counts, int most, int scrambling) implements Serializable {
    static Drawing of(double[] about, int[] counts) {
        return new Drawing(about, counts, Arrays.stream(counts).max().orElse(0), 0);
    }

    Drawing scrambled(int other) {
        return new Drawing(about, counts, most, other);
    }
}
