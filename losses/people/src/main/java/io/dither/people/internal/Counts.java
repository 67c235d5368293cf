package io.dither.people.internal;

import io.dither.learn.model.FitSettings.Weighting;
import java.util.Arrays;
import java.util.List;

/**
 * How much persons count in a likelihood.
 *
 * @param each as how many persons each counts, see {@link Weighting#counts}; read only
 * @param copies whether a person who counts as several stands for several alike, who are independent
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
public record Counts(double[] each, boolean copies) {
    public static Counts of(List<Person> persons, Weighting weighting) {
        return new Counts(weighting.counts(Person.weights(persons)), weighting == Weighting.FREQUENCY);
    }

    /** Returns how many persons all count as. */
    public double total() {
        return Arrays.stream(each).sum();
    }

    /** Returns how many persons alike one stands for. */
    public double alike(int person) {
        return copies && each[person] > 0 ? each[person] : 1;
    }
}
