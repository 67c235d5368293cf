package io.dither.people.tastes;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Specifies the draws of tastes of all persons; gives the same draws on any machine.
 *
 * @param about the parameters at which the proposal of each person's draws was found; read only
 * @param counts the number of draws of each person; read only
 * @param most the largest number of draws of a person
 * @param scrambling the number of the scrambling; different numbers give independent draws
 * @param before the earlier draws, from whose proposals the search for these proposals started; null if there were none
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record Drawing(
        double[] about,
        int[] counts,
        int most,
        int scrambling,
        @Nullable Drawing before) implements Serializable {
    static Drawing of(double[] about, int[] counts) {
        return of(about, counts, null);
    }

    /** Returns draws at other parameters, whose proposals start from those of this. */
    Drawing then(double[] newAbout, int[] newCounts) {
        return of(newAbout, newCounts, this);
    }

    private static Drawing of(double[] about, int[] counts, @Nullable Drawing before) {
        return new Drawing(about, counts, Arrays.stream(counts).max().orElse(0), 0, before);
    }

    /** Returns the draws at some of the parameters, such as those of a class. */
    Drawing part(UnaryOperator<double[]> ofParameters) {
        return new Drawing(
                ofParameters.apply(about), counts, most, scrambling, before == null ? null : before.part(ofParameters));
    }

    /** Returns whether these draws of a person come from the same proposal as others. */
    boolean hasProposalOf(Drawing other, int person) {
        Drawing beforeOther = other.before;
        return counts[person] == other.counts[person]
                && Arrays.equals(about, other.about)
                && (before == null
                        ? beforeOther == null
                        : beforeOther != null && before.hasProposalOf(beforeOther, person));
    }

    Drawing scrambled(int newScrambling) {
        return new Drawing(about, counts, most, newScrambling, before);
    }
}
