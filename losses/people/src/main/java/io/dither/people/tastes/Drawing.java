package io.dither.people.tastes;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Specifies the draws of tastes of all persons; gives the same draws on any machine. The draws of a person come from a {@link Proposal}, a distribution near
 * the probable tastes of the person.
 *
 * @param proposalParameters the parameters at which the proposal of each person's draws was found; read only
 * @param counts the number of draws of each person; read only
 * @param most the largest number of draws of a person
 * @param scrambling the number of the random shift of Sobol's points in {@link Draws}; different numbers give independent draws
 * @param earlier the earlier draws, from whose proposals the search for these proposals started; null if there were none
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record Drawing(
        double[] proposalParameters,
        int[] counts,
        int most,
        int scrambling,
        @Nullable Drawing earlier) implements Serializable {
    static Drawing of(double[] proposalParameters, int[] counts) {
        return of(proposalParameters, counts, null);
    }

    /** Returns draws at other parameters, whose proposals start from the proposals of these draws. */
    Drawing movedTo(double[] newParameters, int[] newCounts) {
        return of(newParameters, newCounts, this);
    }

    private static Drawing of(double[] proposalParameters, int[] counts, @Nullable Drawing earlier) {
        return new Drawing(
                proposalParameters, counts, Arrays.stream(counts).max().orElse(0), 0, earlier);
    }

    /** Returns the draws of a distribution with a part of the parameters, such as those of one class, which {@code part} returns. */
    Drawing restricted(UnaryOperator<double[]> part) {
        return new Drawing(
                part.apply(proposalParameters),
                counts,
                most,
                scrambling,
                earlier == null ? null : earlier.restricted(part));
    }

    /** Returns whether these draws of a person and other draws come from the same proposal, which was improved with as many draws. */
    boolean hasProposalOf(Drawing other, int person) {
        Drawing earlierOfOther = other.earlier;
        return counts[person] == other.counts[person]
                && Arrays.equals(proposalParameters, other.proposalParameters)
                && (earlier == null
                        ? earlierOfOther == null
                        : earlierOfOther != null && earlier.hasProposalOf(earlierOfOther, person));
    }

    /** Returns independent draws from the same proposals. */
    Drawing scrambled(int newScrambling) {
        return new Drawing(proposalParameters, counts, most, newScrambling, earlier);
    }
}
