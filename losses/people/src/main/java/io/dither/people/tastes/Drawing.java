package io.dither.people.tastes;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Specifies the draws of tastes of all persons; gives the same draws on any machine.
 *
 * @param about the parameters at which the centre of each person's draws was found; read only
 * @param counts the number of draws of each person; read only
 * @param most the largest number of draws of a person
 * @param scrambling the number of the scrambling; different numbers give independent draws
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
