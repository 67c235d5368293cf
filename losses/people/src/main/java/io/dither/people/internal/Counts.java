package io.dither.people.internal;

import io.dither.learn.model.FitSettings.Weighting;
import java.util.Arrays;
import java.util.List;

/**
 * How much persons count in a likelihood.
 *
 * @param each the count of each person, see {@link Weighting#counts}; read only
 * @param areCopies whether a person with a count above 1 stands for several identical, independent persons
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record Counts(double[] each, boolean areCopies) {
    public static Counts of(List<Person> persons, Weighting weighting) {
        return new Counts(weighting.counts(Person.weights(persons)), weighting == Weighting.FREQUENCY);
    }

    /** Returns the sum of the counts. */
    public double total() {
        return Arrays.stream(each).sum();
    }

    /**
     * Returns the number of identical persons that a person stands for: the count if counts are of copies, otherwise
     * 1; also 1 for a person with a count of 0, who adds nothing to weighted sums.
     */
    public double replicas(int person) {
        return areCopies && each[person] > 0 ? each[person] : 1;
    }
}
