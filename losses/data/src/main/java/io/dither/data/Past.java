package io.dither.data;

import io.dither.error.BadLines;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.learn.habits.Occasion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Examples in the order of their times, and what each knows of those before it. */
final class Past {
    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    private record Example(String id, Moment time, Row row, List<Occasion> occasions, double[] y) {}

    private final NavigableMap<Moment, List<Example>> byTime = new TreeMap<>();
    private @Nullable Example first;

    /**
     * Adds an example.
     *
     * @param time when it happened
     * @param columns the names of its coordinates and their rivals, see {@link Habits#columns}; none without habits
     * @param y what was decided, or nothing
     */
    void add(Moment time, String id, Row row, Habits habits, List<List<String>> columns, double[] y) {
        List<Occasion> occasions = habits.isEmpty() ? List.of() : habits.occasions(row, columns);
        Example added = new Example(id, time, row, occasions, y);
        first = first == null ? added : first;
        if (time.kind() != first.time().kind()) {
            throw row.problem("the time '" + time.text() + "' is " + time.kind() + ", and '"
                    + first.time().text() + "' on line " + first.row().line() + " is "
                    + first.time().kind() + ". Maybe write all times in one way");
        }
        byTime.computeIfAbsent(time, any -> new ArrayList<>()).add(added);
    }

    /** The place of each example in time, by its id; the same for equal times. */
    Map<String, Integer> ranks() {
        Map<String, Integer> ranks = new HashMap<>();
        int rank = 0;
        for (List<Example> some : byTime.values()) {
            for (Example one : some) {
                ranks.put(one.id(), rank);
            }
            rank++;
        }
        return ranks;
    }

    /**
     * Makes the features of habits.
     *
     * @param habits what was counted before; goes on counting if that is wanted
     * @param features takes the features by id, one column a habit
     * @param source names the history
     * @return the counts after the last example
     */
    Habits count(Habits habits, Map<String, List<double[]>> features, String source) {
        if (habits.areLearnt()) {
            requireLater(Moment.parse(habits.until()), habits.until(), source);
        }
        String until = habits.until();
        for (Map.Entry<Moment, List<Example>> now : byTime.entrySet()) {
            for (Example one : now.getValue()) {
                List<double[]> columns = new ArrayList<>();
                for (Habits.Feature feature : habits.features()) {
                    columns.add(feature.habit().feature(one.occasions().get(columns.size())));
                }
                features.put(one.id(), columns);
            }
            for (Example one : now.getValue()) {
                if (habits.counting() && one.y().length > 0) {
                    count(habits, one);
                    until = now.getKey().text();
                }
            }
        }
        return habits.until(until);
    }

    private static void count(Habits habits, Example one) {
        try {
            for (int k = 0; k < one.occasions().size(); k++) {
                habits.features().get(k).habit().count(one.occasions().get(k), one.y());
            }
        } catch (InvalidArgumentException refused) {
            throw one.row().problem(String.valueOf(refused.getMessage()));
        }
    }

    private void requireLater(Optional<Moment> known, String until, String source) {
        Moment last = known.orElseThrow(() -> new DataException(
                source,
                0,
                "cannot be ordered: the habits of the model know all until '" + until
                        + "', which is neither a number nor a date. Maybe learn again"));
        BadLines bad = new BadLines(source);
        byTime.values().forEach(some -> some.forEach(one -> bad.attempt(() -> requireLater(last, one))));
        bad.requireNone();
    }

    private static void requireLater(Moment last, Example one) {
        if (one.time().kind() != last.kind()) {
            throw one.row()
                    .problem("the time '" + one.time().text() + "' is "
                            + one.time().kind() + ", and the model was learnt until '" + last.text() + "', "
                            + last.kind() + ". Maybe write times as before");
        }
        if (one.time().compareTo(last) <= 0) {
            throw one.row()
                    .problem("example '" + one.id() + "' is of the time "
                            + one.time().text()
                            + ", but the habits of the model know all until " + last.text()
                            + ". Maybe leave out what it was learnt on");
        }
    }
}
