package io.dither.data;

import io.dither.data.habits.Occasion;
import io.dither.error.BadLines;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Examples in the order of their times, in which the decisions for {@link Habits} are counted. */
final class Past {
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Example(String id, Moment time, Row row, List<Occasion> occasions, double[] y) {}

    private final NavigableMap<Moment, List<Example>> byTime = new TreeMap<>();
    /** The example that was added first; all times must be of the kind of its time. */
    private @Nullable Example first;

    /**
     * Adds an example.
     *
     * @param time the time of the example
     * @param id the id of the example
     * @param row its first row
     * @param habits the habits for which decisions are counted
     * @param namesAndRivals the names of its coordinates and their groups of rivals, see {@link Habits#transposed};
     *     empty without habits
     * @param y the decision; an empty array if there is none, or if there are no habits
     */
    void add(Moment time, String id, Row row, Habits habits, List<List<String>> namesAndRivals, double[] y) {
        List<Occasion> occasions = habits.isEmpty() ? List.of() : habits.occasions(row, namesAndRivals);
        Example added = new Example(id, time, row, occasions, y);
        first = first == null ? added : first;
        if (time.kind() != first.time().kind()) {
            throw row.problem("the time '" + time.text() + "' is " + time.kind() + ", and '"
                    + first.time().text() + "' of example '" + first.id() + "' is "
                    + first.time().kind() + ". Maybe write all times in one way");
        }
        byTime.computeIfAbsent(time, any -> new ArrayList<>()).add(added);
    }

    /** Returns the rank of each example in time, by its id; the same for equal times. */
    Map<String, Integer> ranks() {
        Map<String, Integer> ranks = new HashMap<>();
        int rank = 0;
        for (List<Example> examples : byTime.values()) {
            for (Example example : examples) {
                ranks.put(example.id(), rank);
            }
            rank++;
        }
        return ranks;
    }

    /**
     * Makes the features of habits, and counts the decisions.
     *
     * @param habits the habits with their counts so far; the counts are updated if {@link Habits#counting}
     * @param features filled with the features of each example by its id: for each of {@link Habits#features}, an array with a number
     *     per coordinate
     * @param source the name of the history, for messages
     * @return the habits with the counts after the last example
     */
    Habits makeFeaturesAndCount(Habits habits, Map<String, List<double[]>> features, String source) {
        if (habits.areOfModel()) {
            requireLater(Moment.parse(habits.until()), habits.until(), source);
        }
        String until = habits.until();
        for (Map.Entry<Moment, List<Example>> moment : byTime.entrySet()) {
            // all features of a time come before its counts: examples of the same time are not earlier than each other
            for (Example example : moment.getValue()) {
                List<double[]> columns = new ArrayList<>();
                // the occasions of an example are in the order of the features
                for (Habits.Feature feature : habits.features()) {
                    columns.add(feature.habit().feature(example.occasions().get(columns.size())));
                }
                features.put(example.id(), columns);
            }
            for (Example example : moment.getValue()) {
                if (habits.counting() && example.y().length > 0) {
                    count(habits, example);
                    until = moment.getKey().text();
                }
            }
        }
        return habits.countedUntil(until);
    }

    private static void count(Habits habits, Example example) {
        try {
            for (int k = 0; k < example.occasions().size(); k++) {
                habits.features().get(k).habit().count(example.occasions().get(k), example.y());
            }
        } catch (InvalidArgumentException refused) {
            throw example.row().problem(String.valueOf(refused.getMessage()));
        }
    }

    private void requireLater(Optional<Moment> countedUntil, String until, String source) {
        Moment last = countedUntil.orElseThrow(() -> new DataException(
                source,
                0,
                "cannot be ordered: the habits of the model count all examples until '" + until
                        + "', which is neither a number nor a date. Maybe learn again"));
        BadLines bad = new BadLines(source);
        byTime.values()
                .forEach(examples -> examples.forEach(example -> bad.attempt(() -> requireLater(last, example))));
        bad.requireNone();
    }

    private static void requireLater(Moment last, Example example) {
        if (example.time().kind() != last.kind()) {
            throw example.row()
                    .problem("the time '" + example.time().text() + "' is "
                            + example.time().kind() + ", and the model was learnt until '" + last.text() + "', "
                            + last.kind() + ". Maybe write times as before");
        }
        if (example.time().compareTo(last) <= 0) {
            throw example.row()
                    .problem("example '" + example.id() + "' is of the time "
                            + example.time().text()
                            + ", but the habits of the model already count all examples until " + last.text()
                            + ". Maybe leave out what it was learnt on");
        }
    }
}
