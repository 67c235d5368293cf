package io.dither.people.tastes;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Determines the draws of tastes of all persons, on any machine.
 *
 * @param about the parameters at which the centre of each person's draws was found; read only
 * @param counts the number of draws of each person; read only
 * @param most the largest of these numbers
 * @param scrambling a different number gives independent draws
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record Drawing(double[] about, int[] counts, int most, int scrambling) implements Serializable {
    static Drawing of(double[] about, int[] counts) {
        return new Drawing(about, counts, Arrays.stream(counts).max().orElse(0), 0);
    }

    Drawing scrambled(int newScrambling) {
        return new Drawing(about, counts, most, newScrambling);
    }
}
